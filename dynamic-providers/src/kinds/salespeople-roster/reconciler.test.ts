import { expect } from "chai";
import { salespeopleRoster as roster } from "./reconciler";
import { ANNA, BEN, both, inputsFor, lookingAt, salesperson } from "./roster.test.support";
import { membersOf } from "./state";
import { ORGANIZATION, TenantModel } from "./tenant-model.test.support";
import { onWire, type WireInputs } from "./wire";

describe("a roster of salespeople", () => {
  let tenant: TenantModel;
  beforeEach(() => {
    tenant = new TenantModel();
  });
  const { rolesOf, licensesOf, refreshed } = lookingAt(() => tenant);

  it("makes accounts with licence, presence and roles", async () => {
    const { id, state } = await roster.create(inputsFor(both), tenant);
    expect(id).to.equal(`${ORGANIZATION}/salespeople`);
    for (const signInName of [ANNA, BEN]) {
      expect(licensesOf(signInName)).to.deep.equal(["sku-sales"]);
      expect(tenant.row(signInName).disabled).to.equal(false);
      expect(rolesOf(signInName)).to.deep.equal([tenant.roleId("Salesperson")]);
    }
    expect(Object.keys(state.initialPasswords)).to.deep.equal([ANNA, BEN]);
    expect(membersOf(state)[ANNA]).to.include({
      objectId: tenant.account(ANNA).objectId,
      systemUserId: tenant.row(ANNA).systemUserId,
      email: ANNA,
      fullName: "Anna",
      madeHere: true,
      broughtIn: true,
    });
  });

  it("writes nothing the second time, and finds nothing changed", async () => {
    const inputs = inputsFor(both);
    const { state } = await roster.create(inputs, tenant);
    tenant.writes.length = 0;
    const found = await refreshed(state);
    expect(found.inputs).to.deep.equal(inputs);
    expect(found.state).to.deep.equal({ ...inputs, ...state });
    expect(roster.diff(found.state, inputs)).to.include({ changed: false });
    expect(await roster.update("id", found.state, inputs, tenant)).to.deep.equal(state);
    expect(tenant.writes).to.deep.equal([]);
  });

  it("reads everybody with a handful of requests, and a preflight without a change with none", async () => {
    const people = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`p${String(index)}@contoso.com`, salesperson("P")]),
    );
    const inputs = inputsFor(people);
    const { state } = await roster.create(inputs, tenant);
    tenant.reads = 0;
    const found = await refreshed(state);
    // Accounts, rows, roles, business units, SKUs.
    expect(tenant.reads).to.equal(5);
    tenant.reads = 0;
    expect(await roster.preflight?.(inputs, tenant, found.inputs)).to.deep.equal([]);
    expect(tenant.reads).to.equal(0);
  });

  it("stores a person in a kilobyte", async () => {
    const count = 100;
    const people = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `firstname.lastname${String(index)}@contoso.onmicrosoft.com`,
        salesperson(`Firstname Lastname ${String(index)}`, {
          givenName: "Firstname",
          surname: `Lastname ${String(index)}`,
          jobTitle: "Account Manager",
          department: "Sales",
          businessPhone: "+1 555 0101",
          city: "Seattle",
          country: "United States",
        }),
      ]),
    );
    const engines = onWire(roster);
    const { inputs } = engines.check(inputsFor(people) as unknown as WireInputs);
    const { state } = await engines.create(inputs, tenant);
    const bytes = JSON.stringify(inputs).length + JSON.stringify({ ...inputs, ...state }).length;
    expect(bytes / count).to.be.below(1_000);
  });
});
