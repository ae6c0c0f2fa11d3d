import { randomUUID } from "node:crypto";
import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxResponse } from "../http/types";
import type { Sandbox } from "../sandbox";
import type { Team } from "../state/model";
import { demandPrivilege } from "./caller";
import { checkConditions, mayCreate } from "./conditions";
import { badPayload, idInPayload, readPayload } from "./payload";
import { findRow } from "./read-routes";
import { dataverseRoute, type Call } from "./route";
import { businessUnits } from "./tables/business-units";
import { systemUsers } from "./tables/system-users";
import { groupTeams, isGroupTeam, teams, teamType } from "./tables/teams";
import { timestamp } from "./timestamp";
import { readColumns, type Writable } from "./writable-columns";
import { writeAnswer } from "./write-answer";

const source = "Dataverse table reference, team; Create, Update and Delete table rows using the Web API";

/** Teams by hand; their members and roles are associations (team-association-routes.ts). */
export const teamRoutes: readonly Route[] = [
  dataverseRoute(
    {
      method: "POST",
      path: "teams",
      evidence: "documented",
      source: `${source}; Work with Microsoft Entra ID group teams; what is left out gets assumed values`,
    },
    (call) => {
      const payload = readPayload(call.request, "teams");
      return create(idInPayload(payload, teams) ?? randomUUID(), payload, call);
    },
  ),
  dataverseRoute({ method: "PATCH", path: "teams({id})", evidence: "documented", source }, patch),
  dataverseRoute({ method: "DELETE", path: "teams({id})", evidence: "documented", source }, remove),
];

type Payload = Readonly<Record<string, unknown>>;

const updatable = {
  name: { kind: "text", longest: 10_000 },
  description: { kind: "text", longest: 2000 },
  emailaddress: { kind: "text", longest: 100 },
  businessunitid: { kind: "lookup", target: businessUnits },
  administratorid: { kind: "lookup", target: systemUsers },
} as const satisfies Record<string, Writable>;

const creatable = {
  ...updatable,
  teamtype: { kind: "choice" },
  membershiptype: { kind: "choice" },
  azureactivedirectoryobjectid: { kind: "guid" },
} as const satisfies Record<string, Writable>;

/** Longest name (table reference). */
const longestName = 160;

function create(id: string, payload: Payload, call: Call): SandboxResponse {
  const { sandbox, caller } = call;
  demandPrivilege(caller, "prvCreateTeam", sandbox);
  if (sandbox.store.get("teams", id) !== undefined) throw new SandboxError(dataverseErrors.duplicate);
  const { name, teamtype, businessunitid, ...columns } = readColumns(
    { table: teams, id },
    payload,
    creatable,
    sandbox,
  );
  const groupId = columns.azureactivedirectoryobjectid as string | undefined;
  const team: Team = {
    teamid: id,
    name: (name as string | null | undefined) ?? groupName(groupId, sandbox) ?? "",
    teamtype: (teamtype as number | undefined) ?? (groupId === undefined ? teamType.owner : groupTeams[0]),
    isdefault: false,
    businessunitid: (businessunitid as string | undefined) ?? caller.businessunitid,
    members: [],
    roles: [],
    versionnumber: 0,
    columns: {
      administratorid: caller.systemuserid,
      membershiptype: 0,
      ...columns,
      createdon: timestamp(sandbox),
    },
  };
  checkGroup(team, sandbox);
  checkName(team, sandbox);
  save(team, sandbox);
  return writeAnswer(teams, id, 201, call);
}

function groupName(groupId: string | undefined, { store }: Sandbox): string | undefined {
  return groupId === undefined ? undefined : store.get("groups", groupId)?.displayName;
}

/** A team of an Entra group names one that exists and has no team yet; no other team names any. */
function checkGroup(team: Team, { store }: Sandbox): void {
  const { azureactivedirectoryobjectid: groupId, membershiptype } = team.columns ?? {};
  if (isGroupTeam(team) !== (typeof groupId === "string")) {
    throw badPayload("teams", "Teams of type 2 and 3 need 'azureactivedirectoryobjectid', others have none.");
  }
  if (typeof groupId !== "string") return;
  if (store.get("groups", groupId) === undefined) {
    throw new SandboxError(dataverseErrors.teamGroupMissing, [groupId]);
  }
  for (const { columns } of store.all("teams")) {
    if (columns?.azureactivedirectoryobjectid === groupId && columns.membershiptype === membershiptype) {
      throw new SandboxError(dataverseErrors.duplicate);
    }
  }
}

function checkName({ teamid, name, businessunitid }: Team, { store }: Sandbox): void {
  if (name.trim() === "") throw badPayload("teams", "'name' is required.");
  if (name.length > longestName) throw new SandboxError(dataverseErrors.teamNameTooLong);
  for (const other of store.all("teams")) {
    if (other.teamid === teamid || other.businessunitid !== businessunitid) continue;
    if (other.name.toLowerCase() === name.toLowerCase()) {
      throw new SandboxError(dataverseErrors.nameTaken, [`TeamId = ${other.teamid}`]);
    }
  }
}

function patch(call: Call): SandboxResponse {
  const { sandbox, caller, params } = call;
  const payload = readPayload(call.request, "teams");
  const id = params.id ?? "";
  if (teams.find(id, sandbox) === undefined && mayCreate(call)) return create(id, payload, call);
  demandPrivilege(caller, "prvWriteTeam", sandbox);
  checkConditions(findRow(teams, id, call), call);
  const before = teamOf(call);
  const { name, businessunitid, ...columns } = readColumns({ table: teams, id }, payload, updatable, sandbox);
  if (name === null) throw badPayload("teams", "'name' is required.");
  const after: Team = {
    ...before,
    name: (name as string | undefined) ?? before.name,
    businessunitid: (businessunitid as string | undefined) ?? before.businessunitid,
    columns: { ...before.columns, ...columns },
  };
  const isMoved = after.businessunitid !== before.businessunitid;
  if (before.isdefault && isMoved) throw new SandboxError(dataverseErrors.defaultTeamParent, [id]);
  if (before.isdefault && after.name !== before.name) {
    throw new SandboxError(dataverseErrors.defaultTeamName, [id]);
  }
  checkName(after, sandbox);
  // A team's roles are those of its business unit (assumed: like users, it loses them with the unit).
  save({ ...after, roles: isMoved ? [] : after.roles }, sandbox);
  return writeAnswer(teams, id, 200, call);
}

function remove(call: Call): SandboxResponse {
  const { sandbox, caller, params } = call;
  demandPrivilege(caller, "prvDeleteTeam", sandbox);
  checkConditions(findRow(teams, params.id, call), call);
  const { teamid, isdefault } = teamOf(call);
  if (isdefault) throw new SandboxError(dataverseErrors.defaultTeamDelete, [teamid]);
  sandbox.store.delete("teams", teamid);
  return { status: 204 };
}

function teamOf({ params: { id = "" }, sandbox }: Call): Team {
  const team = sandbox.store.get("teams", id);
  if (team === undefined) throw new SandboxError(dataverseErrors.notFound, ["team", id]);
  return team;
}

function save(team: Team, sandbox: Sandbox): void {
  sandbox.store.put("teams", team.teamid, {
    ...team,
    columns: { ...team.columns, modifiedon: timestamp(sandbox) },
    versionnumber: sandbox.store.nextVersion(),
  });
}
