import type { Depth } from "./depths";

/** What an environment says of one privilege: its very id and name, and how far it can reach. */
export interface Privilege {
  /** Lower case. */
  readonly privilegeId: string;
  readonly name: string;
  /** `PrivilegeType` of the metadata, e.g. `Read`; undefined when it belongs to no table. */
  readonly right: string | undefined;
  /** Levels that it can be given at, shallow to deep. */
  readonly depths: readonly Depth[];
}

/** Privileges as an environment has them. */
export interface Metadata {
  /** By the table's logical name. A table that is not there does not exist in the environment. */
  readonly tables: ReadonlyMap<string, readonly Privilege[]>;
  /** Those that belong to no table, by name in lower case. */
  readonly miscellaneous: ReadonlyMap<string, Privilege>;
}
