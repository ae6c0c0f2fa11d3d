import { expect } from "chai";
import { seedIds } from "../seed/ids";
import { SteppedClock } from "./clock";
import type { EntraUser, SystemUser } from "../state/model";
import { seededObjectId } from "../testing/dataverse";
import { seededSandbox, type SeededSandbox } from "../testing/seeded-sandbox";
import { runDueSync } from "./sync";

const adele = seededObjectId("adele.vance");

function account({ store }: SeededSandbox, changes: Partial<EntraUser>): void {
  store.put("users", adele, { ...store.get("users", adele)!, ...changes });
}

function row({ store }: SeededSandbox): SystemUser {
  return store.systemUserByObjectId(adele)!;
}

describe("The sync from Entra", () => {
  it("changes nothing of the seeded tenant", () => {
    const sandbox = seededSandbox();
    sandbox.store.commit();
    const before = [...sandbox.store.all("systemusers")];
    runDueSync(sandbox);
    expect([...sandbox.store.all("systemusers")]).to.deep.equal(before);
  });

  it("disables who has lost the licence, and keeps the roles", () => {
    const sandbox = seededSandbox();
    const before = row(sandbox);
    account(sandbox, { licenses: [] });
    runDueSync(sandbox);
    expect(row(sandbox)).to.deep.include({ islicensed: false, isdisabled: true, roles: before.roles });
    expect(row(sandbox).versionnumber).to.be.greaterThan(before.versionnumber);
  });

  it("leaves a Non-interactive user without a licence enabled", () => {
    const sandbox = seededSandbox();
    sandbox.store.put("systemusers", row(sandbox).systemuserid, { ...row(sandbox), accessmode: 4 });
    account(sandbox, { licenses: [] });
    runDueSync(sandbox);
    expect(row(sandbox)).to.deep.include({ islicensed: false, isdisabled: false, accessmode: 4 });
  });

  it("disables a Non-interactive user whose account is blocked", () => {
    const sandbox = seededSandbox();
    sandbox.store.put("systemusers", row(sandbox).systemuserid, { ...row(sandbox), accessmode: 4 });
    account(sandbox, { accountEnabled: false });
    runDueSync(sandbox);
    expect(row(sandbox)).to.deep.include({ islicensed: true, isdisabled: true });
  });

  it("disables who is outside of the environment's security group", () => {
    const sandbox = seededSandbox();
    const environment = sandbox.store.get("environments", seedIds.environmentId)!;
    sandbox.store.put("environments", environment.id, {
      ...environment,
      securityGroupId: seedIds.licensingGroupId,
    });
    runDueSync(sandbox);
    expect(row(sandbox).isdisabled).to.equal(true);
  });

  it("marks users who were deleted, for now or for good", () => {
    const sandbox = seededSandbox();
    account(sandbox, { deletedDateTime: "2026-01-01T00:00:00Z" });
    runDueSync(sandbox);
    expect(row(sandbox)).to.deep.include({ azurestate: 1, isdisabled: true });
    sandbox.store.delete("users", adele);
    runDueSync(sandbox);
    expect(row(sandbox)).to.deep.include({ azurestate: 2, isdisabled: true });
  });

  it("takes over a new sign-in name and address", () => {
    const sandbox = seededSandbox();
    account(sandbox, { userPrincipalName: "adele@contoso.onmicrosoft.com", mail: null });
    runDueSync(sandbox);
    expect(row(sandbox)).to.deep.include({
      domainname: "adele@contoso.onmicrosoft.com",
      internalemailaddress: "adele@contoso.onmicrosoft.com",
      isdisabled: false,
    });
  });

  it("enables nobody: who gets the licence back stays disabled", () => {
    const sandbox = seededSandbox();
    const { licenses } = sandbox.store.get("users", adele)!;
    account(sandbox, { licenses: [] });
    runDueSync(sandbox);
    account(sandbox, { licenses });
    runDueSync(sandbox);
    expect(row(sandbox)).to.deep.include({ islicensed: true, isdisabled: true });
  });

  it("makes no rows", () => {
    const sandbox = seededSandbox();
    const { licenses } = sandbox.store.get("users", adele)!;
    const lynne = seededObjectId("lynne.robbins");
    sandbox.store.put("users", lynne, { ...sandbox.store.get("users", lynne)!, licenses });
    runDueSync(sandbox);
    expect(sandbox.store.systemUserByObjectId(lynne)).to.equal(undefined);
  });

  it("leaves application users alone", () => {
    const sandbox = seededSandbox();
    runDueSync(sandbox);
    const { systemUserId } = seedIds.deployment;
    expect(sandbox.store.get("systemusers", systemUserId)).to.deep.include({
      islicensed: false,
      isdisabled: false,
    });
  });

  it("disables who has left the security group since the last run, and nobody else", () => {
    const sandbox = seededSandbox();
    const { store } = sandbox;
    const everybody = [...store.all("users")].map(({ id }) => id);
    const group = { ...store.get("groups", seedIds.licensingGroupId)!, members: everybody };
    store.put("groups", group.id, group);
    const environment = store.get("environments", seedIds.environmentId)!;
    store.put("environments", environment.id, { ...environment, securityGroupId: group.id });
    runDueSync(sandbox);
    expect([...store.all("systemusers")].filter(({ isdisabled }) => isdisabled)).to.deep.equal([]);
    store.put("groups", group.id, { ...group, members: everybody.filter((id) => id !== adele) });
    runDueSync(sandbox);
    const disabled = [...store.all("systemusers")].filter(({ isdisabled }) => isdisabled);
    expect(disabled.map((user) => user.azureactivedirectoryobjectid)).to.deep.equal([adele]);
  });

  it("disables everybody when the security group itself is gone", () => {
    const sandbox = seededSandbox();
    const { store } = sandbox;
    const environment = store.get("environments", seedIds.environmentId)!;
    const members = [...store.all("users")].map(({ id }) => id);
    store.put("groups", "everybody", { id: "everybody", displayName: "Everybody", members, licenses: [] });
    store.put("environments", environment.id, { ...environment, securityGroupId: "everybody" });
    runDueSync(sandbox);
    store.delete("groups", "everybody");
    runDueSync(sandbox);
    expect(row(sandbox).isdisabled).to.equal(true);
  });

  it("finds who comes back from deletedItems, and leaves enabling to addUser", () => {
    const sandbox = seededSandbox();
    account(sandbox, { deletedDateTime: "2026-01-01T00:00:00Z" });
    runDueSync(sandbox);
    account(sandbox, { deletedDateTime: null });
    runDueSync(sandbox);
    expect(row(sandbox)).to.deep.include({ azurestate: 0, islicensed: true, isdisabled: true });
  });

  it("counts a licence once its delay is over, without any other change", () => {
    let now = 1_000_000;
    const sandbox: SeededSandbox = {
      ...seededSandbox({ licenseDelay: 60_000 }),
      clock: Object.assign(new SteppedClock(), { now: () => now }),
    };
    const [license] = sandbox.store.get("users", adele)!.licenses;
    account(sandbox, { licenses: [] });
    runDueSync(sandbox);
    account(sandbox, { licenses: [{ ...license!, assignedAt: now }] });
    now += 59_999;
    runDueSync(sandbox);
    expect(row(sandbox).islicensed).to.equal(false);
    now += 1;
    runDueSync(sandbox);
    expect(row(sandbox).islicensed).to.equal(true);
  });

  it("disables who is made interactive again without a licence", () => {
    const sandbox = seededSandbox();
    account(sandbox, { licenses: [] });
    sandbox.store.put("systemusers", row(sandbox).systemuserid, { ...row(sandbox), accessmode: 4 });
    runDueSync(sandbox);
    expect(row(sandbox).isdisabled).to.equal(false);
    sandbox.store.put("systemusers", row(sandbox).systemuserid, { ...row(sandbox), accessmode: 0 });
    runDueSync(sandbox);
    expect(row(sandbox).isdisabled).to.equal(true);
  });

  it("follows a change to a SKU and to the delay of licences", () => {
    const sandbox = seededSandbox();
    runDueSync(sandbox);
    for (const sku of sandbox.store.all("skus")) {
      sandbox.store.put("skus", sku.skuId, { ...sku, dataverse: false });
    }
    runDueSync(sandbox);
    expect(row(sandbox).islicensed).to.equal(false);
    for (const sku of sandbox.store.all("skus")) {
      sandbox.store.put("skus", sku.skuId, { ...sku, dataverse: true });
    }
    runDueSync(sandbox);
    expect(row(sandbox).islicensed).to.equal(true);
    sandbox.settings.licenseDelay = Number.MAX_SAFE_INTEGER;
    runDueSync(sandbox);
    expect(row(sandbox).islicensed).to.equal(false);
  });

  it("runs once in each interval", () => {
    const sandbox = seededSandbox({ syncInterval: 60_000 });
    // Time as the test has it: the system's own clock goes on meanwhile.
    let now = 0;
    const timed: SeededSandbox = { ...sandbox, clock: Object.assign(new SteppedClock(), { now: () => now }) };
    runDueSync(timed);
    account(timed, { licenses: [] });
    now = 59_999;
    runDueSync(timed);
    expect(row(timed).isdisabled).to.equal(false);
    now = 60_000;
    runDueSync(timed);
    expect(row(timed).isdisabled).to.equal(true);
  });
});
