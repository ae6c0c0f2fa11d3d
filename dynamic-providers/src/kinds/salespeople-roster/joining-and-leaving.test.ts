import { expect } from "chai";
import { salespeopleRoster as roster } from "./reconciler";
import { ANNA, BEN, CARLA, both, inputsFor, lookingAt, partial, salesperson } from "./roster.test.support";
import { membersOf } from "./state";
import { SALES } from "./directory-model.test.support";
import { TenantModel } from "./tenant-model.test.support";

describe("a roster of salespeople", () => {
  let tenant: TenantModel;
  beforeEach(() => {
    tenant = new TenantModel();
  });
  const { rolesOf, licensesOf, refreshed } = lookingAt(() => tenant);

  describe("somebody who joins or leaves", () => {
    it("costs the writes for that person only", async () => {
      const inputs = inputsFor(both);
      const { state } = await roster.create(inputs, tenant);
      tenant.writes.length = 0;
      const next = inputsFor({ ...both, [CARLA]: salesperson("Carla") });
      expect(roster.diff({ ...inputs, ...state }, next)).to.include({ changed: true });
      await roster.update("id", { ...inputs, ...state }, next, tenant);
      expect(tenant.writes).to.have.length(4);
      for (const label of tenant.writes) expect(label).to.contain(CARLA);
    });

    for (const onRemoval of ["revoke", "disable", "delete"] as const) {
      it(`and is to ${onRemoval}`, async () => {
        const inputs = inputsFor(both, { onRemoval });
        const { state } = await roster.create(inputs, tenant);
        tenant.row(BEN).roles.add(tenant.roleId("Sales Manager"));
        const next = inputsFor({ [ANNA]: salesperson("Anna") }, { onRemoval });
        const after = await roster.update("id", { ...inputs, ...state }, next, tenant);
        expect(Object.keys(after.members)).to.deep.equal([ANNA]);
        expect(Object.keys(after.initialPasswords)).to.deep.equal([ANNA]);
        expect(tenant.hasAccount(BEN)).to.equal(onRemoval !== "delete");
        if (onRemoval === "delete") return;
        expect(rolesOf(BEN)).to.deep.equal([tenant.roleId("Sales Manager")]);
        expect(licensesOf(BEN)).to.deep.equal([]);
        expect(tenant.row(BEN).disabled).to.equal(onRemoval === "disable");
      });
    }

    it("is let go with a role that Dataverse does not take from a disabled user, for no other reason", async () => {
      const inputs = inputsFor(both);
      const { state } = await roster.create(inputs, tenant);
      const next = inputsFor({ [ANNA]: salesperson("Anna") });
      const leave = () => roster.update("id", { ...inputs, ...state }, next, tenant);
      tenant.row(BEN).disabled = true;
      tenant.fault = (label) => (label.startsWith("remove the role") ? "refused" : undefined);
      const { state: left } = await partial(leave());
      expect(left.members[BEN]?.grantedRoles).to.deep.equal([tenant.roleId("Salesperson")]);
      tenant.fault = (label) => (label.startsWith("remove the role") ? "refused as disabled" : undefined);
      expect(Object.keys((await leave()).members)).to.deep.equal([ANNA]);
    });

    it("keeps an account that was there before, whatever is to happen", async () => {
      tenant.add(BEN);
      const inputs = inputsFor(both, { onRemoval: "delete", onDestroy: "delete" });
      const { state } = await roster.create(inputs, tenant);
      const next = inputsFor({ [ANNA]: salesperson("Anna") }, { onRemoval: "delete", onDestroy: "delete" });
      const after = await roster.update("id", { ...inputs, ...state }, next, tenant);
      expect(tenant.hasAccount(BEN)).to.equal(true);
      expect(licensesOf(BEN)).to.deep.equal([]);
      await roster.delete("id", { ...next, ...after }, tenant);
      expect(tenant.hasAccount(ANNA)).to.equal(false);
      expect(tenant.hasAccount(BEN)).to.equal(true);
    });

    it("gives the seat to who joins in the same deployment", async () => {
      tenant.skus.set(SALES, { skuId: "sku-sales", seats: 2 });
      const inputs = inputsFor(both);
      const { state } = await roster.create(inputs, tenant);
      const next = inputsFor({ [ANNA]: salesperson("Anna"), [CARLA]: salesperson("Carla") });
      expect(await roster.preflight?.(next, tenant, inputs)).to.deep.equal([]);
      await roster.update("id", { ...inputs, ...state }, next, tenant);
      expect(licensesOf(CARLA)).to.deep.equal(["sku-sales"]);
    });

    it("is disabled on destroy only if this stack brought the person in", async () => {
      tenant.addRow(tenant.add(ANNA, { licenses: [{ skuId: "sku-sales", assignedByGroup: undefined }] }));
      const inputs = inputsFor(both, { onDestroy: "disable" });
      const { state } = await roster.create(inputs, tenant);
      await roster.delete("id", { ...inputs, ...state }, tenant);
      expect(tenant.row(ANNA).disabled).to.equal(false);
      expect(tenant.row(BEN).disabled).to.equal(true);
    });
  });

  describe("many people who leave at once", () => {
    const crowd = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`p${String(index)}@contoso.com`, salesperson("P")]),
      );

    async function deployed(count: number) {
      const inputs = inputsFor(crowd(count));
      const { state } = await roster.create(inputs, tenant);
      return { inputs, state: { ...inputs, ...state } };
    }

    it("are refused, an emptied list among them, until maxRemovals allows it", async () => {
      const { state, inputs } = await deployed(10);
      const found = await refreshed(state);
      const stood = tenant.snapshot();
      for (const count of [0, 4]) {
        const refusals = await roster.preflight?.(inputsFor(crowd(count)), tenant, found.inputs);
        expect(refusals).to.have.length(1);
        expect(refusals?.[0]?.message).to.contain(`${String(10 - count)} people of 10`);
        const allowed = inputsFor(crowd(count), { maxRemovals: 10 });
        expect(await roster.preflight?.(allowed, tenant, found.inputs)).to.deep.equal([]);
      }
      expect(await roster.preflight?.(inputsFor(crowd(5)), tenant, found.inputs)).to.deep.equal([]);
      expect(tenant.snapshot()).to.deep.equal(stood);
      expect(roster.diff(state, { ...inputs, maxRemovals: 3 })).to.include({ changed: false });
    });

    it("are not those who were renamed", async () => {
      const { state } = await deployed(10);
      for (const account of [...tenant.accounts.values()]) {
        const userPrincipalName = account.userPrincipalName.replace("contoso", "fabrikam");
        tenant.accounts.set(account.objectId, { ...account, userPrincipalName });
      }
      const found = await refreshed(state);
      tenant.logged.length = 0;
      const renamed = Object.fromEntries(
        Object.entries(crowd(10)).map(([name, one]) => [name.replace("contoso", "fabrikam"), one]),
      );
      const next = inputsFor(renamed, { maxRemovals: 0 });
      expect(await roster.preflight?.(next, tenant, found.inputs)).to.deep.equal([]);
      expect(tenant.logged).to.have.length(10);
      expect(tenant.logged[0]).to.equal("p0@contoso.com is now p0@fabrikam.com");
      tenant.writes.length = 0;
      const after = await roster.update("id", found.state, next, tenant);
      expect(tenant.writes).to.deep.equal([]);
      expect(Object.keys(membersOf(after))).to.deep.equal(Object.keys(renamed));
    });
  });
});
