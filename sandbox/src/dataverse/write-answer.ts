import type { SandboxResponse } from "../http/types";
import { parsePreferences, preferenceApplied } from "./preferences";
import { addressOf, findRow, representation } from "./read-routes";
import type { Call } from "./route";
import type { Table } from "./tables/table";

/** The answer to a write: 204 with the row's address, or the row itself where the client prefers that. */
export function writeAnswer(table: Table, id: string, statusWithRow: 200 | 201, call: Call): SandboxResponse {
  const address = addressOf({ table, id }, call.root);
  if (!parsePreferences(call.request.headers.prefer).returnRepresentation) {
    return { status: 204, headers: { "OData-EntityId": address } };
  }
  const { headers, body } = representation(findRow(table, id, call), call);
  const applied = preferenceApplied(["return=representation", headers["Preference-Applied"]]);
  return { status: statusWithRow, headers: { ...headers, "OData-EntityId": address, ...applied }, body };
}
