import { messageOf, objectOf, query, rowsOf, textOf } from "../answers";
import type { Contract } from "../contract";

const systemUsers = ["GET dataverse /api/data/v9.2/systemusers"];
const roles = ["GET dataverse /api/data/v9.2/roles"];
const formatted = "OData.Community.Display.V1.FormattedValue";

/** What comes besides the rows asked for: pages, expanded rows, annotations, etags. */
export const dataverseAnswerContracts: readonly Contract[] = [
  {
    id: "dataverse.query.paging",
    title: "maxpagesize is applied, and @odata.nextLink leads to the next page",
    routes: roles,
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const prefer = { prefer: "odata.maxpagesize=2" };
      const first = await target.dataverse("GET", "roles?$select=name", undefined, prefer);
      expect.equal("rows", rowsOf(first).length, 2);
      expect.equal("Preference-Applied", first.headers["preference-applied"], "odata.maxpagesize=2");
      const next = textOf(objectOf(first.body), "@odata.nextLink");
      expect.holds("nextLink", next.includes("$skiptoken="), "has a $skiptoken", next.split("?")[0]);
      if (next === "") return;
      const second = await target.dataverse("GET", next, undefined, prefer);
      const ids = [...rowsOf(first), ...rowsOf(second)].map((row) => row.roleid);
      expect.equal("different rows of two pages", new Set(ids).size, 4);
      const topped = await target.dataverse("GET", "roles?$select=name&$top=3", undefined, prefer);
      expect.noted("rows with $top=3 besides", rowsOf(topped).length);
    },
  },
  {
    id: "dataverse.query.expand",
    title:
      "$expand takes $select inside, for lookups and for collections; a navigation property is read by itself too",
    routes: [
      ...systemUsers,
      "GET dataverse /api/data/v9.2/systemusers({id})/{navigation}",
      "GET dataverse /api/data/v9.2/systemusers({id})/{navigation}/$ref",
      "GET dataverse /api/data/v9.2/roles({id})/{navigation}",
    ],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const who = objectOf((await target.dataverse("GET", "WhoAmI")).body);
      const options = {
        $filter: `systemuserid eq ${String(who.UserId)}`,
        $select: "fullname",
        $expand: "businessunitid($select=name),systemuserroles_association($select=name)",
      };
      const [row] = rowsOf(await target.dataverse("GET", `systemusers${query(options)}`));
      expect.equal("lookup", objectOf(row?.businessunitid).businessunitid, who.BusinessUnitId);
      const held = Array.isArray(row?.systemuserroles_association)
        ? row.systemuserroles_association.map(objectOf)
        : [];
      expect.equal("keys of an expanded role", Object.keys(held[0] ?? {}).sort(), [
        "@odata.etag",
        "name",
        "roleid",
      ]);
      const path = `systemusers(${String(who.UserId)})/systemuserroles_association`;
      const alone = rowsOf(await target.dataverse("GET", `${path}?$select=name`));
      expect.equal(
        "roles read alone",
        alone.map((role) => role.roleid).sort(),
        held.map((role) => role.roleid).sort(),
      );
      const references = rowsOf(await target.dataverse("GET", `${path}/$ref`));
      expect.equal("references", references.length, held.length);
      const roleId = textOf(held[0], "roleid");
      const holders = await target.dataverse(
        "GET",
        `roles(${roleId})/systemuserroles_association?$select=fullname`,
      );
      expect.equal(
        "the caller among the role's holders",
        rowsOf(holders).some((user) => user.systemuserid === who.UserId),
        true,
      );
    },
  },
  {
    id: "dataverse.query.annotations",
    title: "Annotations come when they are asked for: formatted values of choices and lookups",
    routes: systemUsers,
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const path =
        "systemusers?$select=accessmode,_businessunitid_value&$filter=accessmode eq 0&$top=1".replaceAll(
          " ",
          "%20",
        );
      const [plain] = rowsOf(await target.dataverse("GET", path));
      expect.equal("unasked", plain?.[`accessmode@${formatted}`], undefined);
      const answer = await target.dataverse("GET", path, undefined, {
        prefer: 'odata.include-annotations="*"',
      });
      const [row] = rowsOf(answer);
      expect.equal("accessmode", row?.[`accessmode@${formatted}`], "Read-Write");
      expect.equal("type of the unit's name", typeof row?.[`_businessunitid_value@${formatted}`], "string");
      expect.equal(
        "lookuplogicalname",
        row?.["_businessunitid_value@Microsoft.Dynamics.CRM.lookuplogicalname"],
        "businessunit",
      );
      const applied = answer.headers["preference-applied"];
      expect.equal("Preference-Applied", applied, 'odata.include-annotations="*"');
    },
  },
  {
    id: "dataverse.query.missing",
    title: "A row that does not exist is answered with 404 0x80040217",
    routes: ["GET dataverse /api/data/v9.2/systemusers({id})", "GET dataverse /api/data/v9.2/roles({id})"],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const id = "00000000-0000-4000-8000-000000000001";
      const user = await target.dataverse("GET", `systemusers(${id})`);
      expect.refusal("user", user, "404 0x80040217");
      expect.equal("its message", messageOf(user), `Entity 'systemuser' With Id = ${id} Does Not Exist`);
      expect.refusal("role", await target.dataverse("GET", `roles(${id})`), "404 0x80040217");
    },
  },
  {
    id: "dataverse.query.conditional",
    title: "A row that has not changed is answered with 304 to its own etag",
    routes: ["GET dataverse /api/data/v9.2/roles({id})"],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const options = { $filter: "name eq 'Basic User'", $select: "name", $top: "1" };
      const [role] = rowsOf(await target.dataverse("GET", `roles${query(options)}`));
      const path = `roles(${textOf(role, "roleid")})?$select=name`;
      const etag = textOf(role, "@odata.etag");
      const again = await target.dataverse("GET", path, undefined, { "if-none-match": etag });
      expect.status("with its etag", again, 304);
      const changed = await target.dataverse("GET", path, undefined, { "if-none-match": 'W/"1"' });
      expect.status("with another", changed, 200);
    },
  },
];
