import { deeper, DEPTHS, depthOf } from "../../permissions/depths";
import type { Privilege } from "../../permissions/metadata";
import type { Addition, Held } from "../../permissions/shortfall";
import type { Concern } from "../http/service-error";
import type { Outcome } from "../outcome";
import { guid, isRow, type Row, row, text } from "../http/rows";

/** Who holds privileges. Ids of roles are those in the root business unit: copies inherit from it. */
export type Holder =
  | { readonly kind: "role"; readonly roleId: string }
  /** All roles and teams of the user together. */
  | { readonly kind: "user"; readonly systemUserId: string };

export type PrivilegeOperation =
  Concern /** Gives privileges to a role of the root business unit; one that it has already is set to the level given. */ &
    (
      | {
          readonly kind: "addPrivileges";
          readonly roleId: string;
          readonly businessUnitId: string;
          readonly privileges: readonly Addition[];
          readonly label: string;
        }
      | {
          readonly kind: "removePrivilege";
          readonly roleId: string;
          readonly privilegeId: string;
          readonly label: string;
        }
      /** One of that name that exists already in the business unit counts as done. */
      | {
          readonly kind: "createRole";
          readonly name: string;
          readonly businessUnitId: string;
          readonly label: string;
        }
      | { readonly kind: "deleteRole"; readonly roleId: string; readonly label: string }
    );

/** The security metadata of one environment, and who holds what. Read set-wise, and always as it is now. */
export interface PrivilegesClient {
  /** Privileges of tables by logical name. A table that does not exist is missing in the answer. Shared for a minute. */
  ofTables(tables: readonly string[]): Promise<ReadonlyMap<string, readonly Privilege[]>>;
  /**
   * Privileges that belong to no table, by name in lower case; asked for in any letter case. Goes in the same request as
   * `held` when both are asked in the same tick.
   */
  named(names: readonly string[]): Promise<ReadonlyMap<string, Privilege>>;
  /**
   * What each holder holds, in their order. Questions asked in the same tick are one request. Undefined for a role that
   * does not exist. `fresh` bypasses what is remembered.
   */
  held(holders: readonly Holder[], options?: { fresh?: boolean }): Promise<readonly (Held | undefined)[]>;
  /** Like {@link DataverseClient.execute}, for roles and their privileges. */
  execute(operations: readonly PrivilegeOperation[]): Promise<readonly Outcome<void>[]>;
}

/** `Privileges` of a table's definition (Web API reference, SecurityPrivilegeMetadata). */
export function tablePrivileges(definition: Row): readonly Privilege[] {
  const privileges = definition.Privileges;
  return (Array.isArray(privileges) ? privileges.filter(isRow) : []).map((one) => ({
    privilegeId: guid(one, "PrivilegeId"),
    name: text(one, "Name"),
    right: text(one, "PrivilegeType"),
    depths: DEPTHS.filter((depth) => one[`CanBe${depth}`] === true),
  }));
}

/** A row of `privileges`. */
export function miscellaneousPrivilege(privilege: Row): Privilege {
  return {
    privilegeId: guid(privilege, "privilegeid"),
    name: text(privilege, "name"),
    right: undefined,
    depths: DEPTHS.filter((depth) => privilege[`canbe${depth.toLowerCase()}`] === true),
  };
}

/** `RolePrivileges` of an answer. A user can hold a privilege by several roles: the deepest level counts. */
export function heldPrivileges(body: string): Held {
  const { RolePrivileges: entries } = row(body);
  const held = new Map<string, (typeof DEPTHS)[number]>();
  for (const entry of Array.isArray(entries) ? entries.filter(isRow) : []) {
    const depth = depthOf(entry.Depth);
    const privilegeId = guid(entry, "PrivilegeId");
    if (depth === undefined || privilegeId === "") continue;
    const before = held.get(privilegeId);
    held.set(privilegeId, before === undefined ? depth : deeper(before, depth));
  }
  return held;
}
