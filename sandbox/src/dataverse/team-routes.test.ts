import { expect } from "chai";
import { seedIds } from "../seed/ids";
import type { Team } from "../state/model";
import { TestClient, type TestAnswer } from "../testing/client";
import { dataverse, messageOf, refusal, seededSystemUserId } from "../testing/dataverse";

const adele = seededSystemUserId("adele.vance");
const root = seedIds.rootBusinessUnitId;
const child = seedIds.childBusinessUnitId;
const id = "5f0c1a2b-7d3e-4c4f-8a9b-1c2d3e4f5a6b";

describe("Teams", () => {
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

  const team = (teamId: string = id): Team | undefined => client.sandbox.store.get("teams", teamId);
  const post = (body: object, headers: Record<string, string> = {}): Promise<TestAnswer> =>
    dataverse(client, "POST", "teams", body, headers);
  const patch = (teamId: string, body: object): Promise<TestAnswer> =>
    dataverse(client, "PATCH", `teams(${teamId})`, body, { "If-Match": "*" });
  const defaultTeam = (unit: string): Team =>
    [...client.sandbox.store.all("teams")].find((row) => row.isdefault && row.businessunitid === unit)!;
  const inChild = { "businessunitid@odata.bind": `/businessunits(${child})` };

  it("are made as the owner team of Business Central is", async () => {
    const { status, headers } = await post({ teamid: id, name: "BCI - CRONUS", teamtype: 0, ...inChild });
    expect(status).to.equal(204);
    expect(headers["odata-entityid"]).to.equal(`${client.sandbox.url}/api/data/v9.2/teams(${id})`);
    expect(team()).to.deep.include({
      name: "BCI - CRONUS",
      teamtype: 0,
      isdefault: false,
      businessunitid: child,
      members: [],
      roles: [],
    });
  });

  it("answer with their row, and belong to the caller's business unit unless they say otherwise", async () => {
    const answer = await post(
      { name: "Deal desk", teamtype: 1, "administratorid@odata.bind": `systemusers(${adele})` },
      { Prefer: 'return=representation,odata.include-annotations="*"' },
    );
    expect(answer.status).to.equal(201);
    expect(answer.body).to.deep.include({
      name: "Deal desk",
      "teamtype@OData.Community.Display.V1.FormattedValue": "Access",
      _businessunitid_value: root,
      "_administratorid_value@OData.Community.Display.V1.FormattedValue": "Adele Vance",
    });
  });

  it("stand for a group of Entra, whose people are their members", async () => {
    // The documented request (Work with Microsoft Entra ID group teams).
    const groupId = seedIds.licensingGroupId;
    const { status } = await post({ azureactivedirectoryobjectid: groupId, membershiptype: 0, teamid: id });
    expect(status).to.equal(204);
    expect(team()).to.deep.include({ name: "Licence: Power Apps", teamtype: 2 });
    const group = client.sandbox.store.get("groups", groupId)!;
    const { azureactivedirectoryobjectid } = client.sandbox.store.get("systemusers", adele)!;
    client.sandbox.store.put("groups", groupId, { ...group, members: [azureactivedirectoryobjectid!] });
    const key = `teams(azureactivedirectoryobjectid=${groupId},membershiptype=0)`;
    const { body } = await dataverse(client, "GET", `${key}/teammembership_association?$select=fullname`);
    expect((body as { value: { fullname: string }[] }).value.map((row) => row.fullname)).to.deep.equal([
      "Adele Vance",
    ]);
    expect(refusal(await post({ azureactivedirectoryobjectid: groupId, membershiptype: 0 }))).to.equal(
      "412 0x80040237",
    );
  });

  const refused = [
    [{}, "400 0x80048d19"],
    [{ name: "" }, "400 0x80048d19"],
    [{ name: 5 }, "400 0x80048d19"],
    [{ name: "x".repeat(161) }, "400 0x80048305"],
    [{ name: "contoso" }, "400 0x8004022a"],
    [{ name: "x", emailaddress: "x".repeat(101) }, "400 0x80044331"],
    [{ name: "x", teamtype: 9 }, "400 0x8004431A"],
    [{ name: "x", teamtype: 2 }, "400 0x80048d19"],
    [{ name: "x", azureactivedirectoryobjectid: adele }, "400 0x80072559"],
    [{ name: "x", azureactivedirectoryobjectid: "x" }, "400 0x80048d19"],
    [{ name: "x", isdefault: true }, "400 0x80048d19"],
    [{ name: "x", nmae: "x" }, "501 SandboxNotCovered"],
    [{ name: "x", "queueid@odata.bind": `queues(${adele})` }, "501 SandboxNotCovered"],
    [{ name: "x", "businessunitid@odata.bind": `businessunits(${adele})` }, "404 0x80040217"],
    [{ name: "x", "businessunitid@odata.bind": `teams(${adele})` }, "400 0x80060888"],
    [{ name: "x", businessunitid: child }, "501 SandboxNotCovered"],
  ] as const;
  for (const [body, answer] of refused) {
    it(`are refused with ${answer}: ${JSON.stringify(body).slice(0, 70)}`, async () => {
      const before = [...client.sandbox.store.all("teams")];
      expect(refusal(await post(body))).to.equal(answer);
      expect([...client.sandbox.store.all("teams")]).to.deep.equal(before);
    });
  }

  it("are changed, made by a PATCH, and deleted", async () => {
    expect((await dataverse(client, "PATCH", `teams(${id})`, { name: "One" })).status).to.equal(204);
    expect((await patch(id, { name: "Two", description: "of two" })).status).to.equal(204);
    expect(team()).to.deep.include({ name: "Two" });
    expect(team()!.columns).to.deep.include({ description: "of two" });
    expect(refusal(await patch(id, { teamtype: 1 }))).to.equal("400 0x80048d19");
    expect((await dataverse(client, "DELETE", `teams(${id})`)).status).to.equal(204);
    expect(team()).to.equal(undefined);
    expect(refusal(await patch(id, { name: "Three" }))).to.equal("404 0x80040217");
  });

  it("lose their roles when they move to another business unit", async () => {
    await post({ teamid: id, name: "Movers" });
    client.sandbox.store.put("teams", id, { ...team()!, roles: [adele] });
    await patch(id, inChild);
    expect(team()).to.deep.include({ businessunitid: child, roles: [] });
  });

  it("that are the default of a business unit keep name and place, and are not deleted", async () => {
    const { teamid } = defaultTeam(root);
    expect(refusal(await patch(teamid, { name: "Other" }))).to.equal("400 0x8004830A");
    expect(refusal(await patch(teamid, inChild))).to.equal("400 0x80048308");
    const answer = await dataverse(client, "DELETE", `teams(${teamid})`);
    expect(refusal(answer)).to.equal("400 0x80048307");
    expect(messageOf(answer)).to.equal(
      `The default business unit team can't be deleted (TeamId = ${teamid}).`,
    );
    expect((await patch(teamid, { description: "Everybody" })).status).to.equal(204);
  });
});
