import { objectOf, query, rowsOf, textOf } from "../answers";
import type { Contract } from "../contract";
import { recordedShapes } from "../recorded/recorded-shapes";

const base = "GET dataverse /api/data/v9.2/";

/** Key by key: answers against those recorded from real environments. */
export const dataverseRowContracts: readonly Contract[] = [
  {
    id: "dataverse.whoami",
    title: "WhoAmI tells user, business unit and organization, with parentheses and without",
    routes: [`${base}WhoAmI`, `${base}WhoAmI()`],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const answer = await target.dataverse("GET", "WhoAmI");
      expect.status("status", answer, 200);
      expect.shape("answer", answer.body, recordedShapes.whoAmI);
      const other = await target.dataverse("GET", "WhoAmI()");
      expect.equal("with parentheses", objectOf(other.body).UserId, objectOf(answer.body).UserId);
      const context = textOf(objectOf(answer.body), "@odata.context");
      const assumed = "$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse";
      expect.holds("@odata.context", context.endsWith(assumed), `…${assumed}`, context);
      const hint = answer.headers["x-ms-dop-hint"];
      expect.holds("x-ms-dop-hint", /^\d+$/.test(String(hint)), "a number", hint);
    },
  },
  {
    id: "dataverse.systemusers.shape",
    title: "A system user has the recorded columns with the recorded types",
    routes: [`${base}systemusers({id})`],
    evidence: "observed",
    writes: true,
    check: async (target, expect) => {
      const { systemUserId } = await target.people.member();
      const answer = await target.dataverse("GET", `systemusers(${systemUserId})`);
      expect.status("status", answer, 200);
      expect.shape("row", answer.body, recordedShapes.systemuser);
      expect.equal("ETag", answer.headers.etag, objectOf(answer.body)["@odata.etag"]);
    },
  },
  {
    id: "dataverse.systemusers.by-object-id",
    title: "A system user is found by its Entra object id, with its roles expanded",
    routes: [`${base}systemusers`],
    evidence: "observed",
    writes: true,
    check: async (target, expect) => {
      const { id, systemUserId } = await target.people.member();
      const options = {
        $filter: `azureactivedirectoryobjectid eq ${id}`,
        $expand: "systemuserroles_association($select=roleid,name,ismanaged,_businessunitid_value)",
      };
      const answer = await target.dataverse("GET", `systemusers${query(options)}`);
      const [row, ...others] = rowsOf(answer);
      expect.equal("others", others.length, 0);
      expect.equal("systemuserid", row?.systemuserid, systemUserId);
      expect.shape("row", row, recordedShapes.systemuser);
      expect.equal("roles are a list", Array.isArray(row?.systemuserroles_association), true);
    },
  },
  {
    id: "dataverse.roles.shape",
    title: "A security role has the recorded columns; in the root business unit it is its own root",
    routes: [`${base}roles`, `${base}roles({id})`],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const filter = "name eq 'System Administrator' and _parentroleid_value eq null";
      const [role] = rowsOf(await target.dataverse("GET", `roles${query({ $filter: filter })}`));
      expect.shape("row", role, recordedShapes.role);
      expect.equal(
        "template of System Administrator",
        role?._roletemplateid_value,
        "627090ff-40a3-4053-8790-584edc5be201",
      );
      expect.equal("its root", role?._parentrootroleid_value, role?.roleid);
      const managed = Object.keys(objectOf(role?.iscustomizable)).sort();
      expect.equal("iscustomizable", managed, ["CanBeChanged", "ManagedPropertyLogicalName", "Value"]);
      const single = await target.dataverse("GET", `roles(${textOf(role, "roleid")})?$select=name`);
      expect.equal("by its id", objectOf(single.body).name, "System Administrator");
    },
  },
  {
    id: "dataverse.roles.copies",
    title: "Each role has a copy in each business unit, which names the one in the root",
    routes: [`${base}roles`, `${base}businessunits`],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const units = rowsOf(await target.dataverse("GET", "businessunits?$select=name"));
      const options = {
        $filter: "name eq 'Basic User'",
        $select: "_parentrootroleid_value,_businessunitid_value",
      };
      const copies = rowsOf(await target.dataverse("GET", `roles${query(options)}`));
      expect.equal("copies", copies.length, units.length);
      expect.equal(
        "root roles they name",
        new Set(copies.map((copy) => copy._parentrootroleid_value)).size,
        1,
      );
    },
  },
  {
    id: "dataverse.organizations",
    title: "The organization has the recorded columns, and its settings as XML",
    routes: [`${base}organizations`, `${base}organizations({id})`],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const [row, ...others] = rowsOf(await target.dataverse("GET", "organizations"));
      expect.equal("others", others.length, 0);
      expect.shape("row", row, recordedShapes.organization);
      const settings = textOf(row, "orgdborgsettings");
      expect.holds(
        "orgdborgsettings",
        settings.startsWith("<OrgSettings>"),
        "<OrgSettings>…",
        settings.slice(0, 40),
      );
      const who = objectOf((await target.dataverse("GET", "WhoAmI")).body);
      expect.equal("organizationid is WhoAmI's", row?.organizationid, who.OrganizationId);
      const single = await target.dataverse(
        "GET",
        `organizations(${textOf(row, "organizationid")})?$select=name`,
      );
      expect.equal("by its id", objectOf(single.body).organizationid, row?.organizationid);
    },
  },
];
