import { expect } from "chai";
import type { SalespeopleRosterInputs } from "./inputs";
import { salespeopleRoster as roster } from "./reconciler";
import { ANNA, BEN, CARLA, both, inputsFor, lookingAt, problemsOf, salesperson } from "./roster.test.support";
import { membersOf } from "./state";
import { CHILD, TenantModel } from "./tenant-model.test.support";

describe("a roster of salespeople", () => {
  let tenant: TenantModel;
  beforeEach(() => {
    tenant = new TenantModel();
  });
  const { rolesOf, licensesOf, refreshed } = lookingAt(() => tenant);

  describe("people who were there before", () => {
    it("are adopted with what they have, and given what is missing", async () => {
      const anna = tenant.add(ANNA, { licenses: [{ skuId: "sku-sales", assignedByGroup: "group" }] });
      tenant.addRow(anna, { roles: new Set([tenant.roleId("Sales Manager")]) });
      const inputs = inputsFor({ [ANNA]: salesperson("Anna, renamed", { jobTitle: "Other" }) });
      const { state } = await roster.create(inputs, tenant);
      expect(tenant.writes).to.deep.equal([`assign the role "Salesperson" to ${ANNA}`]);
      expect(tenant.account(ANNA).displayName).to.equal(ANNA);
      expect(membersOf(state)[ANNA]).to.include({ madeHere: false, broughtIn: false });
      expect(state.initialPasswords).to.deep.equal({});
      await roster.delete("id", { ...inputs, ...state }, tenant);
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Sales Manager")]);
      expect(licensesOf(ANNA)).to.deep.equal(["sku-sales"]);
    });

    it("are given roles as their business unit has them", async () => {
      const anna = tenant.add(ANNA, { licenses: [{ skuId: "sku-sales", assignedByGroup: undefined }] });
      tenant.addRow(anna, { businessUnitId: CHILD });
      await roster.create(inputsFor({ [ANNA]: salesperson("Anna") }), tenant);
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson", CHILD)]);
    });

    it("are enabled again before they are given roles", async () => {
      const anna = tenant.add(ANNA);
      tenant.addRow(anna, { disabled: true });
      await roster.create(inputsFor({ [ANNA]: salesperson("Anna") }), tenant);
      expect(tenant.row(ANNA).disabled).to.equal(false);
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson")]);
    });

    it("get the usage location that the roster gives", async () => {
      tenant.add(ANNA, { usageLocation: "DE" });
      await roster.create(inputsFor({ [ANNA]: salesperson("Anna") }), tenant);
      expect(tenant.account(ANNA).usageLocation).to.equal("US");
    });
  });

  describe("an object id", () => {
    const pinned = (objectId: string) => ({ [ANNA]: salesperson("Anna", { objectId }) });

    it("finds the account whatever its sign-in name is, though nobody has been deployed before", async () => {
      const other = tenant.add("anna.maiden@contoso.com");
      const inputs = inputsFor(pinned(other.objectId.toUpperCase()));
      expect(await roster.preflight?.(inputs, tenant)).to.deep.equal([]);
      const { state } = await roster.create(inputs, tenant);
      expect(membersOf(state)[ANNA]).to.include({ objectId: other.objectId, madeHere: false });
      expect(tenant.accounts.size).to.equal(1);
      expect([...(tenant.rows.get(other.objectId)?.roles ?? [])]).to.deep.equal([
        tenant.roleId("Salesperson"),
      ]);
      const found = await refreshed({ ...inputs, ...state });
      expect(found.inputs).to.deep.equal(inputs);
      expect(roster.diff(found.state, inputs)).to.include({ changed: false });
    });

    it("that no account has, or whose sign-in name is another account's, is refused", async () => {
      const nobody = "00000000-0000-4000-8000-00000000dead";
      const [unknown] = (await roster.preflight?.(inputsFor(pinned(nobody)), tenant)) ?? [];
      expect(unknown?.where).to.equal(`people["${ANNA}"].objectId`);
      expect(unknown?.message).to.contain(nobody);
      const anna = tenant.add(ANNA);
      const ben = tenant.add(BEN);
      const inputs = inputsFor(pinned(ben.objectId));
      const [wrong, ...others] = (await roster.preflight?.(inputs, tenant)) ?? [];
      expect(others).to.deep.equal([]);
      expect(wrong?.message).to.contain(anna.objectId).and.to.contain(ben.objectId);
      expect(await problemsOf(roster.create(inputs, tenant))).to.have.length(1);
      expect(tenant.writes).to.deep.equal([]);
    });

    it("tells in preview that a person was renamed, though nothing was read before", async () => {
      const anna = tenant.add(ANNA);
      const inputs = inputsFor(pinned(anna.objectId));
      const next = inputsFor(
        { "anna.new@contoso.com": salesperson("Anna", { objectId: anna.objectId }) },
        { maxRemovals: 0 },
      );
      expect(await roster.preflight?.(next, tenant, inputs)).to.deep.equal([]);
      expect(tenant.logged).to.deep.equal([`${ANNA} is now anna.new@contoso.com`]);
    });
  });

  describe("a sign-in name without an account", () => {
    const anna = (rest: Partial<SalespeopleRosterInputs> = {}) =>
      inputsFor({ [ANNA]: salesperson("A") }, rest);
    const deletedAnna = {
      objectId: "00000000-0000-4000-8000-0000000000aa",
      userPrincipalName: "Anna@contoso.com",
      deletedAt: "2026-03-01T12:00:00Z",
    };

    it("that a deleted account had: preview names it and how to restore it, and makes another one if that is asked for", async () => {
      tenant.deleted.push(deletedAnna);
      expect(await roster.preflight?.(anna(), tenant)).to.deep.equal([]);
      expect(tenant.logged).to.have.length(1);
      expect(tenant.logged[0])
        .to.contain(`${ANNA} (${deletedAnna.objectId}, deleted 2026-03-01)`)
        .and.to.contain("Deleted users");
      const found = (await roster.preflight?.(anna({ createMissing: false }), tenant)) ?? [];
      expect(found.at(-1)?.where).to.equal(`people["${ANNA}"]`);
      expect(found.at(-1)?.message).to.contain(deletedAnna.objectId);
      expect(found.at(-1)?.remedy).to.contain("Restore");
    });

    it("whose object id is that of a deleted account is refused with the way to restore it", async () => {
      tenant.deleted.push(deletedAnna);
      const inputs = inputsFor({ [BEN]: salesperson("B", { objectId: deletedAnna.objectId }) });
      const found = (await roster.preflight?.(inputs, tenant)) ?? [];
      expect(found).to.have.length(2);
      expect(found[1]?.message).to.contain(`${BEN} (${deletedAnna.objectId}`);
      expect(tenant.logged).to.deep.equal([]);
    });

    it("that is the mail address of a guest is refused", async () => {
      tenant.add("anna_contoso.com#EXT#@tenant.onmicrosoft.com", { userType: "Guest", mail: ANNA });
      const [problem, ...others] = (await roster.preflight?.(anna(), tenant)) ?? [];
      expect(others).to.deep.equal([]);
      expect(problem?.where).to.equal(`people["${ANNA}"]`);
      expect(problem?.message).to.contain("guest").and.to.contain("#EXT#");
    });

    it("costs three reads, of deleted users, guests and domains, and nothing where everybody has an account", async () => {
      await roster.preflight?.(anna(), tenant);
      const missing = tenant.reads;
      tenant.add(ANNA);
      tenant.reads = 0;
      await roster.preflight?.(anna(), tenant);
      // An account found means a look at its row besides.
      expect(missing - (tenant.reads - 1)).to.equal(3);
    });
  });

  it("refuses two names for one account, which was renamed and is listed under both", async () => {
    const inputs = inputsFor(both);
    const { state } = await roster.create(inputs, tenant);
    const anna = tenant.account(ANNA);
    tenant.accounts.set(anna.objectId, { ...anna, userPrincipalName: CARLA });
    const found = await refreshed({ ...inputs, ...state });
    const next = inputsFor({ ...both, [CARLA]: salesperson("Anna") });
    const [problem, ...others] = (await roster.preflight?.(next, tenant, found.inputs)) ?? [];
    expect(others).to.deep.equal([]);
    expect(problem?.where).to.equal(`people["${CARLA}"]`);
    expect(problem?.message).to.contain(`${ANNA} and ${CARLA}`).and.to.contain(anna.objectId);
  });
});
