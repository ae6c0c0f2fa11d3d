import { expect } from "chai";
import { seedIds } from "../seed/ids";
import { startSandbox, type RunningSandbox } from "../start";
import type { Account } from "./account";
import { accountsOf } from "./accounts";
import { seatsOf } from "./licenses";

describe("The accounts on the page", () => {
  let sandbox: RunningSandbox;

  beforeEach(async () => {
    sandbox = await startSandbox();
  });

  afterEach(async () => {
    await sandbox.close();
  });

  function account(name: string): Account | undefined {
    return accountsOf(sandbox.store, sandbox.clock.now()).find((one) => one.name === name);
  }

  function change(name: string, changes: object): void {
    const { store } = sandbox;
    const user = [...store.all("users")].find(({ displayName }) => displayName === name)!;
    store.put("users", user.id, { ...user, ...changes });
  }

  function changeRow(name: string, changes: object): void {
    const { store } = sandbox;
    const row = [...store.all("systemusers")].find(({ fullname }) => fullname === name)!;
    store.put("systemusers", row.systemuserid, { ...row, ...changes });
  }

  it("are the Entra account and the row in the environment as one", () => {
    expect(account("Adele Vance")).to.deep.equal({
      name: "Adele Vance",
      signInName: "adele.vance@contoso.onmicrosoft.com",
      isApplication: false,
      accessMode: "Read-Write",
      takesPlace: false,
      isEnabled: true,
      businessUnit: "Contoso",
      roles: [{ name: "Salesperson", duty: "salesperson", team: undefined }],
      licenses: [{ name: "DYN365_ENTERPRISE_SALES", group: undefined }],
      states: [],
    } satisfies Account);
  });

  it("say where a licence is inherited from, and who is not in the environment", () => {
    const diego = account("Diego Siciliani");
    expect(diego?.licenses).to.deep.include({ name: "POWERAPPS_PER_USER", group: "Licence: Power Apps" });
    expect(diego).to.deep.include({ accessMode: undefined, states: ["not in the environment"] });
  });

  it("tell the application that deploys from people", () => {
    expect(account("# Business Central accounts deployment")).to.deep.include({
      isApplication: true,
      takesPlace: false,
      states: [],
    });
    expect(account("Data Export")).to.deep.include({ takesPlace: true, states: ["no licence"] });
  });

  it("show what is out of the ordinary", () => {
    change("Adele Vance", { accountEnabled: false });
    changeRow("Adele Vance", {
      isdisabled: true,
      islicensed: false,
      visibleAt: sandbox.clock.now() + 3_600_000,
    });
    expect(account("Adele Vance")?.states).to.deep.equal([
      "sign-in blocked",
      "disabled",
      "on its way",
      "no licence",
    ]);
  });

  it("leave out deleted accounts, unless they still have a row", () => {
    const deletedDateTime = "2026-01-01T00:00:00Z";
    change("Lynne Robbins", { deletedDateTime });
    change("Adele Vance", { deletedDateTime });
    expect(account("Lynne Robbins")).to.equal(undefined);
    expect(account("Adele Vance")?.states).to.include("deleted");
  });

  it("count roles that come with a team, those of default teams too", () => {
    const { store } = sandbox;
    const team = [...store.all("teams")].find((one) => one.businessunitid === seedIds.rootBusinessUnitId)!;
    const customizer = [...store.all("roles")].find(
      (role) => role.name === "System Customizer" && role.businessunitid === seedIds.rootBusinessUnitId,
    )!;
    store.put("teams", team.teamid, { ...team, roles: [customizer.roleid] });
    expect(account("Adele Vance")?.roles).to.deep.include({
      name: "System Customizer",
      duty: "system-customizer",
      team: "Contoso",
    });
  });

  it("count seats by people, whatever way they hold a licence", () => {
    change("Adele Vance", { deletedDateTime: "2026-01-01T00:00:00Z" });
    expect(seatsOf(sandbox.store)).to.deep.include.members([
      { name: "DYN365_ENTERPRISE_SALES", bought: 25, taken: 1, free: 24, opensDataverse: true },
      { name: "POWERAPPS_PER_USER", bought: 5, taken: 2, free: 3, opensDataverse: true },
      { name: "D365_SALES_PRO", bought: 10, taken: 0, free: 10, opensDataverse: true },
    ]);
  });
});
