import type { DataverseOperation } from "./dataverse";
import type { BatchPart } from "./dataverse-batch";
import { errorBody } from "../http/error-body";
import type { Answer } from "../http/http";
import type { Call } from "../http/service";

/** The Web API below an organization's address. */
export const API = "/api/data/v9.2";

/** The request that carries an operation out. */
export function callOf(operation: DataverseOperation, organizationUrl: string): Call {
  const user = `${API}/systemusers(${operation.systemUserId})`;
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
        path: `${user}/systemuserroles_association/$ref`,
        body: { "@odata.id": `${organizationUrl}${API}/roles(${operation.roleId})` },
        ...about,
      };
    case "removeRole":
      return {
        kind: "removeRole",
        method: "DELETE",
        path: `${user}/systemuserroles_association(${operation.roleId})/$ref`,
        ...about,
      };
    case "updateUser": {
      const { accessMode, disabled } = operation.change;
      return {
        kind: "setValues",
        method: "PATCH",
        path: user,
        // Without it a PATCH of a row that is not there would make one.
        headers: { "if-match": "*" },
        body: {
          ...(accessMode === undefined ? {} : { accessmode: accessMode }),
          ...(disabled === undefined ? {} : { isdisabled: disabled }),
        },
        ...about,
      };
    }
  }
}

/**
 * A refusal that says that the wanted state is there: the role is assigned already (412, DuplicateRecord), or
 * the assignment to be removed does not exist (404).
 */
export function isDone(operation: DataverseOperation, answer: Answer): boolean {
  if (answer.ofBatch) return false;
  const code = errorBody(answer).code.toLowerCase();
  if (operation.kind === "assignRole") {
    return code === "0x80040237" || (answer.status === 412 && code === "");
  }
  // A 404 with 0x80060888 is about the address of the request.
  return operation.kind === "removeRole" && answer.status === 404 && code !== "0x80060888";
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
