/**
 * Rights on the rows of a table, as metadata names them (SecurityPrivilegeMetadata.PrivilegeType), with their bit in
 * `privilege.accessright` (Dataverse: AccessRights enumeration). In the order of metadata's answers.
 */
export const rights = {
  Create: 32,
  Read: 1,
  Write: 2,
  Delete: 65_536,
  Assign: 524_288,
  Share: 262_144,
  Append: 4,
  AppendTo: 16,
} as const;

export type Right = keyof typeof rights;

/** The name of a bit; `None` for a privilege that is no right on rows. */
export function rightOf(accessright: number): Right | "None" {
  const found = Object.entries(rights).find(([, bit]) => bit === accessright);
  return found === undefined ? "None" : (found[0] as Right);
}
