import { expect } from "chai";
import { TestClient } from "../testing/client";
import { dataverse, seededSystemUserId, type Row } from "../testing/dataverse";

const adele = seededSystemUserId("adele.vance");

describe("Dataverse annotations", () => {
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

  const path = `systemusers(${adele})?$select=accessmode,isdisabled,versionnumber,createdon,fullname,_businessunitid_value`;

  it("are left out unless asked for", async () => {
    const { body } = await get(path);
    expect(Object.keys(body as Row).filter((key) => key.includes("@"))).to.deep.equal([
      "@odata.context",
      "@odata.etag",
    ]);
  });

  it("say what values mean, as recorded", async () => {
    const prefer = 'odata.include-annotations="*"';
    const { body, headers } = await get(path, { Prefer: prefer });
    expect(headers["preference-applied"]).to.equal(prefer);
    const value = "OData.Community.Display.V1.FormattedValue";
    const version = client.sandbox.store.get("systemusers", adele)!.versionnumber;
    expect(body).to.deep.include({
      [`accessmode@${value}`]: "Read-Write",
      [`isdisabled@${value}`]: "No",
      [`versionnumber@${value}`]: String(version).replace(/^(\d)(\d{3})(\d{3})$/, "$1,$2,$3"),
      [`createdon@${value}`]: "3/14/2024 6:08 AM",
      [`_businessunitid_value@${value}`]: "Contoso",
      "_businessunitid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "businessunit",
      "_businessunitid_value@Microsoft.Dynamics.CRM.associatednavigationproperty": "businessunitid",
    });
    expect(body).not.to.have.property(`fullname@${value}`);
  });

  it("are only those that were named", async () => {
    const { body } = await get(path, {
      Prefer: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"',
    });
    expect(body).to.have.property("accessmode@OData.Community.Display.V1.FormattedValue");
    expect(body).not.to.have.property("_businessunitid_value@Microsoft.Dynamics.CRM.lookuplogicalname");
  });
});
