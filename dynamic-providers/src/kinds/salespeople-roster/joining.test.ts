import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { ServiceError } from "../../clients/http/service-error";
import { salespeopleRoster as roster } from "./reconciler";
import { inputsFor, lookingAt, partial, salesperson } from "./roster.test.support";
import { membersOf } from "./state";
import { SALES } from "./directory-model.test.support";
import { TenantModel } from "./tenant-model.test.support";

const nameOf = (index: number) => `p${String(index).padStart(4, "0")}@contoso.com`;
const people = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [nameOf(index), salesperson("P")]));

describe("many who join a roster", () => {
  let tenant: TenantModel;
  /** How many are being added, and how many at most. */
  let adding: { now: number; most: number };
  const { rolesOf } = lookingAt(() => tenant);

  beforeEach(() => {
    tenant = new TenantModel();
    tenant.arrivalMs = 0;
    adding = { now: 0, most: 0 };
    const { addUser } = tenant.powerPlatform;
    const { execute } = tenant.graph;
    // An answer takes a turn, whether it is for twenty at a time or for one.
    tenant.graph.execute = async (operations) => {
      await setImmediate();
      return execute(operations);
    };
    tenant.powerPlatform.addUser = async (...args: Parameters<typeof addUser>) => {
      adding.now += 1;
      adding.most = Math.max(adding.most, adding.now);
      await setImmediate();
      try {
        await addUser(...args);
      } finally {
        adding.now -= 1;
      }
    };
  });

  it("are made, licensed, added and given roles, each in this order", async () => {
    await roster.create(inputsFor(people(400)), tenant);
    for (let index = 0; index < 400; index += 1) {
      const own = tenant.writes.filter((label) => label.includes(nameOf(index)));
      expect(own.map((label) => label.split(" ")[0])).to.deep.equal(["make", "assign", "add", "assign"]);
      expect(own[1], "the licence before the role").to.contain(SALES);
      expect(rolesOf(nameOf(index))).to.deep.equal([tenant.roleId("Salesperson")]);
    }
  });

  it("are added while others are made and others get their roles, eight at a time", async () => {
    const meanwhile = new Set<string>();
    tenant.fault = (label) => {
      const [step] = /^(make the account|assign the role|assign)/.exec(label) ?? [];
      if (step !== undefined && adding.now > 0) meanwhile.add(step);
      return undefined;
    };
    await roster.create(inputsFor(people(400)), tenant);
    expect(meanwhile).to.have.all.keys("make the account", "assign", "assign the role");
    expect(adding.most).to.equal(8);
  });

  it("are made no further ahead than it takes to keep on adding", async () => {
    let made = 0;
    let added = 0;
    let most = 0;
    tenant.fault = (label) => {
      if (label.startsWith("make the account")) made += 1;
      if (label.startsWith("add")) added += 1;
      most = Math.max(most, made - added);
      return undefined;
    };
    await roster.create(inputsFor(people(1_000)), tenant);
    expect(made).to.equal(1_000);
    // Forty that are being made, and twice as many who wait to be added.
    expect(most).to.be.within(40, 120);
  });

  it("are brought up to date all at once when nobody is to be added", async () => {
    const { state } = await roster.create(inputsFor(people(400)), tenant);
    const names = Object.keys(people(400));
    const unlicensed = Object.fromEntries(names.map((name) => [name, salesperson("P", { licenses: [] })]));
    const { execute } = tenant.graph;
    const sizes: number[] = [];
    tenant.graph.execute = (operations) => {
      sizes.push(operations.length);
      return execute(operations);
    };
    await roster.update("id", state, inputsFor(unlicensed), tenant);
    expect(sizes).to.deep.equal([400]);
  });

  it("are kept as far as they came when a later one meets an error that is no answer of a service", async () => {
    tenant.fault = (label) => {
      if (label === `make the account ${nameOf(300)}`) throw new Error("broken");
      return undefined;
    };
    const failure = await partial(roster.create(inputsFor(people(400)), tenant));
    expect(failure.message).to.contain("broken");
    expect(adding.now, "nobody is still being added when the state is kept").to.equal(0);
    const members = membersOf(failure.state);
    const added = tenant.writes.filter((label) => label.startsWith("add")).length;
    expect(added).to.be.greaterThan(0);
    expect(Object.values(members).filter((member) => member.broughtIn)).to.have.length(added);
    tenant.fault = () => undefined;
    const after = await roster.update("id", failure.state, inputsFor(people(400)), tenant);
    expect(Object.values(membersOf(after)).filter((member) => member.broughtIn)).to.have.length(400);
    expect(tenant.accounts.size).to.equal(400);
  });

  it("are given no role before they are enabled, however long their licences take", async () => {
    const disabled = tenant.add(nameOf(0));
    tenant.addRow(disabled, { disabled: true });
    const { addUser } = tenant.powerPlatform;
    let refusals = 3;
    tenant.powerPlatform.addUser = (environmentId, objectId, about) => {
      if (objectId !== disabled.objectId || refusals === 0) return addUser(environmentId, objectId, about);
      refusals -= 1;
      return Promise.reject(
        new ServiceError({
          service: "Power Platform",
          operation: about.label,
          status: 400,
          code: "userNotLicensed",
          serviceMessage: "not licensed yet",
          requestId: "",
        }),
      );
    };
    await roster.create(inputsFor(people(3)), tenant);
    expect(refusals).to.equal(0);
    for (let index = 0; index < 3; index += 1) {
      expect(rolesOf(nameOf(index))).to.deep.equal([tenant.roleId("Salesperson")]);
    }
  });

  it("are waited for when adding one of them ends in an error that is no answer of a service", async () => {
    tenant.fault = (label) => {
      if (label.startsWith(`add ${nameOf(3)}`)) throw new Error("broken");
      return undefined;
    };
    const failure = await partial(roster.create(inputsFor(people(30)), tenant));
    expect(failure.message).to.contain("broken");
    expect(tenant.writes.filter((label) => label.startsWith("add"))).to.have.length(29);
    expect(adding.now).to.equal(0);
    const members = Object.values(membersOf(failure.state));
    expect(members.filter((member) => member.broughtIn)).to.have.length(29);
  });
});
