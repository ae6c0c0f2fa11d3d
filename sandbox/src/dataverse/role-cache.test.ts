import { expect } from "chai";
import { TestClient, type TestAnswer } from "../testing/client";
import { dataverse, rootRoleId, seededSystemUserId, type Row } from "../testing/dataverse";
import { privilegeId } from "../testing/roles";

const adele = seededSystemUserId("adele.vance");
const salesperson = rootRoleId("Salesperson");
const salesManager = rootRoleId("Sales Manager");
const availability = rootRoleId("Dynamics 365 Business Central Product Availability User");

const strong = { Consistency: "Strong" };

// Dataverse, "Compose HTTP requests": user and team permissions are cached for up to 30 seconds.
describe("The cache of roles", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start();
  });

  beforeEach(async () => {
    await client.reset();
  });

  after(async () => {
    await client.close();
  });

  const get = async (path: string, headers: Record<string, string> = {}): Promise<unknown> =>
    (await dataverse(client, "GET", path, undefined, headers)).body;
  const assign = (role: string): Promise<TestAnswer> =>
    dataverse(client, "POST", `systemusers(${adele})/systemuserroles_association/$ref`, {
      "@odata.id": `roles(${role})`,
    });
  const rolesOf = async (headers?: Record<string, string>): Promise<unknown[]> => {
    const body = (await get(`systemusers(${adele})/systemuserroles_association`, headers)) as {
      value: Row[];
    };
    return body.value.map((row) => row.roleid);
  };
  const depthOf = async (path: string, headers?: Record<string, string>): Promise<unknown> => {
    const body = (await get(path, headers)) as { RolePrivileges: Row[] };
    return body.RolePrivileges.find((row) => row.PrivilegeName === "prvShareAccount")?.Depth;
  };

  it("has reads of a user's roles lag behind a write until it has run out", async () => {
    expect(await rolesOf()).to.deep.equal([salesperson]);
    await assign(salesManager);
    client.sandbox.clock.advance(25_000);
    expect(await rolesOf()).to.deep.equal([salesperson]);
    client.sandbox.clock.advance(5_000);
    expect(await rolesOf()).to.deep.equal([salesperson, salesManager]);
  });

  it("is passed by with strong consistency, and stays as it is", async () => {
    await rolesOf();
    await assign(salesManager);
    expect(await rolesOf(strong)).to.deep.equal([salesperson, salesManager]);
    expect(await rolesOf()).to.deep.equal([salesperson]);
  });

  it("shows the same in every read of the same fact", async () => {
    await rolesOf();
    await assign(salesManager);
    const expanded = (await get(
      `systemusers(${adele})?$select=fullname&$expand=systemuserroles_association($select=name)`,
    )) as { systemuserroles_association: Row[] };
    expect(expanded.systemuserroles_association.map((row) => row.name)).to.deep.equal(["Salesperson"]);
    const filter = `systemuserroles_association/any(r:r/roleid eq ${salesManager})`;
    const users = (await get(`systemusers?$select=systemuserid&$filter=${filter}`)) as { value: Row[] };
    expect(users.value.map((row) => row.systemuserid)).not.to.include(adele);
    const holders = (await get(`roles(${salesManager})/systemuserroles_association`, strong)) as {
      value: Row[];
    };
    expect(holders.value.map((row) => row.systemuserid)).to.include(adele);
  });

  it("holds what was never read as it is now", async () => {
    await assign(salesManager);
    expect(await rolesOf()).to.deep.equal([salesperson, salesManager]);
  });

  it("has reads of a role's privileges lag too, and so of those in effect", async () => {
    const ofRole = `RetrieveRolePrivilegesRole(RoleId=${availability})`;
    const ofUser = `systemusers(${adele})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges`;
    await assign(availability);
    expect([await depthOf(ofRole), await depthOf(ofUser)]).to.deep.equal([undefined, "Basic"]);
    await dataverse(client, "POST", `roles(${availability})/Microsoft.Dynamics.CRM.AddPrivilegesRole`, {
      Privileges: [{ PrivilegeId: privilegeId(client, "prvShareAccount"), Depth: "Global" }],
    });
    expect([await depthOf(ofRole), await depthOf(ofUser)]).to.deep.equal([undefined, "Basic"]);
    expect([await depthOf(ofRole, strong), await depthOf(ofUser, strong)]).to.deep.equal([
      "Global",
      "Global",
    ]);
    client.sandbox.clock.advance(30_000);
    expect([await depthOf(ofRole), await depthOf(ofUser)]).to.deep.equal(["Global", "Global"]);
  });

  it("can be turned off", async () => {
    await client.send("PATCH", "/admin/settings", { body: { roleCache: 0 } });
    await rolesOf();
    await assign(salesManager);
    expect(await rolesOf()).to.deep.equal([salesperson, salesManager]);
  });

  it("is empty after a reset", async () => {
    await assign(salesManager);
    await rolesOf();
    await client.reset();
    expect(await rolesOf()).to.deep.equal([salesperson]);
  });
});
