import { messageOf, objectOf, query, rowsOf, textOf, type Row } from "../answers";
import type { Contract } from "../contract";

const systemUsers = ["GET dataverse /api/data/v9.2/systemusers"];
const roles = ["GET dataverse /api/data/v9.2/roles"];

export const dataverseQueryContracts: readonly Contract[] = [
  {
    id: "dataverse.query.select",
    title: "$select gives the columns named, the key and the etag",
    routes: ["GET dataverse /api/data/v9.2/businessunits"],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const [row] = rowsOf(await target.dataverse("GET", "businessunits?$select=name&$top=1"));
      expect.equal("keys", Object.keys(row ?? {}).sort(), ["@odata.etag", "businessunitid", "name"]);
    },
  },
  {
    id: "dataverse.query.filter",
    title:
      "Filters know eq, ne, and, or, not, null, contains, startswith, and doubled quotes; guids are bare",
    routes: systemUsers,
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { id, signInName } = await target.people.member();
      const label = signInName.slice(0, signInName.indexOf("@"));
      const is = `azureactivedirectoryobjectid eq ${id}`;
      const filters: readonly (readonly [filter: string, found: number])[] = [
        [is, 1],
        [`${is} and isdisabled eq false`, 1],
        [`${is} and not (accessmode eq 0)`, 0],
        [`${is} and (accessmode eq 4 or accessmode ne 4)`, 1],
        [`${is} and applicationid eq null`, 1],
        [`${is} and startswith(domainname,'${label}')`, 1],
        [`${is} and contains(domainname,'${label.slice(3)}')`, 1],
        [`${is} and domainname eq '${signInName.toUpperCase()}'`, 1],
        [`${is} and fullname eq 'O''Neill'`, 0],
      ];
      for (const [filter, found] of filters) {
        const path = `systemusers${query({ $filter: filter, $select: "systemuserid" })}`;
        const answer = await target.dataverse("GET", path);
        expect.equal(
          filter.replace(`${is} and `, ""),
          answer.status === 200 ? rowsOf(answer).length : answer.status,
          found,
        );
      }
    },
  },
  {
    id: "dataverse.query.in",
    title: "Microsoft.Dynamics.CRM.In finds rows by a list of values",
    routes: systemUsers,
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { id, systemUserId } = await target.people.member();
      const values = `['${id}','00000000-0000-4000-8000-000000000001']`;
      const filter = `Microsoft.Dynamics.CRM.In(PropertyName='azureactivedirectoryobjectid',PropertyValues=${values})`;
      const answer = await target.dataverse(
        "GET",
        `systemusers${query({ $filter: filter, $select: "fullname" })}`,
      );
      expect.status("status", answer, 200);
      expect.equal(
        "rows",
        rowsOf(answer).map((row) => row.systemuserid),
        [systemUserId],
      );
    },
  },
  {
    id: "dataverse.query.lambda",
    title: "any() finds users by their roles",
    routes: systemUsers,
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const { UserId } = objectOf((await target.dataverse("GET", "WhoAmI")).body);
      const filter = `systemuserid eq ${String(UserId)} and systemuserroles_association/any(r:r/name eq 'System Administrator')`;
      const answer = await target.dataverse(
        "GET",
        `systemusers${query({ $filter: filter, $select: "fullname" })}`,
      );
      expect.status("status", answer, 200);
      expect.equal("the caller is a System Administrator", rowsOf(answer).length, 1);
    },
  },
  {
    id: "dataverse.query.order",
    title:
      "$orderby, $top and $count work together; $count gives the number of all rows that meet the filter",
    routes: roles,
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const options = { $filter: "_parentroleid_value eq null", $orderby: "name desc", $select: "name" };
      const all = rowsOf(await target.dataverse("GET", `roles${query(options)}`));
      const answer = await target.dataverse(
        "GET",
        `roles${query({ ...options, $top: "3", $count: "true" })}`,
      );
      const ids = (rows: readonly Row[]) => rows.map((row) => row.roleid);
      expect.equal("the first three", ids(rowsOf(answer)), ids(all.slice(0, 3)));
      expect.equal("@odata.count", objectOf(answer.body)["@odata.count"], all.length);
      const [first, second] = all.map((row) => textOf(row, "name").toLowerCase());
      expect.equal("the last name comes first", (first ?? "") > (second ?? ""), true);
    },
  },
  {
    id: "dataverse.query.skip",
    title: "$skip is refused with 400 0x80060888",
    routes: roles,
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const answer = await target.dataverse("GET", "roles?$select=name&$skip=1");
      expect.refusal("answer", answer, "400 0x80060888");
    },
  },
  {
    id: "dataverse.query.unknown",
    title: "A column that does not exist is refused with 400 0x80060888",
    routes: systemUsers,
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const column = await target.dataverse("GET", "systemusers?$select=shoesize&$top=1");
      expect.refusal("unknown column", column, "400 0x80060888");
      expect.noted("its message", messageOf(column));
    },
  },
];
