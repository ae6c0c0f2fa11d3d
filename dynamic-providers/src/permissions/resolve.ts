import { type Depth, reaches } from "./depths";
import type { Metadata, Privilege } from "./metadata";
import type { Requirement } from "./requirement";

/** A requirement as this environment knows it. */
export interface Resolved {
  readonly requirement: Requirement;
  readonly privilege: Privilege;
  /** What is needed here: the required level, or the nearest one that the privilege can be given at. */
  readonly needed: Depth;
}

/** A requirement that this environment cannot fulfil, and why. */
export type Unresolved =
  /** The table does not exist; told once, whatever is required of it. */
  | { readonly why: "table-missing"; readonly table: string; readonly name: string }
  /** The table exists and has no such privilege, or there is no privilege of that name. */
  | { readonly why: "privilege-missing"; readonly requirement: Requirement };

export interface Resolution {
  readonly resolved: readonly Resolved[];
  readonly unresolved: readonly Unresolved[];
}

/**
 * Finds the environment's own privileges for what is required. Names are never put together: a table's privilege is
 * found by its right, one without a table by its name, whatever the letter case.
 */
export function resolve(requirements: readonly Requirement[], metadata: Metadata): Resolution {
  const resolved = new Map<string, Resolved>();
  const missingTables = new Map<string, Unresolved>();
  const missingPrivileges: Unresolved[] = [];
  for (const requirement of requirements) {
    const { table, name } = requirement;
    if (table !== undefined && !metadata.tables.has(table)) {
      missingTables.set(table, { why: "table-missing", table, name });
      continue;
    }
    const privilege = privilegeOf(requirement, metadata);
    if (privilege === undefined) {
      missingPrivileges.push({ why: "privilege-missing", requirement });
      continue;
    }
    const needed = attainable(requirement.depth, privilege);
    const other = resolved.get(privilege.privilegeId);
    // Two tables can ask for the same privilege: the deeper one counts.
    if (other === undefined || !reaches(other.needed, needed)) {
      resolved.set(privilege.privilegeId, { requirement, privilege, needed });
    }
  }
  return { resolved: [...resolved.values()], unresolved: [...missingTables.values(), ...missingPrivileges] };
}

function privilegeOf({ table, right, privilege }: Requirement, metadata: Metadata): Privilege | undefined {
  if (table === undefined) return metadata.miscellaneous.get(privilege.toLowerCase());
  return metadata.tables.get(table)?.find((one) => one.right === right);
}

/**
 * Tables that belong to the organization know one level only, and a few others lack some: then the shallowest one
 * that is deep enough is needed, or, when none is, the deepest there is.
 */
function attainable(required: Depth, { depths }: Privilege): Depth {
  return depths.find((depth) => reaches(depth, required)) ?? depths.at(-1) ?? required;
}
