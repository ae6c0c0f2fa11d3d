import { needed, objectOf, query, rowsOf, textOf } from "../answers";
import type { Contract } from "../contract";
import type { Answer } from "../target/https-client";

const base = "GET dataverse /api/data/v9.2/";
const bound = "Microsoft.Dynamics.CRM.";

/** Other ways to ask who may do what. */
export const dataversePrivilegeFunctionContracts: readonly Contract[] = [
  {
    id: "dataverse.privilege-set",
    title: "RetrievePrivilegeSet lists all privileges of the organization",
    routes: [`${base}RetrievePrivilegeSet`, `${base}RetrievePrivilegeSet()`],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      for (const path of ["RetrievePrivilegeSet", "RetrievePrivilegeSet()"]) {
        const rows = rowsOf(await target.dataverse("GET", `${path}?$select=name`));
        expect.equal(
          `prvReadAccount in ${path}`,
          rows.some(({ name }) => name === "prvReadAccount"),
          true,
        );
      }
    },
  },
  {
    id: "dataverse.user-privileges.by-list",
    title: "Of a list of privileges, by name or by id, those are told that a user has",
    routes: [
      `${base}systemusers({id})/${bound}RetrieveUserSetOfPrivilegesByNames(PrivilegeNames=@{alias})`,
      `${base}systemusers({id})/${bound}RetrieveUserSetOfPrivilegesByIds(PrivilegeIds=@{alias})`,
    ],
    evidence: "assumed",
    writes: false,
    check: async (target, expect) => {
      const { UserId } = objectOf((await target.dataverse("GET", "WhoAmI")).body);
      const user = `systemusers(${String(UserId)})/${bound}`;
      const names = query({ "@p": JSON.stringify(["prvReadAccount"]) });
      const byName = await target.dataverse(
        "GET",
        `${user}RetrieveUserSetOfPrivilegesByNames(PrivilegeNames=@p)${names}`,
      );
      const [held] = privilegesIn(byName);
      expect.equal("by name", [held?.PrivilegeName, held?.Depth], ["prvReadAccount", "Global"]);
      const ids = query({ "@p": JSON.stringify([held?.PrivilegeId]) });
      const byId = await target.dataverse(
        "GET",
        `${user}RetrieveUserSetOfPrivilegesByIds(PrivilegeIds=@p)${ids}`,
      );
      expect.equal(
        "by id",
        privilegesIn(byId).map((privilege) => privilege.PrivilegeName),
        ["prvReadAccount"],
      );
    },
  },
  {
    id: "dataverse.team-privileges",
    title: "RetrieveTeamPrivileges tells what a team's roles grant",
    routes: [
      `${base}teams({id})/${bound}RetrieveTeamPrivileges`,
      `${base}teams({id})/${bound}RetrieveTeamPrivileges()`,
    ],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const filter = query({ $filter: "isdefault eq true", $select: "name", $top: "1" });
      const [team] = rowsOf(needed("reading teams", await target.dataverse("GET", `teams${filter}`)));
      const path = `teams(${textOf(team, "teamid")})/${bound}RetrieveTeamPrivileges`;
      const plain = await target.dataverse("GET", path);
      expect.status("status", plain, 200);
      expect.equal("RolePrivileges is a list", Array.isArray(objectOf(plain.body).RolePrivileges), true);
      const other = await target.dataverse("GET", `${path}()`);
      expect.equal("as many with parentheses", privilegesIn(other).length, privilegesIn(plain).length);
    },
  },
  {
    id: "dataverse.role-privileges.read",
    title:
      "What a role grants is read by its id, as rows with a mask for the depth, and without depth by $expand",
    routes: [
      `${base}RetrieveRolePrivilegesRole(RoleId={roleid})`,
      `${base}roleprivilegescollection`,
      `${base}privileges({id})/{navigation}`,
      `${base}privileges({id})/{navigation}/$ref`,
    ],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const options = {
        $filter: "name eq 'System Customizer' and _parentroleid_value eq null",
        $select: "name",
      };
      const [role] = rowsOf(needed("reading roles", await target.dataverse("GET", `roles${query(options)}`)));
      const id = textOf(role, "roleid");
      const granted = privilegesIn(await target.dataverse("GET", `RetrieveRolePrivilegesRole(RoleId=${id})`));
      expect.holds("it grants something", granted.length > 0, "more than nothing", granted.length);
      const depth = String(granted[0]?.Depth);
      const privilegeId = String(granted[0]?.PrivilegeId);
      const filter = query({
        $filter: `roleid eq ${id} and privilegeid eq ${privilegeId}`,
        $select: "privilegedepthmask",
      });
      const rows = rowsOf(await target.dataverse("GET", `roleprivilegescollection${filter}`));
      expect.equal(`mask of the depth ${depth}`, rows[0]?.privilegedepthmask, masks[depth]);
      const path = `privileges(${privilegeId})/roleprivileges_association`;
      const holders = rowsOf(await target.dataverse("GET", `${path}?$select=name`));
      expect.equal(
        "the role among the privilege's roles",
        holders.some(({ roleid }) => roleid === id),
        true,
      );
      const references = rowsOf(await target.dataverse("GET", `${path}/$ref`));
      expect.equal(
        "as references",
        references.some((row) => row["@odata.id"] === target.address("roles", id)),
        true,
      );
    },
  },
];

/** `roleprivileges.privilegedepthmask` (Dataverse table reference). */
const masks: Readonly<Record<string, number>> = { Basic: 1, Local: 2, Deep: 4, Global: 8 };

function privilegesIn({ body }: Answer): readonly Readonly<Record<string, unknown>>[] {
  const { RolePrivileges } = objectOf(body);
  return Array.isArray(RolePrivileges) ? RolePrivileges.map(objectOf) : [];
}
