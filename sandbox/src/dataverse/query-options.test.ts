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

const adele = seededSystemUserId("adele.vance");
const salesperson = rootRoleId("Salesperson");

describe("Dataverse query options", () => {
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

  it("select columns, and always the key", async () => {
    const [row] = await list("roles?$select=name&$top=1");
    expect(Object.keys(row!)).to.deep.equal(["@odata.etag", "name", "roleid"]);
  });

  it("take names that are percent-encoded and blanks written as +", async () => {
    const found = await list("roles?%24filter=name+eq+%27Sales+Manager%27&%24select=name");
    expect(found.map((row) => row.name)).to.deep.equal(["Sales Manager", "Sales Manager"]);
  });

  it("filter over lookups and over the members of a collection", async () => {
    const query = `systemusers?$select=fullname&$filter=businessunitid/name eq 'Contoso' and systemuserroles_association/any(r:r/roleid eq ${salesperson})`;
    expect((await list(query)).map((row) => row.fullname)).to.deep.equal(["Adele Vance"]);
  });

  it("filter by a list of values", async () => {
    const ids = ["adele.vance", "megan.bowen"].map((alias) => `'${seededObjectId(alias)}'`).join(",");
    const filter = `Microsoft.Dynamics.CRM.In(PropertyName='azureactivedirectoryobjectid',PropertyValues=[${ids}])`;
    const found = await list(`systemusers?$select=fullname&$orderby=fullname desc&$filter=${filter}`);
    expect(found.map((row) => row.fullname)).to.deep.equal(["Megan Bowen", "Adele Vance"]);
  });

  it("select, filter, order and limit the rows of an expansion", async () => {
    const alex = seededSystemUserId("alex.wilber");
    const { body } = await get(
      `systemusers(${alex})?$select=fullname&$expand=systemuserroles_association($select=name;$orderby=name desc;$top=1;$filter=name ne 'VP of Sales')`,
    );
    const [role, ...others] = (body as Row).systemuserroles_association as Row[];
    expect(others).to.deep.equal([]);
    expect(role!.name).to.equal("Sales Manager");
  });

  it("count all rows that match, not only those shown", async () => {
    const all = await list("roles");
    const { body } = await get("roles?$count=true&$top=1");
    expect((body as Row)["@odata.count"]).to.equal(all.length);
    expect((body as { value: unknown[] }).value).to.have.length(1);
  });

  it("count the rows of a table as plain text", async () => {
    const all = await list("roles?$select=roleid&$filter=name eq 'Salesperson'");
    const { headers, body } = await get("roles/$count?$filter=name eq 'Salesperson'");
    expect(headers["content-type"]).to.equal("text/plain");
    expect(body).to.equal(all.length);
  });

  it("take values by parameter names", async () => {
    const filter = "Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=@p2)";
    const query = `$filter=${filter}&@p1='fullname'&@p2=["Adele Vance","nobody"]`;
    expect(await list(`systemusers?$select=fullname&${query}`)).to.have.length(1);
  });

  it("compare columns of a row", async () => {
    const root = await list("roles?$select=name&$filter=roleid eq _parentrootroleid_value");
    const children = await list("roles?$select=name&$filter=roleid ne _parentrootroleid_value");
    expect(root.length).to.be.greaterThan(0);
    expect(children).to.have.length(root.length);
  });

  it("know wildcards", async () => {
    const names = async (condition: string): Promise<unknown[]> =>
      (await list(`systemusers?$select=fullname&$filter=${condition}`)).map((row) => row.fullname);
    expect(await names("startswith(fullname,'_dele')")).to.deep.equal(["Adele Vance"]);
    expect(await names("contains(fullname,'e%25e%25V')")).to.deep.equal(["Adele Vance"]);
    expect(await names("startswith(fullname,'[^M]ega')")).to.deep.equal([]);
    expect(await names("endswith(fullname,'[v-x]ilber')")).to.deep.equal(["Alex Wilber"]);
  });

  it("put rows in order by the names behind lookups", async () => {
    const query = "roles?$select=name&$filter=name eq 'Salesperson'&$expand=businessunitid($select=name)";
    const units = async (order: string): Promise<unknown[]> =>
      (await list(`${query}&$orderby=_businessunitid_value ${order}`)).map(
        (row) => (row.businessunitid as Row).name,
      );
    const names = [...client.sandbox.store.all("businessunits")].map(({ name }) => name).sort();
    expect(await units("asc")).to.deep.equal(names);
    expect(await units("desc")).to.deep.equal([...names].reverse());
  });

  it("expand a lookup to its row without an etag, or to its address", async () => {
    const { body } = await get(`roles(${salesperson})?$select=name&$expand=businessunitid($select=name)`);
    expect((body as Row).businessunitid).to.deep.equal({
      name: "Contoso",
      businessunitid: seedIds.rootBusinessUnitId,
    });
    const reference = await get(`roles(${salesperson})?$select=name&$expand=businessunitid/$ref`);
    expect((reference.body as Row).businessunitid).to.deep.equal({
      "@odata.id": `${client.sandbox.url}/api/data/v9.2/businessunits(${seedIds.rootBusinessUnitId})`,
    });
  });

  it("always give users their ownerid too", async () => {
    const { body } = await get(`systemusers(${adele})?$select=fullname`);
    expect(body).to.deep.include({ fullname: "Adele Vance", systemuserid: adele, ownerid: adele });
  });

  const refused = [
    ["roles?$skip=1", "400 0x80060888"],
    ["roles?$search=x", "400 0x80060888"],
    ["roles?select=name", "400 0x80060888"],
    ["roles?$select=nmae", "400 0x80060888"],
    ["roles?$filter=nmae eq 'x'", "400 0x80060888"],
    ["roles?$filter=name eq", "400 0x80060888"],
    ["roles?$filter=name eq 'nobody' and systemuserroles_association/any(u:u/nmae eq 'x')", "400 0x80060888"],
    ["roles?$orderby=nmae", "400 0x80060888"],
    ["roles?$expand=businessunitid($select=nmae)", "400 0x80060888"],
    [`roles(${salesperson})?$top=1`, "400 0x80060888"],
    ["roles?$expand=createdby", "501 SandboxNotCovered"],
    ["roles?$apply=aggregate($count as c)", "501 SandboxNotCovered"],
    ["roles?fetchXml=<fetch/>", "501 SandboxNotCovered"],
    ["roles?$filter=tolower(name) eq 'x'", "501 SandboxNotCovered"],
    ["teams?$select=traversedpath", "501 SandboxNotCovered"],
    [`roles(${salesperson})/name?$select=name`, "400 0x80060888"],
    [`roles(${salesperson})/nmae`, "501 SandboxNotCovered"],
    ["roles/$count?$top=1", "400 0x80060888"],
    ["roles?$filter=name eq @p", "400 0x80060888"],
    ["roles?$filter=name eq nmae", "400 0x80060888"],
    ["systemusers?$expand=teammembership_association/$ref", "400 0x80060888"],
    ["roles?$expand=businessunitid($top=1)", "400 0x80060888"],
    ["systemusers?$expand=systemuserroles_association($expand=businessunitid)", "400 0x80060888"],
    [
      "businessunits?$expand=business_unit_system_users($orderby=fullname;$expand=businessunitid)",
      "400 0x80060888",
    ],
    [`roles?$expand=${Array.from({ length: 16 }, () => "businessunitid").join(",")}`, "400 0x80060888"],
    ["accounts", "501 SandboxNotCovered"],
    ["roles(roletemplateid=627090ff-40a3-4053-8790-584edc5be201)", "501 SandboxNotCovered"],
  ] as const;
  for (const [path, answer] of refused) {
    it(`are refused with ${answer}: ${path}`, async () => {
      expect(refusal(await get(path))).to.equal(answer);
    });
  }

  it("name what is wrong with them", async () => {
    expect(messageOf(await get("roles?$skip=1"))).to.equal("Skip Clause is not supported in CRM");
    // Dataverse: Join tables using OData.
    expect(messageOf(await get("systemusers?$expand=teammembership_association/$ref"))).to.equal(
      "Expand with $ref is only supported on lookup type navigation property.",
    );
    expect(messageOf(await get("roles?$expand=businessunitid($top=1)"))).to.equal(
      "Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.",
    );
    expect(messageOf(await get("roles?$select=nmae"))).to.equal(
      "Could not find a property named 'nmae' on type 'Microsoft.Dynamics.CRM.role'.",
    );
  });
});
