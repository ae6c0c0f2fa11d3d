import { expect } from "chai";
import { salespeopleRoster as roster } from "./reconciler";
import {
  ANNA,
  BEN,
  CARLA,
  both,
  inputsFor,
  lookingAt,
  partial,
  problemsOf,
  salesperson,
} from "./roster.test.support";
import { membersOf } from "./state";
import { TenantModel } from "./tenant-model.test.support";

describe("a roster of salespeople", () => {
  let tenant: TenantModel;
  beforeEach(() => {
    tenant = new TenantModel();
  });
  const { rolesOf, refreshed } = lookingAt(() => tenant);

  describe("a failure of some people", () => {
    it("keeps nobody else from being done, and a second deployment does the rest", async () => {
      tenant.fault = (label) => (label.includes(`account ${BEN}`) ? "refused" : undefined);
      const inputs = inputsFor({ ...both, [CARLA]: salesperson("Carla") });
      const failure = await partial(roster.create(inputs, tenant));
      expect(failure.message).to.contain(`people["${BEN}"]`).and.to.contain("2 people of 3 are done");
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson")]);
      expect(rolesOf(CARLA)).to.deep.equal([tenant.roleId("Salesperson")]);
      expect(tenant.hasAccount(BEN)).to.equal(false);
      const kept = { ...inputs, ...failure.state };
      expect(Object.keys(failure.state.initialPasswords)).to.deep.equal([ANNA, CARLA]);
      expect(roster.diff(kept, inputs)).to.include({ changed: true });
      tenant.fault = () => undefined;
      tenant.writes.length = 0;
      const after = await roster.update("id", kept, inputs, tenant);
      expect(rolesOf(BEN)).to.deep.equal([tenant.roleId("Salesperson")]);
      for (const label of tenant.writes) expect(label).to.contain(BEN);
      expect(roster.diff({ ...inputs, ...after }, inputs)).to.include({ changed: false });
    });

    it("is told once for the many it concerns", async () => {
      tenant.fault = (label) => (label.startsWith("assign the role") ? "refused" : undefined);
      const people = Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [`p${String(index + 10)}@contoso.com`, salesperson("P")]),
      );
      const found = await problemsOf(roster.create(inputsFor(people), tenant));
      expect(found).to.have.length(2);
      expect(found[0]?.message)
        .to.contain("20 people failed")
        .and.to.contain("p10@contoso.com")
        .and.to.contain("10 more");
    });

    it("with a lost answer to a creation keeps the password and adopts the account as made here", async () => {
      tenant.fault = (label) => (label.includes(`account ${ANNA}`) ? "lost" : undefined);
      const inputs = inputsFor({ [ANNA]: salesperson("Anna") }, { onDestroy: "delete" });
      const failure = await partial(roster.create(inputs, tenant));
      const password = failure.state.initialPasswords[ANNA];
      expect(password).to.be.a("string");
      tenant.fault = () => undefined;
      const found = await refreshed({ ...inputs, ...failure.state });
      const after = await roster.update("id", found.state, inputs, tenant);
      expect(after.initialPasswords[ANNA]).to.equal(password);
      expect(membersOf(after)[ANNA]?.madeHere).to.equal(true);
      await roster.delete("id", { ...inputs, ...after }, tenant);
      expect(tenant.hasAccount(ANNA)).to.equal(false);
    });

    it("on destroy is told, and a second destroy does the rest", async () => {
      const inputs = inputsFor(both, { onDestroy: "delete" });
      const state = { ...inputs, ...(await roster.create(inputs, tenant)).state };
      tenant.fault = (label) => (label === `delete the account ${BEN}` ? "refused" : undefined);
      const [problem] = await problemsOf(roster.delete("id", state, tenant));
      expect(problem?.where).to.equal(`people["${BEN}"]`);
      tenant.fault = () => undefined;
      await roster.delete("id", state, tenant);
      expect(tenant.accounts.size).to.equal(0);
    });

    it("says why somebody without a licence does not arrive, without waiting", async () => {
      const inputs = inputsFor({ [ANNA]: salesperson("Anna", { licenses: [] }) });
      const [problem] = await problemsOf(roster.create(inputs, tenant));
      expect(problem?.message).to.contain("the account has no licence");
      expect(tenant.clock.now()).to.equal(0);
    });

    it("waits ten minutes for who does not arrive, tells how it goes, and then names the person", async () => {
      tenant.arrivalMs = Infinity;
      const found = await problemsOf(roster.create(inputsFor({ [ANNA]: salesperson("Anna") }), tenant));
      expect(found[0]?.where).to.equal(`people["${ANNA}"]`);
      expect(tenant.clock.now()).to.be.within(10 * 60_000, 11 * 60_000);
      expect(tenant.logged.length).to.be.within(10, 120);
      expect(tenant.logged[0]).to.contain("0 of 1 person done; waiting for licences and users");
    });

    it("finds out when a role does not stay", async () => {
      const assign = tenant.dataverse.bind(tenant);
      tenant.dataverse = () => ({
        ...assign(),
        execute: (operations) =>
          Promise.resolve(operations.map(() => ({ ok: true as const, value: undefined }))),
      });
      const found = await problemsOf(roster.create(inputsFor({ [ANNA]: salesperson("Anna") }), tenant));
      expect(found[0]?.message).to.contain("Salesperson").and.to.contain(ANNA);
    });
  });
});
