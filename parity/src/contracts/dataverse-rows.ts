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
    id: "dataverse.businessunits",
    title:
      "A business unit has the recorded columns; the root has no parent; its users are a navigation property",
    routes: [`${base}businessunits`, `${base}businessunits({id})`, `${base}businessunits({id})/{navigation}`],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const filter = "_parentbusinessunitid_value eq null";
      const roots = rowsOf(await target.dataverse("GET", `businessunits${query({ $filter: filter })}`));
      expect.equal("roots", roots.length, 1);
      expect.shape("row", roots[0], recordedShapes.businessunit);
      const id = textOf(roots[0], "businessunitid");
      const single = await target.dataverse("GET", `businessunits(${id})?$select=name`);
      expect.equal("by its id", objectOf(single.body).businessunitid, id);
      const users = await target.dataverse(
        "GET",
        `businessunits(${id})/business_unit_system_users?$select=accessmode&$top=1`,
      );
      expect.equal("its users", rowsOf(users).length, 1);
    },
  },
  {
    id: "dataverse.references",
    title: "$ref of a navigation property lists the addresses of its rows",
    routes: [`${base}businessunits({id})/{navigation}/$ref`, `${base}roles({id})/{navigation}/$ref`],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const { UserId, BusinessUnitId } = objectOf((await target.dataverse("GET", "WhoAmI")).body);
      const own = target.address("systemusers", String(UserId));
      const users = await target.dataverse(
        "GET",
        `businessunits(${String(BusinessUnitId)})/business_unit_system_users/$ref`,
      );
      expect.shape("a reference", rowsOf(users)[0], recordedShapes.reference);
      expect.equal(
        "the caller in its business unit",
        rowsOf(users).some((row) => row["@odata.id"] === own),
        true,
      );
      const roles = `systemusers(${String(UserId)})/systemuserroles_association?$select=roleid`;
      const [role] = rowsOf(await target.dataverse("GET", roles));
      const holders = await target.dataverse(
        "GET",
        `roles(${textOf(role, "roleid")})/systemuserroles_association/$ref`,
      );
      expect.equal(
        "the caller among the holders",
        rowsOf(holders).some((row) => row["@odata.id"] === own),
        true,
      );
    },
  },
  {
    id: "dataverse.businessunits.parent",
    title:
      "A lookup's target is read through its navigation property; where there is none, the answer is 204",
    routes: [`${base}businessunits({id})/{navigation}`],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const filter = "_parentbusinessunitid_value eq null";
      const [root] = rowsOf(await target.dataverse("GET", `businessunits${query({ $filter: filter })}`));
      const path = `businessunits(${textOf(root, "businessunitid")})/parentbusinessunitid?$select=name`;
      expect.status("parent of the root", await target.dataverse("GET", path), 204);
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
  {
    id: "dataverse.teams",
    title: "Each business unit has a default team named after it, which holds all of its users",
    routes: [
      `${base}teams`,
      `${base}teams({id})`,
      `${base}teams({id})/{navigation}`,
      `${base}teams({id})/{navigation}/$ref`,
    ],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { businessUnitId, systemUserId } = await target.people.member();
      const filter = `isdefault eq true and _businessunitid_value eq ${businessUnitId}`;
      const teams = rowsOf(await target.dataverse("GET", `teams${query({ $filter: filter })}`));
      expect.equal("default teams", teams.length, 1);
      const id = textOf(teams[0], "teamid");
      const unit = await target.dataverse("GET", `businessunits(${businessUnitId})?$select=name`);
      expect.equal("it has the unit's name", teams[0]?.name === objectOf(unit.body).name, true);
      expect.equal("teamtype", teams[0]?.teamtype, 0);
      const single = await target.dataverse("GET", `teams(${id})?$select=isdefault`);
      expect.equal("by its id", objectOf(single.body).isdefault, true);
      const member = `teams(${id})/teammembership_association${query({ $filter: `systemuserid eq ${systemUserId}`, $select: "systemuserid" })}`;
      expect.equal("the new user in it", rowsOf(await target.dataverse("GET", member)).length, 1);
      const references = await target.dataverse("GET", `teams(${id})/teammembership_association/$ref`);
      expect.shape("a reference", rowsOf(references)[0], recordedShapes.reference);
    },
  },
];
