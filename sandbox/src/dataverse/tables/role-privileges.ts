import { maskOf } from "../../rules/depths";
import type { Sandbox } from "../../sandbox";
import type { PrivilegeDepth, Role } from "../../state/model";
import { seenPrivilegesOfRole } from "../held-privileges";
import { column, derivedGuid } from "./column-helpers";
import { defineTable, type Table } from "./table";

/** One privilege that one role grants. */
interface Grant {
  readonly id: string;
  readonly role: Role;
  readonly privilegeid: string;
  readonly depth: PrivilegeDepth;
}

/** Columns: Dataverse table reference, roleprivileges. Copies in other business units have no rows of their own. */
export const rolePrivileges: Table = defineTable<Grant>({
  logicalName: "roleprivileges",
  entitySet: "roleprivilegescollection",
  key: "roleprivilegeid",
  complete: false,
  columns: {
    roleprivilegeid: column<Grant>((grant) => grant.id),
    roleid: column<Grant>((grant) => grant.role.roleid),
    privilegeid: column<Grant>((grant) => grant.privilegeid),
    privilegedepthmask: column<Grant>((grant) => maskOf(grant.depth)),
    ismanaged: column<Grant>((grant) => grant.role.ismanaged),
    componentstate: 0,
    overwritetime: "1900-01-01T00:00:00Z",
    versionnumber: column<Grant>((grant) => grant.role.versionnumber),
  },
  idOf: (grant) => grant.id,
  versionOf: (grant) => grant.role.versionnumber,
  rows: grants,
  find: (id, sandbox) => {
    for (const grant of grants(sandbox)) if (grant.id === id) return grant;
    return undefined;
  },
});

function* grants(sandbox: Sandbox): Iterable<Grant> {
  for (const role of sandbox.store.all("roles")) {
    if (role.parentroleid !== null) continue;
    for (const [privilegeid, depth] of seenPrivilegesOfRole(role, sandbox)) {
      yield { id: derivedGuid(`grant ${role.roleid}`, privilegeid), role, privilegeid, depth };
    }
  }
}
