import { expect } from "chai";
import { seedIds } from "../seed/ids";
import type { SystemUser } from "../state/model";
import { TestClient, type TestAnswer } from "../testing/client";
import { dataverse, refusal, rootRoleId, seededObjectId, seededSystemUserId } from "../testing/dataverse";

const adele = seededSystemUserId("adele.vance");
const lynne = "lynne.robbins@contoso.onmicrosoft.com";

describe("POST systemusers", () => {
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

  const user = (id: string): SystemUser => client.sandbox.store.get("systemusers", id)!;
  const post = (body: object): Promise<TestAnswer> => dataverse(client, "POST", "systemusers", body);

  const appId = "0b7e0bd6-0f2e-4f0b-8d9c-0d4c7f1a2b3c";
  const unit = { "businessunitid@odata.bind": `/businessunits(${seedIds.rootBusinessUnitId})` };

  beforeEach(() => {
    client.sandbox.store.put("servicePrincipals", "1f0c1a2b-7d3e-4c4f-8a9b-1c2d3e4f5a6b", {
      id: "1f0c1a2b-7d3e-4c4f-8a9b-1c2d3e4f5a6b",
      appId,
      displayName: "Nightly import",
      permissions: [],
    });
  });

  it("makes an application user", async () => {
    const { status, headers } = await post({ applicationid: appId, ...unit });
    expect(status).to.equal(204);
    const id = /systemusers\(([\da-f-]{36})\)$/.exec(String(headers["odata-entityid"]))![1]!;
    expect(user(id)).to.deep.include({
      applicationid: appId,
      azureactivedirectoryobjectid: "1f0c1a2b-7d3e-4c4f-8a9b-1c2d3e4f5a6b",
      accessmode: 4,
      firstname: "#",
      fullname: "# Nightly import",
      islicensed: false,
      isdisabled: false,
      roles: [],
    });
  });

  it("answers 201 with the row when the client prefers that", async () => {
    const answer = await dataverse(
      client,
      "POST",
      "systemusers?$select=fullname",
      { applicationid: appId.toUpperCase(), lastname: "Import", ...unit },
      { Prefer: "return=representation" },
    );
    expect(answer.status).to.equal(201);
    expect(answer.body).to.deep.include({ fullname: "# Import" });
    expect(answer.headers["preference-applied"]).to.equal("return=representation");
  });

  it("takes the id that the client gives", async () => {
    const id = "5F0C1A2B-7D3E-4C4F-8A9B-1C2D3E4F5A6B";
    expect((await post({ systemuserid: id, applicationid: appId, ...unit })).status).to.equal(204);
    expect(user(id.toLowerCase()).applicationid).to.equal(appId);
  });

  it("makes a person's row that is disabled and gets no role, until addUser enables it", async () => {
    const objectId = seededObjectId("lynne.robbins");
    const account = client.sandbox.store.get("users", objectId)!;
    const licensed = client.sandbox.store.get("users", seededObjectId("adele.vance"))!.licenses;
    client.sandbox.store.put("users", objectId, { ...account, licenses: licensed });
    expect((await post({ domainname: lynne.toUpperCase(), ...unit })).status).to.equal(204);
    const { systemuserid } = client.sandbox.store.systemUserByObjectId(objectId)!;
    expect(user(systemuserid)).to.deep.include({
      azureactivedirectoryobjectid: objectId,
      domainname: lynne,
      fullname: "Lynne Robbins",
      accessmode: 0,
      isdisabled: true,
      roles: [],
    });
    const role = await dataverse(
      client,
      "POST",
      `systemusers(${systemuserid})/systemuserroles_association/$ref`,
      {
        "@odata.id": `roles(${rootRoleId("Salesperson")})`,
      },
    );
    expect(refusal(role)).to.equal("400 0x80040225");
    const path = `/powerplatform/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments/${seedIds.environmentId}/addUser?api-version=2023-06-01`;
    await client.send("POST", path, { as: "powerPlatform", body: { objectId } });
    expect(user(systemuserid).isdisabled).to.equal(false);
  });

  const refused = [
    ["the application id is taken", { applicationid: seedIds.deployment.appId, ...unit }, "400 0x8004F511"],
    ["the application is unknown", { applicationid: adele, ...unit }, "400 0x8004F510"],
    ["it has no business unit", { applicationid: appId }, "400 0x80048d19"],
    ["it says who is licensed", { applicationid: appId, islicensed: true, ...unit }, "400 0x80041d4d"],
    ["it asks for another mode", { applicationid: appId, accessmode: 0, ...unit }, "400 0x80040d40"],
    ["it names nobody", unit, "400 0x80048d19"],
    ["the sign-in name is unknown", { domainname: "nobody@contoso.com", ...unit }, "400 0x80041d4b"],
    [
      "the person has a row",
      { domainname: "adele.vance@contoso.onmicrosoft.com", ...unit },
      "412 0x80040237",
    ],
    ["it would enable a person", { domainname: lynne, isdisabled: false, ...unit }, "400 0x80048d19"],
    ["the id is taken", { systemuserid: adele, domainname: lynne, ...unit }, "412 0x80040237"],
    ["the id is none", { systemuserid: "x", domainname: lynne, ...unit }, "400 0x80048d19"],
    [
      "it sets the object id",
      { domainname: lynne, azureactivedirectoryobjectid: adele, ...unit },
      "400 0x80041d4f",
    ],
    [
      "the business unit is unknown",
      { domainname: lynne, "businessunitid@odata.bind": `businessunits(${adele})` },
      "404 0x80040217",
    ],
  ] as const;
  for (const [why, body, answer] of refused) {
    it(`is refused when ${why}`, async () => {
      const before = [...client.sandbox.store.all("systemusers")].length;
      expect(refusal(await post(body))).to.equal(answer);
      expect([...client.sandbox.store.all("systemusers")]).to.have.length(before);
    });
  }
});
