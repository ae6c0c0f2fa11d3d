import { expect } from "chai";
import { allowedDepths } from "../../rules/depths";
import { rightOf } from "../../rules/rights";
import { defaultSeed } from "../seed";

const seed = defaultSeed();

/** Names of what a role grants, with the depth behind those that are not Global. */
function grantsOf(name: string): string[] {
  const root = seed.roles.find((role) => role.name === name && role.parentroleid === null);
  const row = seed.roleprivileges.find(({ roleid }) => roleid === root?.roleid);
  return (row?.privileges ?? []).map(({ privilegeid, depth }) => {
    const privilege = seed.privileges.find((candidate) => candidate.privilegeid === privilegeid);
    return depth === "Global" ? privilege!.name : `${privilege!.name} ${depth}`;
  });
}

function depthsOf(name: string): string {
  const privilege = seed.privileges.find((candidate) => candidate.name === name);
  return allowedDepths(privilege!).join(" ");
}

describe("seeded privileges", () => {
  it("have every name and every id once", () => {
    const names = seed.privileges.map((privilege) => privilege.name);
    expect(new Set(names).size).to.equal(names.length);
  });

  it("are on tables that have metadata, or on none", () => {
    const tables = seed.entitydefinitions.map((definition) => definition.LogicalName);
    for (const { table, name } of seed.privileges) {
      if (table !== null) expect(tables, name).to.include(table);
    }
  });

  it("are named after the right and the table, with the documented exceptions", () => {
    const named = (table: string): string =>
      seed.privileges.find(
        (privilege) => privilege.table === table && rightOf(privilege.accessright) === "Read",
      )!.name;
    expect(
      ["account", "annotation", "salesorder", "systemuser", "incident", "msdyn_postconfig"].map(named),
    ).to.deep.equal([
      "prvReadAccount",
      "prvReadNote",
      "prvReadOrder",
      "prvReadUser",
      "prvReadIncident",
      "prvReadmsdyn_PostConfig",
    ]);
  });

  it("reach as far as the owners of the table's rows allow", () => {
    expect(depthsOf("prvReadAccount")).to.equal("Basic Local Deep Global");
    expect(depthsOf("prvReadTransactionCurrency")).to.equal("Global");
    expect(depthsOf("prvReadSdkMessageProcessingStep")).to.equal("Global");
    expect(depthsOf("prvReadRole")).to.equal("Local Deep Global");
    expect(depthsOf("prvReadUser")).to.equal("Local Deep Global");
    expect(depthsOf("prvWriteUserEntityUISettings")).to.equal("Basic");
    expect(depthsOf("prvReadUserSettings")).to.equal("Basic Local Deep Global");
  });

  it("are granted at depths that they have", () => {
    for (const { roleid, privileges } of seed.roleprivileges) {
      for (const { privilegeid, depth } of privileges) {
        const privilege = seed.privileges.find((candidate) => candidate.privilegeid === privilegeid);
        expect(allowedDepths(privilege!), `${privilege!.name} of ${roleid}`).to.include(depth);
      }
    }
  });

  // Counted in Business Central's tables of minimum permissions, columns of April 2019.
  it("are those of the documented minimum in Business Central's roles", () => {
    const administrator = grantsOf("Dynamics 365 Business Central Integration Administrator");
    expect(administrator).to.have.length(14);
    expect(administrator).to.include.members([
      "prvReadAppModule",
      "prvWriteSystemForm",
      "prvDeletenav_connection",
      "prvWritemsdyn_PostConfig",
    ]);
    const user = grantsOf("Dynamics 365 Business Central Integration User");
    expect(user).to.have.length(78);
    expect(user).to.include.members([
      "prvAssignOrder",
      "prvDeleteNote",
      "prvReadRole",
      "prvActOnBehalfOfAnotherUser",
      "prvWriteUserEntityUISettings Basic",
    ]);
    expect(grantsOf("Dynamics 365 Business Central Product Availability User")).to.have.members([
      "prvCreatenav_accountstatistics",
      "prvReadnav_accountstatistics",
      "prvWritenav_accountstatistics",
      "prvAppendTonav_accountstatistics",
      "prvReadnav_connection",
    ]);
  });
});
