/**
 * How far a privilege reaches, shallow to deep: Dataverse's `PrivilegeDepth` (Web API reference, enum PrivilegeDepth),
 * which the role editor shows as User, Business Unit, Parent: Child Business Units and Organization.
 */
export const DEPTHS = ["Basic", "Local", "Deep", "Global"] as const;

export type Depth = (typeof DEPTHS)[number];

/** Whether `held` is enough where `needed` is asked for: a deeper level satisfies a shallower one. */
export function reaches(held: Depth | undefined, needed: Depth): boolean {
  return held !== undefined && DEPTHS.indexOf(held) >= DEPTHS.indexOf(needed);
}

/** The deeper of two. */
export function deeper(one: Depth, other: Depth): Depth {
  return reaches(one, other) ? one : other;
}

/** Accepts the number in place of the name, which some answers give. Undefined for what is no depth known here. */
export function depthOf(value: unknown): Depth | undefined {
  return typeof value === "number" ? DEPTHS[value] : DEPTHS.find((depth) => depth === value);
}

/** As the role editor shows a depth. */
export function depthLabel(depth: Depth): string {
  switch (depth) {
    case "Basic":
      return "User";
    case "Local":
      return "Business Unit";
    case "Deep":
      return "Parent: Child Business Units";
    case "Global":
      return "Organization";
  }
}
