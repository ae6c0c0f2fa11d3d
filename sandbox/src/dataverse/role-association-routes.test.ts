import { expect } from "chai";
import { seedIds } from "../seed/ids";
import { TestClient, type TestAnswer } from "../testing/client";
import { dataverse, messageOf, refusal, rootRoleId, seededSystemUserId } from "../testing/dataverse";

const adele = seededSystemUserId("adele.vance");
const megan = seededSystemUserId("megan.bowen");
const salesperson = rootRoleId("Salesperson");
const salesManager = rootRoleId("Sales Manager");
const systemAdministrator = rootRoleId("System Administrator");

describe("Security roles of a user", () => {
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

  const path = (user: string): string => `systemusers(${user})/systemuserroles_association`;
  const assign = (user: string, reference: unknown): Promise<TestAnswer> =>
    dataverse(client, "POST", `${path(user)}/$ref`, { "@odata.id": reference });
  const remove = (user: string, role: string): Promise<TestAnswer> =>
    dataverse(client, "DELETE", `${path(user)}(${role})/$ref`);
  const rolesOf = (user: string): readonly string[] => client.sandbox.store.get("systemusers", user)!.roles;
  const change = (user: string, columns: object): void => {
    const row = client.sandbox.store.get("systemusers", user)!;
    client.sandbox.store.put("systemusers", user, { ...row, ...columns });
  };

  it("are assigned by an absolute reference", async () => {
    const answer = await assign(adele, `${client.sandbox.url}/api/data/v9.2/roles(${salesManager})`);
    expect(answer.status).to.equal(204);
    expect(answer.body).to.equal(undefined);
    expect(answer.headers["odata-version"]).to.equal("4.0");
    expect(rolesOf(adele)).to.deep.equal([salesperson, salesManager]);
  });

  it("are assigned by a relative reference, in any case", async () => {
    await assign(adele, `/roles(${salesManager.toUpperCase()})`);
    expect(rolesOf(adele)).to.include(salesManager);
  });

  it("are not assigned twice", async () => {
    const answer = await assign(adele, `roles(${salesperson})`);
    expect(refusal(answer)).to.equal("412 0x80040237");
    expect(messageOf(answer)).to.equal("A record with matching key values already exists.");
    expect(rolesOf(adele)).to.deep.equal([salesperson]);
  });

  it("come from the user's business unit", async () => {
    const copy = [...client.sandbox.store.all("roles")].find(
      (role) => role.parentroleid === salesManager && role.businessunitid === seedIds.childBusinessUnitId,
    )!;
    const answer = await assign(adele, `roles(${copy.roleid})`);
    expect(refusal(answer)).to.equal("400 0x80041409");
    expect(messageOf(answer)).to.contain(
      `Details: userid=${adele}, userBU=${seedIds.rootBusinessUnitId}, roleId=${copy.roleid}, roleBU=${seedIds.childBusinessUnitId}`,
    );
  });

  it("are not given to a disabled user", async () => {
    change(adele, { isdisabled: true });
    expect(refusal(await assign(adele, `roles(${salesManager})`))).to.equal("400 0x80040225");
  });

  it("come from any business unit, and go to disabled users, where the organization allows it", async () => {
    const environment = client.sandbox.store.get("environments", seedIds.environmentId)!;
    client.sandbox.store.put("environments", seedIds.environmentId, {
      ...environment,
      orgSettings: { EnableOwnershipAcrossBusinessUnits: "true", AllowRoleAssignmentOnDisabledUsers: "true" },
    });
    const copy = [...client.sandbox.store.all("roles")].find((role) => role.parentroleid === salesManager)!;
    change(adele, { isdisabled: true });
    expect((await assign(adele, `roles(${copy.roleid})`)).status).to.equal(204);
    expect(rolesOf(adele)).to.deep.equal([salesperson, copy.roleid]);
    const { body } = await dataverse(client, "GET", "organizations?$select=orgdborgsettings");
    const [organization] = (body as { value: { orgdborgsettings: string }[] }).value;
    expect(organization!.orgdborgsettings).to.contain(
      "<EnableOwnershipAcrossBusinessUnits>true</EnableOwnershipAcrossBusinessUnits>",
    );
  });

  it("must exist, and so must the user", async () => {
    expect(messageOf(await assign(adele, `roles(${adele})`))).to.equal(
      `Entity 'role' With Id = ${adele} Does Not Exist`,
    );
    expect(messageOf(await assign(salesManager, `roles(${salesManager})`))).to.equal(
      `Entity 'systemuser' With Id = ${salesManager} Does Not Exist`,
    );
  });

  for (const reference of ["roles(Sales Manager)", `businessunits(${salesManager})`, "", null, 5]) {
    it(`are refused with 0x80060888 for the reference ${JSON.stringify(reference)}`, async () => {
      expect(refusal(await assign(adele, reference))).to.equal("400 0x80060888");
    });
  }

  it("need a reference", async () => {
    expect(refusal(await dataverse(client, "POST", `${path(adele)}/$ref`, {}))).to.equal("400 0x80048d19");
  });

  it("are removed in both forms", async () => {
    await assign(adele, `roles(${salesManager})`);
    expect((await remove(adele, salesManager)).status).to.equal(204);
    const id = encodeURIComponent(`${client.sandbox.url}/api/data/v9.2/roles(${salesperson})`);
    const answer = await dataverse(client, "DELETE", `${path(adele)}/$ref?$id=${id}`);
    expect(answer.status).to.equal(204);
    expect(rolesOf(adele)).to.deep.equal([]);
  });

  it("are 404 when removed from somebody who has them not", async () => {
    expect(refusal(await remove(adele, salesManager))).to.equal("404 0x80040217");
  });

  it("can be taken from a disabled user", async () => {
    change(adele, { isdisabled: true });
    expect((await remove(adele, salesperson)).status).to.equal(204);
  });

  it("leave one enabled System Administrator", async () => {
    const application = seedIds.deployment.systemUserId;
    expect((await remove(megan, systemAdministrator)).status).to.equal(204);
    expect(refusal(await remove(application, systemAdministrator))).to.equal("400 0x80041d30");
    change(megan, { roles: [systemAdministrator], isdisabled: true });
    expect(refusal(await remove(application, systemAdministrator))).to.equal("400 0x80041d30");
  });
});
