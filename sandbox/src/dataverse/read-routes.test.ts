import { expect } from "chai";
import { seedIds } from "../seed/ids";
import { TestClient } from "../testing/client";
import {
  dataverse,
  messageOf,
  refusal,
  rootRoleId,
  rows,
  seededObjectId,
  seededSystemUserId,
  type Row,
} from "../testing/dataverse";
import { recordedKeys } from "../testing/recorded-keys";

const adele = seededSystemUserId("adele.vance");
const salesperson = rootRoleId("Salesperson");

describe("Dataverse rows", () => {
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

  const get = (path: string, headers: Record<string, string> = {}) =>
    dataverse(client, "GET", path, undefined, headers);
  const list = (path: string): Promise<Row[]> => rows(client, path);

  const tables = [
    ["systemusers", recordedKeys.systemuser],
    ["roles", recordedKeys.role],
    ["businessunits", recordedKeys.businessunit],
  ] as const;
  for (const [entitySet, keys] of tables) {
    it(`gives ${entitySet} just the recorded columns`, async () => {
      const [row] = await list(entitySet);
      expect(Object.keys(row!)).to.have.members(["@odata.etag", ...keys]);
    });
  }

  it("answers WhoAmI as recorded", async () => {
    const { status, body } = await get("WhoAmI");
    expect(status).to.equal(200);
    expect(body).to.deep.equal({
      "@odata.context": `${client.sandbox.url}/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
      BusinessUnitId: seedIds.rootBusinessUnitId,
      UserId: seedIds.deployment.systemUserId,
      OrganizationId: seedIds.organizationId,
    });
  });

  it("answers a user found by its Entra object id with its roles, as recorded", async () => {
    const filter = `azureactivedirectoryobjectid eq ${seededObjectId("adele.vance")}`;
    const expand = "systemuserroles_association($select=roleid,name,ismanaged,_businessunitid_value)";
    const query = new URLSearchParams({ $filter: filter, $expand: expand });
    const [row] = await list(`systemusers?${query.toString()}`);
    expect(row).to.deep.include({
      systemuserid: adele,
      domainname: "adele.vance@contoso.onmicrosoft.com",
      accessmode: 0,
      islicensed: true,
      isdisabled: false,
      applicationid: null,
      userlicensetype: 38,
      caltype: 7,
    });
    const version = client.sandbox.store.get("roles", salesperson)!.versionnumber;
    expect(row!.systemuserroles_association).to.deep.equal([
      {
        "@odata.etag": `W/"${version}"`,
        roleid: salesperson,
        name: "Salesperson",
        ismanaged: true,
        _businessunitid_value: seedIds.rootBusinessUnitId,
      },
    ]);
  });

  it("gives roles their managed properties", async () => {
    const [role] = await list("roles?$select=iscustomizable,canbedeleted&$filter=name eq 'Bot Author'");
    expect(role).to.deep.include({
      iscustomizable: {
        Value: false,
        CanBeChanged: true,
        ManagedPropertyLogicalName: "iscustomizableanddeletable",
      },
      canbedeleted: { Value: true, CanBeChanged: true, ManagedPropertyLogicalName: "canbedeleted" },
    });
  });

  it("lists references as recorded", async () => {
    const { body } = await get(`systemusers(${adele})/systemuserroles_association/$ref`);
    const root = `${client.sandbox.url}/api/data/v9.2/`;
    expect(body).to.deep.equal({
      "@odata.context": `${root}$metadata#Collection($ref)`,
      value: [{ "@odata.id": `${root}roles(${salesperson})` }],
    });
  });

  it("has one organization, with its settings", async () => {
    const [organization] = await list("organizations?$select=organizationid,orgdborgsettings");
    expect(organization!.organizationid).to.equal(seedIds.organizationId);
    expect(organization!.orgdborgsettings).to.match(/^<OrgSettings>.*<\/OrgSettings>$/);
  });

  it("counts all users of a business unit as members of its default team", async () => {
    const [team] = await list(
      `teams?$filter=isdefault eq true and _businessunitid_value eq ${seedIds.rootBusinessUnitId}&$expand=teammembership_association($select=fullname),teamroles_association`,
    );
    expect((team!.teammembership_association as Row[]).map((row) => row.fullname)).to.include("Adele Vance");
    expect(team!.teamroles_association).to.deep.equal([]);
  });

  it("keeps versions 9.0 and 9.1 in the addresses it gives back", async () => {
    const { body } = await client.send("GET", "/api/data/v9.1/roles?$select=name&$top=1", {
      as: "dataverse",
    });
    expect((body as Row)["@odata.context"]).to.equal(
      `${client.sandbox.url}/api/data/v9.1/$metadata#roles(name)`,
    );
  });

  it("sends the headers of the service", async () => {
    const { headers } = await get("WhoAmI");
    expect(headers["odata-version"]).to.equal("4.0");
    expect(headers["x-ms-dop-hint"]).to.equal("8");
    expect(headers["x-ms-service-request-id"]).to.match(/^[\da-f-]{36}$/);
    expect(headers.req_id).to.match(/^[\da-f-]{36}$/);
  });

  describe("one row", () => {
    it("has its etag in body and header, and is not sent again while it is unchanged", async () => {
      const { headers, body } = await get(`systemusers(${adele})?$select=fullname`);
      expect(headers.etag).to.equal((body as Row)["@odata.etag"]);
      const again = await get(`systemusers(${adele})?$select=fullname`, {
        "If-None-Match": headers.etag!,
      });
      expect(again.status).to.equal(304);
      expect(again.body).to.equal(undefined);
    });

    it("is sent again when rows are expanded, and for If-None-Match: null", async () => {
      const etag = `W/"${client.sandbox.store.get("systemusers", adele)!.versionnumber}"`;
      const expanded = await get(`systemusers(${adele})?$expand=businessunitid`, { "If-None-Match": etag });
      expect(expanded.status).to.equal(200);
      expect((await get(`systemusers(${adele})`, { "If-None-Match": "null" })).status).to.equal(200);
    });

    it("is found by the Entra object id", async () => {
      const { body } = await get(
        `systemusers(azureactivedirectoryobjectid=${seededObjectId("adele.vance")})?$select=fullname`,
      );
      expect(body).to.deep.include({ systemuserid: adele, fullname: "Adele Vance" });
      const missing = await get(`systemusers(azureactivedirectoryobjectid=${adele})`);
      expect(refusal(missing)).to.equal("404 0x80060891");
    });

    it("gives one of its columns alone", async () => {
      const { body } = await get(`systemusers(${adele})/fullname`);
      expect(body).to.deep.equal({
        "@odata.context": `${client.sandbox.url}/api/data/v9.2/$metadata#systemusers(${adele})/fullname`,
        value: "Adele Vance",
      });
      expect((await get(`systemusers(${adele})/applicationid`)).status).to.equal(204);
    });

    it("is 404 0x80040217 when it does not exist", async () => {
      const answer = await get(`roles(${adele})`);
      expect(refusal(answer)).to.equal("404 0x80040217");
      expect(messageOf(answer)).to.equal(`Entity 'role' With Id = ${adele} Does Not Exist`);
    });
  });
});
