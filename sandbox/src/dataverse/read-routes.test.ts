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

describe("Dataverse reads", () => {
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

  describe("shapes", () => {
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
      expect((team!.teammembership_association as Row[]).map((row) => row.fullname)).to.include(
        "Adele Vance",
      );
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
  });

  describe("options", () => {
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
        `systemusers(${alex})?$select=fullname&$expand=systemuserroles_association($select=name;$orderby=name;$filter=name ne 'Basic User';$expand=businessunitid($select=name))`,
      );
      const [role, ...others] = (body as Row).systemuserroles_association as Row[];
      expect(others).to.deep.equal([]);
      expect(role!.name).to.equal("Sales Manager");
      expect(role!.businessunitid).to.deep.include({ name: "Contoso" });
    });

    it("count all rows that match, not only those shown", async () => {
      const all = await list("roles");
      const { body } = await get("roles?$count=true&$top=1");
      expect((body as Row)["@odata.count"]).to.equal(all.length);
      expect((body as { value: unknown[] }).value).to.have.length(1);
    });

    const refused = [
      ["roles?$skip=1", "400 0x80060888"],
      ["roles?$search=x", "400 0x80060888"],
      ["roles?select=name", "400 0x80060888"],
      ["roles?$select=nmae", "400 0x80060888"],
      ["roles?$filter=nmae eq 'x'", "400 0x80060888"],
      ["roles?$filter=name eq", "400 0x80060888"],
      [
        "roles?$filter=name eq 'nobody' and systemuserroles_association/any(u:u/nmae eq 'x')",
        "400 0x80060888",
      ],
      ["roles?$orderby=nmae", "400 0x80060888"],
      ["roles?$expand=businessunitid($select=nmae)", "400 0x80060888"],
      [`roles(${salesperson})?$top=1`, "400 0x80060888"],
      ["roles?$expand=createdby", "501 SandboxNotCovered"],
      ["roles?$apply=aggregate($count as c)", "501 SandboxNotCovered"],
      ["roles?fetchXml=<fetch/>", "501 SandboxNotCovered"],
      ["roles?$filter=tolower(name) eq 'x'", "501 SandboxNotCovered"],
      ["teams?$select=traversedpath", "501 SandboxNotCovered"],
      [`roles(${salesperson})/name`, "501 SandboxNotCovered"],
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
      expect(messageOf(await get("roles?$select=nmae"))).to.equal(
        "Could not find a property named 'nmae' on type 'Microsoft.Dynamics.CRM.role'.",
      );
    });
  });

  describe("pages", () => {
    /** All pages of a query, following the links as they are. */
    async function pages(path: string, size: number): Promise<Row[][]> {
      const found: Row[][] = [];
      let next: string | undefined = `/api/data/v9.2/${path}`;
      while (next !== undefined) {
        const answer = await client.send("GET", next, {
          as: "dataverse",
          headers: { Prefer: `odata.maxpagesize=${size}` },
        });
        expect(answer.headers["preference-applied"]).to.equal(`odata.maxpagesize=${size}`);
        const body: { value: Row[]; "@odata.nextLink"?: string } = answer.body as never;
        found.push(body.value);
        next = body["@odata.nextLink"];
      }
      return found;
    }

    it("hold each row once, in the order asked for", async () => {
      const all = await list("roles?$select=name&$orderby=name,roleid");
      const paged = await pages("roles?$select=name&$orderby=name,roleid", 50);
      expect(paged.flat()).to.deep.equal(all);
      expect(paged.map((page) => page.length)).to.deep.equal([
        ...Array.from({ length: Math.floor(all.length / 50) }, () => 50),
        all.length % 50,
      ]);
    });

    it("end without a link when the last one is full", async () => {
      const all = await list("businessunits");
      expect(await pages("businessunits", all.length)).to.have.length(1);
    });

    it("go on where they were when a row before them has gone", async () => {
      const { body } = await get("systemusers?$select=fullname&$orderby=fullname desc", {
        Prefer: "odata.maxpagesize=2",
      });
      const first = body as { value: Row[]; "@odata.nextLink": string };
      const all = await list("systemusers?$select=fullname&$orderby=fullname desc");
      client.sandbox.store.delete("systemusers", first.value[0]!.systemuserid as string);
      const rest = await client.send("GET", first["@odata.nextLink"], { as: "dataverse" });
      expect((rest.body as { value: Row[] }).value).to.deep.equal(all.slice(2));
    });

    it("are not made when $top limits the rows", async () => {
      const { body, headers } = await get("roles?$top=3", { Prefer: "odata.maxpagesize=2" });
      expect((body as { value: Row[] }).value).to.have.length(3);
      expect(body).not.to.have.property("@odata.nextLink");
      expect(headers).not.to.have.property("preference-applied");
    });

    it("hold 5000 rows when the client asks for more", async () => {
      const { headers } = await get("roles", { Prefer: "odata.maxpagesize=5001" });
      expect(headers).not.to.have.property("preference-applied");
    });

    it("are refused for a token that is not ours", async () => {
      expect(refusal(await get("roles?$skiptoken=abc"))).to.equal("400 0x80060888");
    });
  });

  describe("annotations", () => {
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

    it("is 404 0x80040217 when it does not exist", async () => {
      const answer = await get(`roles(${adele})`);
      expect(refusal(answer)).to.equal("404 0x80040217");
      expect(messageOf(answer)).to.equal(`Entity 'role' With Id = ${adele} Does Not Exist`);
    });
  });

  describe("RetrieveAadUserRoles", () => {
    it("gives roles held directly and through teams of Entra groups", async () => {
      const { store } = client.sandbox;
      const [team] = store.all("teams");
      const through = rootRoleId("Sales Manager");
      store.put("teams", "7d3b6a51-1c5e-4a3f-9d2b-3c0f5e8a1d0a", {
        ...team!,
        teamid: "7d3b6a51-1c5e-4a3f-9d2b-3c0f5e8a1d0a",
        teamtype: 2,
        isdefault: false,
        members: [adele],
        roles: [through],
      });
      const { body } = await get(
        `RetrieveAadUserRoles(DirectoryObjectId=${seededObjectId("adele.vance")})?$select=name,_parentrootroleid_value`,
      );
      expect((body as { value: Row[] }).value.map((row) => row.roleid)).to.have.members([
        salesperson,
        through,
      ]);
    });

    it("gives none for somebody who has no row yet", async () => {
      const { body } = await get(
        `RetrieveAadUserRoles(DirectoryObjectId=${seededObjectId("lynne.robbins")})`,
      );
      expect((body as { value: Row[] }).value).to.deep.equal([]);
    });
  });

  describe("the caller", () => {
    const own = (): string => seedIds.deployment.systemUserId;
    const change = (columns: object): void => {
      const row = client.sandbox.store.get("systemusers", own())!;
      client.sandbox.store.put("systemusers", own(), { ...row, ...columns });
    };

    it("is refused without a row in the environment", async () => {
      client.sandbox.store.delete("systemusers", own());
      expect(refusal(await get("WhoAmI"))).to.equal("403 0x80072560");
    });

    it("is refused without a role", async () => {
      change({ roles: [] });
      expect(refusal(await get("WhoAmI"))).to.equal("403 0x80042F09");
    });

    it("is refused when it is disabled", async () => {
      change({ isdisabled: true });
      expect(refusal(await get("WhoAmI"))).to.equal("403 0x80040225");
    });

    it("reads with any role, and writes as System Administrator only", async () => {
      change({ roles: [salesperson] });
      expect((await get("roles?$top=1")).status).to.equal(200);
      const answer = await dataverse(client, "PATCH", `systemusers(${adele})`, { jobtitle: "x" });
      expect(refusal(answer)).to.equal("403 0x80040220");
    });

    it("cannot act for somebody else", async () => {
      const answer = await get("WhoAmI", { CallerObjectId: seededObjectId("megan.bowen") });
      expect(refusal(answer)).to.equal("501 SandboxNotCovered");
    });
  });
});
