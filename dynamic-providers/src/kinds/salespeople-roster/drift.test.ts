import { expect } from "chai";
import type { Salesperson } from "./inputs";
import { salespeopleRoster as roster } from "./reconciler";
import { ANNA, BEN, both, inputsFor, lookingAt, salesperson } from "./roster.test.support";
import { membersOf, type SalespeopleRosterState } from "./state";
import { planId, PLANS, SALES } from "./directory-model.test.support";
import { TenantModel } from "./tenant-model.test.support";

describe("a roster of salespeople", () => {
  let tenant: TenantModel;
  beforeEach(() => {
    tenant = new TenantModel();
  });
  const { rolesOf, refreshed } = lookingAt(() => tenant);

  describe("drift", () => {
    let state: SalespeopleRosterState;
    const inputs = inputsFor(both);
    beforeEach(async () => {
      state = { ...inputs, ...(await roster.create(inputs, tenant)).state };
      tenant.writes.length = 0;
    });

    async function shown(expected: Partial<Salesperson>) {
      const found = await refreshed(state);
      expect(found.inputs.people[ANNA]).to.deep.equal({ ...inputs.people[ANNA], ...expected });
      expect(found.inputs.people[BEN]).to.deep.equal(inputs.people[BEN]);
      expect(Object.keys(found.state.drift)).to.deep.equal([ANNA]);
      expect(roster.diff(found.state, inputs)).to.include({ changed: true });
      const after = await roster.update("id", found.state, inputs, tenant);
      const again = await refreshed({ ...inputs, ...after });
      expect(again.inputs).to.deep.equal(inputs);
      expect(roster.diff(again.state, inputs)).to.include({ changed: false });
    }

    it("of a role that was taken away is shown for that person, and repaired by one write", async () => {
      tenant.row(ANNA).roles.clear();
      await shown({ roles: [] });
      expect(tenant.writes).to.deep.equal([`assign the role "Salesperson" to ${ANNA}`]);
    });

    it("is told in preview in a line for the person, since the engine shows all people or none", async () => {
      tenant.row(ANNA).roles.clear();
      tenant.row(ANNA).roles.add(tenant.roleId("System Administrator"));
      const found = await refreshed(state);
      const next = { ...inputs, mode: "authoritative" as const };
      await roster.preflight?.(next, tenant, found.inputs);
      expect(tenant.logged).to.deep.equal([`${ANNA}: roles + "Salesperson" - "System Administrator"`]);
    });

    it("of a licence that was removed", async () => {
      const anna = tenant.account(ANNA);
      tenant.accounts.set(anna.objectId, { ...anna, licenses: [] });
      await shown({ licenses: [] });
      expect(tenant.writes).to.deep.equal([`assign ${SALES} for ${ANNA}`]);
    });

    it("of service plans that were turned on or off, which are named", async () => {
      const off = (text: string) => ({
        ...inputs,
        people: { ...inputs.people, [ANNA]: salesperson("Anna", { enabled: true, licenses: [text] }) },
      });
      const [first, second] = PLANS;
      const wanted = off(`${SALES} -${first}`);
      state = { ...wanted, ...(await roster.update("id", state, wanted, tenant)) };
      const plansOff = () => tenant.account(ANNA).licenses.map(({ disabledPlans }) => disabledPlans);
      expect(plansOff()).to.deep.equal([[planId(first)]]);
      expect((await refreshed(state)).inputs).to.deep.equal(wanted);

      const anna = tenant.account(ANNA);
      const licenses = anna.licenses.map((license) => ({ ...license, disabledPlans: [planId(second)] }));
      tenant.accounts.set(anna.objectId, { ...anna, licenses });
      tenant.logged.length = 0;
      const found = await refreshed(state);
      expect(found.inputs.people[ANNA]?.licenses).to.deep.equal([`${SALES} -${second}`]);
      expect(await roster.preflight?.(wanted, tenant, found.inputs)).to.deep.equal([]);
      expect(tenant.logged).to.deep.equal([
        `${ANNA}: licenses + "${SALES} -${first}" - "${SALES} -${second}"`,
      ]);
      await roster.update("id", found.state, wanted, tenant);
      expect(plansOff()).to.deep.equal([[planId(first)]]);
      expect(tenant.writes.at(-1)).to.equal(`set the service plans of ${SALES} -${first} for ${ANNA}`);
    });

    it("is not what others did about service plans where none is named", async () => {
      const anna = tenant.account(ANNA);
      const licenses = anna.licenses.map((license) => ({ ...license, disabledPlans: [planId(PLANS[0])] }));
      tenant.accounts.set(anna.objectId, { ...anna, licenses });
      const found = await refreshed(state);
      expect(found.inputs).to.deep.equal(inputs);
      await roster.update("id", found.state, inputs, tenant);
      expect(tenant.account(ANNA).licenses).to.deep.equal(licenses);
    });

    it("of a user who was disabled", async () => {
      tenant.row(ANNA).disabled = true;
      await shown({ enabled: false });
      expect(tenant.row(ANNA).disabled).to.equal(false);
    });

    it("of the profile of an account that was made here", async () => {
      const anna = tenant.account(ANNA);
      tenant.accounts.set(anna.objectId, { ...anna, displayName: "Somebody" });
      await shown({ displayName: "Somebody" });
      expect(tenant.account(ANNA).displayName).to.equal("Anna");
    });

    it("of an account that was deleted: the person is made again, with another password", async () => {
      const { password } = membersOf(state)[ANNA]!;
      tenant.rows.delete(tenant.account(ANNA).objectId);
      tenant.accounts.delete(tenant.account(ANNA).objectId);
      const found = await refreshed(state);
      expect(Object.keys(found.inputs.people)).to.deep.equal([BEN]);
      const after = await roster.update("id", found.state, inputs, tenant);
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson")]);
      expect(membersOf(after)[ANNA]?.password).to.be.a("string").and.to.not.equal(password);
      expect(membersOf(after)[BEN]?.password).to.equal(membersOf(state)[BEN]?.password);
    });

    it("of an account that is not found for a while does not make the roster forget what it granted", async () => {
      tenant.add("cara@contoso.com");
      const cara = inputsFor({ "cara@contoso.com": salesperson("Cara") });
      const before = { ...cara, ...(await roster.create(cara, tenant)).state };
      const account = tenant.account("cara@contoso.com");
      tenant.accounts.delete(account.objectId);
      const found = await refreshed(before);
      tenant.accounts.set(account.objectId, account);
      await roster.delete("id", (await refreshed({ ...cara, ...found.state })).state, tenant);
      expect(tenant.account("cara@contoso.com").licenses).to.deep.equal([]);
      expect(rolesOf("cara@contoso.com")).to.deep.equal([]);
    });

    it("is not what others granted, unless the mode is authoritative", async () => {
      tenant.row(ANNA).roles.add(tenant.roleId("Sales Manager"));
      expect((await refreshed(state)).inputs).to.deep.equal(inputs);
      const authoritative = { ...inputs, mode: "authoritative" as const };
      const found = await refreshed({ ...state, mode: "authoritative" });
      expect(found.inputs.people[ANNA]?.roles).to.deep.equal(["Salesperson", "Sales Manager"]);
      await roster.update("id", found.state, authoritative, tenant);
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson")]);
    });

    it("of a forbidden role is shown and refused, and taken away when the mode is authoritative", async () => {
      tenant.row(ANNA).roles.add(tenant.roleId("System Administrator"));
      const found = await refreshed(state);
      expect(found.inputs.people[ANNA]?.roles).to.deep.equal(["Salesperson", "System Administrator"]);
      const [problem] = (await roster.preflight?.(inputs, tenant, found.inputs)) ?? [];
      expect(problem?.where).to.equal(`people["${ANNA}"].roles`);
      expect(problem?.message).to.contain("System Administrator").and.to.contain(ANNA);
      const authoritative = { ...inputs, mode: "authoritative" as const };
      expect(await roster.preflight?.(authoritative, tenant, found.inputs)).to.deep.equal([]);
      await roster.update("id", found.state, authoritative, tenant);
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson")]);
    });

    it("of a renamed account is followed by its object id, and a renamed row of the roster too", async () => {
      const anna = tenant.account(ANNA);
      const renamed = "anna.new@contoso.com";
      tenant.accounts.set(anna.objectId, { ...anna, userPrincipalName: renamed });
      const found = await refreshed(state);
      expect(found.inputs).to.deep.equal(inputs);
      const next = inputsFor({ [renamed]: salesperson("Anna"), [BEN]: salesperson("Ben") });
      expect(await roster.preflight?.({ ...next, createMissing: false }, tenant, found.inputs)).to.deep.equal(
        [],
      );
      const after = await roster.update("id", found.state, next, tenant);
      expect(tenant.writes).to.deep.equal([]);
      expect(membersOf(after)[renamed]).to.include({ objectId: anna.objectId, madeHere: true });
      expect(membersOf(after)[renamed]?.password).to.equal(membersOf(state)[ANNA]?.password);
      expect(Object.keys(membersOf(after))).to.deep.equal([renamed, BEN]);
    });
  });
});
