import { needed, objectOf, query, rowsOf, textOf } from "../answers";
import type { Contract } from "../contract";
import { makeRow } from "../target/made-rows";
import type { Target } from "../target/target";

const api = "dataverse /api/data/v9.2/";
const COUNTED = [
  "roles",
  "systemusers",
  "businessunits",
  "teams",
  "organizations",
  "privileges",
  "roleprivilegescollection",
  "solutions",
  "transactioncurrencies",
];
const association = `${api}teams({id})/teammembership_association`;
const fromUser = `${api}systemusers({id})/teammembership_association`;
const roles = `${api}teams({id})/teamroles_association`;

export const dataverseTeamContracts: readonly Contract[] = [
  {
    id: "dataverse.teams.members",
    title: "A team is made with 204; members come and go by reference with 204, from either side",
    routes: [
      `POST ${api}teams`,
      `DELETE ${api}teams({id})`,
      `POST ${association}/$ref`,
      `DELETE ${association}/$ref`,
      `DELETE ${association}({otherid})/$ref`,
      `POST ${fromUser}/$ref`,
      `DELETE ${fromUser}/$ref`,
      `DELETE ${fromUser}({otherid})/$ref`,
    ],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { systemUserId } = await target.people.member();
      const { answer, id } = await newTeam(target, "members");
      expect.status("a new team", answer, 204);
      const sides = [
        [`teams(${id})`, "systemusers", systemUserId],
        [`systemusers(${systemUserId})`, "teams", id],
      ] as const;
      for (const [row, entitySet, other] of sides) {
        const path = `${row}/teammembership_association`;
        const reference = { "@odata.id": target.address(entitySet, other) };
        expect.status(
          `joining by ${entitySet}`,
          await target.dataverse("POST", `${path}/$ref`, reference),
          204,
        );
        expect.equal("members", await members(target, id), [systemUserId]);
        const byKey = await target.dataverse("DELETE", `${path}(${other})/$ref`);
        expect.status(`leaving by ${entitySet}`, byKey, 204);
        expect.equal("members after", await members(target, id), []);
        needed("joining again", await target.dataverse("POST", `${path}/$ref`, reference));
        const byId = query({ $id: target.address(entitySet, other) });
        expect.status(
          `leaving by $id of ${entitySet}`,
          await target.dataverse("DELETE", `${path}/$ref${byId}`),
          204,
        );
      }
    },
  },
  {
    id: "dataverse.teams.roles",
    title: "A team holds roles of its business unit; it is renamed with 204",
    routes: [
      `POST ${roles}/$ref`,
      `DELETE ${roles}/$ref`,
      `DELETE ${roles}({otherid})/$ref`,
      `PATCH ${api}teams({id})`,
    ],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { id, unit } = await newTeam(target, "roles");
      const options = {
        $filter: `name eq 'Basic User' and _businessunitid_value eq ${unit}`,
        $select: "name",
      };
      const [role] = rowsOf(await target.dataverse("GET", `roles${query(options)}`));
      const roleId = textOf(role, "roleid");
      const path = `teams(${id})/teamroles_association`;
      const reference = { "@odata.id": target.address("roles", roleId) };
      expect.status("assigning", await target.dataverse("POST", `${path}/$ref`, reference), 204);
      const held = rowsOf(await target.dataverse("GET", `${path}?$select=name`));
      expect.equal(
        "roles held",
        held.map((row) => row.roleid),
        [roleId],
      );
      expect.refusal("again", await target.dataverse("POST", `${path}/$ref`, reference), "412 0x80040237");
      expect.status("removing by key", await target.dataverse("DELETE", `${path}(${roleId})/$ref`), 204);
      needed("assigning again", await target.dataverse("POST", `${path}/$ref`, reference));
      const byId = query({ $id: target.address("roles", roleId) });
      expect.status("removing by $id", await target.dataverse("DELETE", `${path}/$ref${byId}`), 204);
      const name = `${target.prefix}renamed`;
      expect.status(
        "renaming",
        await target.dataverse("PATCH", `teams(${id})`, { name }, { "if-match": "*" }),
        204,
      );
    },
  },
  {
    id: "dataverse.businessunits.create",
    title: "A new business unit has a copy of each role and a default team; disabled, it can be deleted",
    routes: [
      `POST ${api}businessunits`,
      `PATCH ${api}businessunits({id})`,
      `DELETE ${api}businessunits({id})`,
    ],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const unit = await ownUnit(target);
      const { answer, id } = await makeRow(target, "businessunits", "unit", {
        "parentbusinessunitid@odata.bind": `/businessunits(${unit})`,
      });
      expect.status("status", answer, 204);
      const count = async (entitySet: string, filter: string) =>
        rowsOf(await target.dataverse("GET", `${entitySet}${query({ $filter: filter, $select: "name" })}`))
          .length;
      const of = (businessUnitId: string) => `_businessunitid_value eq ${businessUnitId}`;
      expect.equal("copies of Basic User", await count("roles", `${of(id)} and name eq 'Basic User'`), 1);
      expect.equal("default teams", await count("teams", `${of(id)} and isdefault eq true`), 1);
    },
  },
  {
    id: "dataverse.count",
    title: "/$count answers with a number as text",
    routes: COUNTED.map((entitySet) => `GET ${api}${entitySet}/$count`),
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      for (const entitySet of COUNTED) {
        const { status, body } = await target.dataverse("GET", `${entitySet}/$count`);
        // A number alone is JSON too.
        const kind = typeof body === "string" ? Number(body.replace(/^\uFEFF/, "")) : body;
        expect.equal(entitySet, [status, typeof kind === "number" && kind > 0], [200, true]);
      }
    },
  },
  {
    id: "dataverse.systemusers.column",
    title: "One column is set with PUT and emptied with DELETE, each answered with 204",
    routes: [`PUT ${api}systemusers({id})/{column}`, `DELETE ${api}systemusers({id})/{column}`],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { systemUserId } = await target.people.member();
      const path = `systemusers(${systemUserId})/jobtitle`;
      expect.status("PUT", await target.dataverse("PUT", path, { value: "Tester" }), 204);
      const value = async () => objectOf((await target.people.row(systemUserId, "jobtitle")).body).jobtitle;
      expect.equal("jobtitle", await value(), "Tester");
      expect.status("DELETE", await target.dataverse("DELETE", path), 204);
      expect.equal("jobtitle after", await value(), null);
    },
  },
];

async function ownUnit(target: Target): Promise<string> {
  return String(objectOf((await target.dataverse("GET", "WhoAmI")).body).BusinessUnitId);
}

async function newTeam(target: Target, label: string) {
  const unit = await ownUnit(target);
  const { UserId } = objectOf((await target.dataverse("GET", "WhoAmI")).body);
  const made = await makeRow(target, "teams", label, {
    teamtype: 0,
    "businessunitid@odata.bind": `/businessunits(${unit})`,
    "administratorid@odata.bind": `/systemusers(${String(UserId)})`,
  });
  return { ...made, unit };
}

async function members(target: Target, teamId: string): Promise<unknown[]> {
  const path = `teams(${teamId})/teammembership_association?$select=systemuserid`;
  return rowsOf(await target.dataverse("GET", path)).map((row) => row.systemuserid);
}
