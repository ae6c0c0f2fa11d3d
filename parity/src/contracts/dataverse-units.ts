import { objectOf, query, rowsOf, textOf } from "../answers";
import type { Contract } from "../contract";
import { recordedShapes } from "../recorded/recorded-shapes";

const base = "GET dataverse /api/data/v9.2/";

/** Business units, their default teams, and the references between rows. */
export const dataverseUnitContracts: readonly Contract[] = [
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
