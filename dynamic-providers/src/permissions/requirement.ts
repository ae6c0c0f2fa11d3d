import type { Depth } from "./depths";
import type { Right } from "./rights";
import { MINIMUM_PERMISSIONS, type MinimumRole } from "./tables";
import { PRODUCT_VERSIONS, type ProductVersion } from "./versions";

/** One privilege that a role must have at least. */
export interface Requirement {
  readonly tab: string;
  /** As the role editor shows the row. */
  readonly name: string;
  /** Logical name; undefined for a privilege that belongs to no table. */
  readonly table: string | undefined;
  /** Undefined for a privilege that belongs to no table. */
  readonly right: Right | undefined;
  readonly depth: Depth;
  /** The privilege's name as Microsoft's pages write it, for people; environments may write it in another case. */
  readonly privilege: string;
}

/** What the article asks of a role for a version of the product, in the order of its table. */
export function requirementsOf(role: MinimumRole, version: ProductVersion): readonly Requirement[] {
  const column = PRODUCT_VERSIONS.indexOf(version);
  return MINIMUM_PERMISSIONS[role].flatMap(
    ({ tab, name, table, privilege, depth, rights }): Requirement[] => {
      const asked = rights[column] ?? [];
      if (asked === "yes") return [{ tab, name, table, right: undefined, depth, privilege }];
      return asked.map((right) => ({ tab, name, table, right, depth, privilege: `prv${right}${privilege}` }));
    },
  );
}
