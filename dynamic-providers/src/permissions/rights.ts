/** What may be done with the rows of a table. Spelled as Dataverse's `PrivilegeType` has it. */
export const RIGHTS = ["Create", "Read", "Write", "Delete", "Append", "AppendTo", "Assign", "Share"] as const;

export type Right = (typeof RIGHTS)[number];

/** As the role editor shows a right. */
export function rightLabel(right: Right | undefined): string {
  if (right === undefined) return "Yes";
  return right === "AppendTo" ? "Append To" : right;
}
