import { expect } from "chai";
import { seedIds } from "../seed/ids";
import { TestClient, type TestAnswer } from "../testing/client";
import { dataverse, refusal, rootRoleId, seededObjectId, seededSystemUserId } from "../testing/dataverse";

const adele = seededSystemUserId("adele.vance");
const alex = seededSystemUserId("alex.wilber");
const salesperson = rootRoleId("Salesperson");
const team = "5f0c1a2b-7d3e-4c4f-8a9b-1c2d3e4f5a6b";

describe("Associations of teams", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start();
  });

  beforeEach(async () => {
    await client.reset();
    await dataverse(client, "POST", "teams", { teamid: team, name: "BCI - CRONUS" });
  });

  after(async () => {
    await client.close();
  });

  const row = () => client.sandbox.store.get("teams", team)!;
  const change = (columns: object): void => {
    client.sandbox.store.put("teams", team, { ...row(), ...columns });
  };
  const add = (path: string, reference: string): Promise<TestAnswer> =>
    dataverse(client, "POST", `${path}/$ref`, { "@odata.id": reference });
  const members = `teams(${team})/teammembership_association`;
  const roles = `teams(${team})/teamroles_association`;

  it("make people members, from the team's side and from theirs", async () => {
    const root = `${client.sandbox.url}/api/data/v9.2/`;
    expect((await add(members, `${root}systemusers(${adele})`)).status).to.equal(204);
    const byObjectId = `systemusers(azureactivedirectoryobjectid=${seededObjectId("megan.bowen")})`;
    expect((await add(members, byObjectId)).status).to.equal(204);
    const theirs = `systemusers(${alex})/teammembership_association`;
    expect((await add(theirs, `teams(${team})`)).status).to.equal(204);
    expect(row().members).to.deep.equal([adele, seededSystemUserId("megan.bowen"), alex]);
  });

  it("part members from a team in both forms, from both sides", async () => {
    change({ members: [adele, alex] });
    const id = encodeURIComponent(`${client.sandbox.url}/api/data/v9.2/systemusers(${adele})`);
    expect((await dataverse(client, "DELETE", `${members}/$ref?$id=${id}`)).status).to.equal(204);
    const theirs = `systemusers(${alex})/teammembership_association(${team})/$ref`;
    expect((await dataverse(client, "DELETE", theirs)).status).to.equal(204);
    expect(row().members).to.deep.equal([]);
  });

  it("are made once, and parted once", async () => {
    change({ members: [adele], roles: [salesperson] });
    expect(refusal(await add(members, `systemusers(${adele})`))).to.equal("412 0x80040237");
    expect(refusal(await add(roles, `roles(${salesperson})`))).to.equal("412 0x80040237");
    expect(refusal(await dataverse(client, "DELETE", `${members}(${alex})/$ref`))).to.equal("404 0x80040217");
    expect(refusal(await dataverse(client, "DELETE", `${roles}(${alex})/$ref`))).to.equal("404 0x80040217");
    expect(row()).to.deep.include({ members: [adele], roles: [salesperson] });
  });

  it("need two rows that exist", async () => {
    expect(refusal(await add(members, `systemusers(${team})`))).to.equal("404 0x80040217");
    expect(refusal(await add(`teams(${adele})/teammembership_association`, `systemusers(${alex})`))).to.equal(
      "404 0x80040217",
    );
    expect(refusal(await add(members, `teams(${team})`))).to.equal("400 0x80060888");
    expect(refusal(await dataverse(client, "POST", `${members}/$ref`, {}))).to.equal("400 0x80048d19");
  });

  it("leave the members of a default team alone", async () => {
    const { teamid } = [...client.sandbox.store.all("teams")].find(({ isdefault }) => isdefault)!;
    const path = `teams(${teamid})/teammembership_association`;
    expect(refusal(await add(path, `systemusers(${adele})`))).to.equal("400 0x8004830B");
    expect(refusal(await dataverse(client, "DELETE", `${path}(${adele})/$ref`))).to.equal("400 0x8004830C");
  });

  it("leave the members of a group's team to the group", async () => {
    change({ teamtype: 2, columns: { azureactivedirectoryobjectid: seedIds.licensingGroupId } });
    expect(refusal(await add(members, `systemusers(${adele})`))).to.equal("400 SandboxGroupTeamMembers");
  });

  it("give a team roles of its business unit, and take them", async () => {
    expect((await add(roles, `roles(${salesperson})`)).status).to.equal(204);
    expect(row().roles).to.deep.equal([salesperson]);
    expect((await dataverse(client, "DELETE", `${roles}(${salesperson})/$ref`)).status).to.equal(204);
    expect(row().roles).to.deep.equal([]);
    const copy = [...client.sandbox.store.all("roles")].find(
      ({ parentroleid }) => parentroleid === salesperson,
    )!;
    expect(refusal(await add(roles, `roles(${copy.roleid})`))).to.equal("400 0x8004140d");
  });

  it("give no roles to an access team", async () => {
    change({ teamtype: 1 });
    expect(refusal(await add(roles, `roles(${salesperson})`))).to.equal("400 0x80048331");
  });

  it("give a group's team only roles that its members inherit", async () => {
    change({ teamtype: 2, columns: { azureactivedirectoryobjectid: seedIds.licensingGroupId } });
    const { body } = await dataverse(client, "GET", "roles?$select=roleid&$filter=isinherited eq 0&$top=1");
    const [teamOnly] = (body as { value: { roleid: string }[] }).value;
    expect(refusal(await add(roles, `roles(${teamOnly!.roleid})`))).to.equal("400 0x80048350");
    expect((await add(roles, `roles(${salesperson})`)).status).to.equal(204);
  });
});
