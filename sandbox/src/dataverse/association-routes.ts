import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxResponse } from "../http/types";
import { badPayload, idInReference, readPayload } from "./payload";
import { findRow } from "./read-routes";
import { dataverseRoute, type Call } from "./route";
import type { Table } from "./tables/table";

const source = "learn.microsoft.com, Dataverse: Associate and disassociate table rows using the Web API";

/** A many-to-many relationship as it is seen from one of its tables. */
export interface Association {
  readonly table: Table;
  readonly navigation: string;
  readonly target: Table;
  /** Associates two rows that exist, or throws the refusal. */
  readonly add: (id: string, otherId: string, call: Call) => void;
  /** Parts a row that exists from another, or throws the refusal. */
  readonly remove: (id: string, otherId: string, call: Call) => void;
}

/** The requests that associate rows and part them again, in both documented forms. */
export function associationRoutes({ table, navigation, target, add, remove }: Association): readonly Route[] {
  const path = `${table.entitySet}({id})/${navigation}`;
  const done = (call: Call, otherId: string, change: Association["add"]): SandboxResponse => {
    change(findRow(table, call.params.id, call).id, otherId, call);
    return { status: 204 };
  };
  return [
    dataverseRoute({ method: "POST", path: `${path}/$ref`, evidence: "documented", source }, (call) => {
      const payload = readPayload(call.request, table.entitySet);
      if (!("@odata.id" in payload)) throw badPayload(table.entitySet, "'@odata.id' is required.");
      const otherId = idInReference(payload["@odata.id"], target.entitySet, call.sandbox);
      return done(call, findRow(target, otherId, call).id, add);
    }),
    dataverseRoute(
      {
        method: "DELETE",
        path: `${path}/$ref`,
        evidence: "documented",
        source,
      },
      (call) => {
        const reference = call.request.query.get("$id");
        return done(call, idInReference(reference, target.entitySet, call.sandbox), remove);
      },
    ),
    dataverseRoute(
      { method: "DELETE", path: `${path}({otherid})/$ref`, evidence: "documented", source },
      (call) => done(call, (call.params.otherid ?? "").toLowerCase(), remove),
    ),
  ];
}

/** A list with one more member. Throws 412 when it is there. */
export function added(list: readonly string[], id: string): string[] {
  if (list.includes(id)) throw new SandboxError(dataverseErrors.duplicate);
  return [...list, id];
}

/** A list without a member. Throws 404 when it is not there; the rest names the relationship and both rows. */
export function removed(
  list: readonly string[],
  id: string,
  ...named: readonly [relationship: string, one: string, other: string]
): string[] {
  if (!list.includes(id)) throw new SandboxError(dataverseErrors.notAssociated, named);
  return list.filter((member) => member !== id);
}
