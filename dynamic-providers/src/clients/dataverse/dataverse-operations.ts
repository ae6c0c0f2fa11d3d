import type { DataverseOperation } from "./dataverse";
import type { PrivilegeOperation } from "./privileges";
import type { BatchPart } from "./dataverse-batch";
import { errorBody } from "../http/error-body";
import type { Answer } from "../http/http";
import type { Call } from "../http/service";

/** The Web API below an organization's address. */
export const API = "/api/data/v9.2";

/** The request that carries an operation out. */
export function callOf(operation: DataverseOperation | PrivilegeOperation, organizationUrl: string): Call {
  const { label, person, role } = operation;
  const about = {
    label,
    ...(person === undefined ? {} : { person }),
    ...(role === undefined ? {} : { role }),
  };
  switch (operation.kind) {
    case "assignRole":
      return {
        kind: "assignRole",
        method: "POST",
        path: `${userPath(operation)}/systemuserroles_association/$ref`,
        body: { "@odata.id": `${organizationUrl}${API}/roles(${operation.roleId})` },
        ...about,
      };
    case "removeRole":
      return {
        kind: "removeRole",
        method: "DELETE",
        path: `${userPath(operation)}/systemuserroles_association(${operation.roleId})/$ref`,
        ...about,
      };
    case "joinTeam":
      return {
        kind: "joinTeam",
        method: "POST",
        path: `${membersPath(operation)}/$ref`,
        body: { "@odata.id": `${organizationUrl}${userPath(operation)}` },
        ...about,
      };
    case "leaveTeam":
      return {
        kind: "leaveTeam",
        method: "DELETE",
        path: `${membersPath(operation)}(${operation.systemUserId})/$ref`,
        ...about,
      };
    case "updateUser": {
      const { accessMode, disabled, businessUnitId } = operation.change;
      return {
        kind: "setValues",
        method: "PATCH",
        path: userPath(operation),
        // Without it a PATCH of a row that is not there would make one.
        headers: { "if-match": "*" },
        body: {
          ...(accessMode === undefined ? {} : { accessmode: accessMode }),
          ...(disabled === undefined ? {} : { isdisabled: disabled }),
          ...(businessUnitId === undefined
            ? {}
            : { "businessunitid@odata.bind": `/businessunits(${businessUnitId})` }),
        },
        ...about,
      };
    }
    case "addPrivileges":
      return {
        kind: "addPrivileges",
        method: "POST",
        path: `${rolePath(operation)}/Microsoft.Dynamics.CRM.AddPrivilegesRole`,
        body: {
          Privileges: operation.privileges.map(({ privilegeId, depth }) => ({
            PrivilegeId: privilegeId,
            Depth: depth,
            BusinessUnitId: operation.businessUnitId,
          })),
        },
        ...about,
      };
    case "removePrivilege":
      return {
        kind: "removePrivilege",
        method: "POST",
        path: `${rolePath(operation)}/Microsoft.Dynamics.CRM.RemovePrivilegeRole`,
        body: { PrivilegeId: operation.privilegeId },
        ...about,
      };
    case "createRole":
      return {
        kind: "createRole",
        method: "POST",
        path: `${API}/roles`,
        body: {
          name: operation.name,
          "businessunitid@odata.bind": `/businessunits(${operation.businessUnitId})`,
        },
        ...about,
      };
    case "deleteRole":
      return { kind: "deleteRole", method: "DELETE", path: rolePath(operation), ...about };
  }
}

function userPath({ systemUserId }: { readonly systemUserId: string }): string {
  return `${API}/systemusers(${systemUserId})`;
}

/** Where the members of a team are (Web API: "Associate and disassociate table rows"). */
export function membersPath({ teamId }: { readonly teamId: string }): string {
  return `${API}/teams(${teamId})/teammembership_association`;
}

function rolePath({ roleId }: { readonly roleId: string }): string {
  return `${API}/roles(${roleId})`;
}

/**
 * A refusal that says that the wanted state is there: the role is assigned or the user a member already (412,
 * DuplicateRecord), a role of that
 * name exists already (RoleAlreadyExists), or what is to be removed does not exist (404).
 */
export function isDone(operation: DataverseOperation | PrivilegeOperation, answer: Answer): boolean {
  if (answer.ofBatch) return false;
  const code = errorBody(answer).code.toLowerCase();
  if (operation.kind === "assignRole" || operation.kind === "joinTeam") {
    return code === "0x80040237" || (answer.status === 412 && code === "");
  }
  if (operation.kind === "createRole") return code === "0x80041403";
  const removes = ["removeRole", "leaveTeam", "deleteRole"].includes(operation.kind);
  // A 404 with 0x80060888 is about the address of the request.
  return removes && answer.status === 404 && code !== "0x80060888";
}

/** A request as a part of a batch. */
export function partOf({ method, path, headers, body }: Call): BatchPart {
  return {
    method,
    path: path.startsWith("/") ? path : pathOf(path),
    headers: { Accept: "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
