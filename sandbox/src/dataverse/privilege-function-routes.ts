import type { Route, SandboxResponse } from "../http/types";
import type { PrivilegeDepth, Role } from "../state/model";
import { readQuery } from "./check-query";
import { aliasValue, asGuid, asTexts, refuseOptions } from "./function-parameters";
import { seenPrivilegesOfRole, together } from "./held-privileges";
import { seenRolesOfTeam, seenRolesOfUser } from "./held-roles";
import { parsePreferences } from "./preferences";
import { contextOf, project } from "./project";
import { findRow } from "./read-routes";
import { dataverseRoute, type Call } from "./route";
import { selectRows } from "./select-rows";
import { privileges } from "./tables/privileges";
import { roles } from "./tables/roles";
import { systemUsers } from "./tables/system-users";
import { teamMembers, teams } from "./tables/teams";

const measured =
  "answers of live organizations, as quoted by the author of a Dataverse client (dataverse-mcp)";
const reference = "learn.microsoft.com, Web API function reference";

type Handler = (call: Call) => SandboxResponse;

/** What roles grant, and what users and teams may do through all of their roles together. */
export const privilegeFunctionRoutes: readonly Route[] = [
  observed("RetrieveRolePrivilegesRole(RoleId=@{alias})", (call) => ofRole(asGuid(aliasValue(call)), call)),
  observed("RetrieveRolePrivilegesRole(RoleId={roleid})", (call) => ofRole(call.params.roleid ?? "", call)),
  ...withOrWithoutParentheses("systemusers({id})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges", (call) =>
    answer("RetrieveUserPrivileges", ofUser(call), call),
  ),
  ...withOrWithoutParentheses("teams({id})/Microsoft.Dynamics.CRM.RetrieveTeamPrivileges", (call) =>
    answer("RetrieveTeamPrivileges", ofTeam(call), call),
  ),
  observed(
    "systemusers({id})/Microsoft.Dynamics.CRM.RetrieveUserSetOfPrivilegesByNames(PrivilegeNames=@{alias})",
    (call) => {
      const names = new Set(asTexts(aliasValue(call)).map((name) => name.toLowerCase()));
      const found = ofUser(call).filter(({ PrivilegeName }) => names.has(PrivilegeName.toLowerCase()));
      return answer("RetrieveUserSetOfPrivilegesByNames", found, call);
    },
  ),
  dataverseRoute(
    {
      method: "GET",
      path: "systemusers({id})/Microsoft.Dynamics.CRM.RetrieveUserSetOfPrivilegesByIds(PrivilegeIds=@{alias})",
      evidence: "assumed",
      source: `${reference}; the form of the list is taken from RetrieveUserSetOfPrivilegesByNames`,
    },
    (call) => {
      const ids = new Set(asTexts(aliasValue(call)).map((id) => asGuid(id)));
      const found = ofUser(call).filter(({ PrivilegeId }) => ids.has(PrivilegeId));
      return answer("RetrieveUserSetOfPrivilegesByIds", found, call);
    },
  ),
  ...["RetrievePrivilegeSet", "RetrievePrivilegeSet()"].map((path) =>
    dataverseRoute({ method: "GET", path, evidence: "documented", source: reference }, allPrivileges),
  ),
];

function observed(path: string, handle: Handler): Route {
  return dataverseRoute({ method: "GET", path, evidence: "observed", source: measured }, handle);
}

function withOrWithoutParentheses(path: string, handle: Handler): Route[] {
  return [observed(path, handle), observed(`${path}()`, handle)];
}

/** Complex type RolePrivilege. */
interface RolePrivilege {
  readonly Depth: PrivilegeDepth;
  readonly PrivilegeId: string;
  readonly BusinessUnitId: string;
  readonly PrivilegeName: string;
  readonly RecordFilterId: string;
  readonly RecordFilterUniqueName: string;
}

function ofRole(roleId: string, call: Call): SandboxResponse {
  const [role] = rolesWith([findRow(roles, roleId, call).id], call);
  return answer("RetrieveRolePrivilegesRole", role === undefined ? [] : granted([role], call), call);
}

/** Through the roles held directly, and those of all teams that the user is a member of. */
function ofUser(call: Call): RolePrivilege[] {
  const { sandbox } = call;
  const { id } = findRow(systemUsers, call.params.id, call);
  const user = sandbox.store.get("systemusers", id);
  const direct = user === undefined ? [] : seenRolesOfUser(user, sandbox);
  const throughTeams = [...sandbox.store.all("teams")]
    .filter((team) => seenRolesOfTeam(team, sandbox).length > 0 && teamMembers(team, sandbox).includes(id))
    .flatMap((team) => seenRolesOfTeam(team, sandbox));
  return granted(rolesWith([...direct, ...throughTeams], call), call);
}

function ofTeam(call: Call): RolePrivilege[] {
  const { sandbox } = call;
  const team = sandbox.store.get("teams", findRow(teams, call.params.id, call).id);
  return granted(rolesWith(team === undefined ? [] : seenRolesOfTeam(team, sandbox), call), call);
}

function rolesWith(ids: readonly string[], { sandbox }: Call): Role[] {
  return [...new Set(ids)].flatMap((id) => sandbox.store.get("roles", id) ?? []);
}

/** One entry for each privilege and business unit, at the widest depth. */
function granted(held: readonly Role[], { sandbox }: Call): RolePrivilege[] {
  const units = new Set(held.map((role) => role.businessunitid));
  return [...units].flatMap((unit) => {
    const ofUnit = held.filter((role) => role.businessunitid === unit);
    const depths = together(ofUnit.map((role) => seenPrivilegesOfRole(role, sandbox)));
    return [...depths].map(([id, Depth]) => ({
      Depth,
      PrivilegeId: id,
      BusinessUnitId: unit,
      PrivilegeName: sandbox.store.get("privileges", id)?.name ?? "",
      RecordFilterId: "00000000-0000-0000-0000-000000000000",
      RecordFilterUniqueName: "",
    }));
  });
}

/** Never paged. */
function answer(name: string, RolePrivileges: readonly RolePrivilege[], call: Call): SandboxResponse {
  refuseOptions(call);
  const context = `${call.root}$metadata#Microsoft.Dynamics.CRM.${name}Response`;
  return { status: 200, body: { "@odata.context": context, RolePrivileges } };
}

function allPrivileges({ request, sandbox, root }: Call): SandboxResponse {
  const query = readQuery(privileges, request.query);
  const { includeAnnotations } = parsePreferences(request.headers.prefer);
  const view = { sandbox, root, includeAnnotations };
  const value = selectRows(privileges.all(sandbox), query)
    .slice(0, query.top)
    .map((row) => project(row, query, view));
  return {
    status: 200,
    body: { "@odata.context": `${root}$metadata#${contextOf(privileges, query)}`, value },
  };
}
