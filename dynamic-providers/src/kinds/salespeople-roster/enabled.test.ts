import { expect } from "chai";
import { salespeopleRoster as roster } from "./reconciler";
import { ANNA, BEN, both, inputsFor, lookingAt, salesperson } from "./roster.test.support";
import { SALES } from "./directory-model.test.support";
import { TenantModel } from "./tenant-model.test.support";

describe("a salesperson who is declared disabled", () => {
  let tenant: TenantModel;
  beforeEach(() => {
    tenant = new TenantModel();
  });
  const { rolesOf, licensesOf, refreshed } = lookingAt(() => tenant);
  const off = { ...both, [ANNA]: salesperson("Anna", { enabled: false }) };

  async function deployed(inputs = inputsFor(both)) {
    const state = { ...inputs, ...(await roster.create(inputs, tenant)).state };
    tenant.writes.length = 0;
    return state;
  }

  it("is disabled in the environment by one write, and keeps account, licence and roles", async () => {
    const state = await deployed();
    const after = await roster.update("id", state, inputsFor(off), tenant);
    expect(tenant.writes).to.deep.equal([`disable ${ANNA}`]);
    expect(tenant.row(ANNA).disabled).to.equal(true);
    expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson")]);
    expect(licensesOf(ANNA)).to.deep.equal(["sku-sales"]);
    expect(roster.diff({ ...inputsFor(off), ...after }, inputsFor(off))).to.include({ changed: false });
  });

  it("is told in preview", async () => {
    await roster.preflight?.(inputsFor(off), tenant, await deployed());
    expect(tenant.logged).to.include(`${ANNA}: enabled true => false`);
  });

  it("is given an account and a licence, and is not brought into the environment", async () => {
    const state = await deployed(inputsFor(off));
    expect(licensesOf(ANNA)).to.deep.equal(["sku-sales"]);
    expect(tenant.hasRow(ANNA)).to.equal(false);
    expect(tenant.row(BEN).disabled).to.equal(false);
    const found = await refreshed(state);
    expect(found.inputs).to.deep.equal(inputsFor(off));
  });

  it("may be blocked in Entra, which nobody may who is enabled", async () => {
    const state = await deployed();
    const account = tenant.account(ANNA);
    tenant.accounts.set(account.objectId, { ...account, accountEnabled: false });
    expect(await roster.preflight?.(inputsFor(off), tenant, state)).to.deep.equal([]);
    const [problem] =
      (await roster.preflight?.(inputsFor({ ...both, [ANNA]: salesperson("A") }), tenant, state)) ?? [];
    expect(problem?.where).to.equal(`people["${ANNA}"]`);
  });

  it("is drift when somebody enables the user, and disabled again", async () => {
    const inputs = inputsFor(off);
    const state = { ...inputs, ...(await roster.update("id", await deployed(), inputs, tenant)) };
    tenant.row(ANNA).disabled = false;
    const found = await refreshed(state);
    expect(found.inputs.people[ANNA]).to.deep.equal({ ...inputs.people[ANNA], enabled: true });
    await roster.update("id", found.state, inputs, tenant);
    expect(tenant.row(ANNA).disabled).to.equal(true);
  });

  it("has nothing else changed in the environment, and all of it once enabled again", async () => {
    const state = await deployed();
    const inputs = inputsFor({
      ...both,
      [ANNA]: salesperson("Anna", { enabled: false, roles: ["Sales Manager"], businessUnit: "Child" }),
    });
    const resting = { ...inputs, ...(await roster.update("id", state, inputs, tenant)) };
    expect(tenant.writes).to.deep.equal([`disable ${ANNA}`]);
    expect(roster.diff(resting, inputs)).to.include({ changed: false });
    const again = inputsFor({ ...both, [ANNA]: salesperson("Anna", { roles: ["Sales Manager"] }) });
    await roster.update("id", resting, again, tenant);
    expect(tenant.row(ANNA).disabled).to.equal(false);
    expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Sales Manager")]);
  });

  it("is brought up to date also when declared enabled after somebody enabled the user by hand", async () => {
    const inputs = inputsFor({
      ...both,
      [ANNA]: salesperson("Anna", { enabled: false, roles: ["Sales Manager"] }),
    });
    const state = { ...inputs, ...(await roster.update("id", await deployed(), inputs, tenant)) };
    tenant.row(ANNA).disabled = false;
    const found = await refreshed(state);
    const again = inputsFor({ ...both, [ANNA]: salesperson("Anna", { roles: ["Sales Manager"] }) });
    expect(roster.diff(found.state, again)).to.include({ changed: true });
    await roster.update("id", found.state, again, tenant);
    expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Sales Manager")]);
  });

  it("counts for seats, and is refused a licence that the tenant does not own", async () => {
    tenant.skus.set(SALES, { skuId: "sku-sales", seats: 1 });
    const found = (await roster.preflight?.(inputsFor(off), tenant)) ?? [];
    expect(found.map(({ message }) => message).join()).to.contain("1 seat short");
  });
});
