import { type Depth, reaches } from "./depths";
import type { Resolved } from "./resolve";

/** Privileges that are held, by id in lower case. */
export type Held = ReadonlyMap<string, Depth>;

/** A required privilege that is not held, or not deep enough. */
export interface Shortfall extends Resolved {
  /** Undefined when it is not held at all. */
  readonly held: Depth | undefined;
}

/** What `held` lacks of what is required. Privileges beyond that, and deeper levels, are no fault. */
export function shortfallOf(required: readonly Resolved[], held: Held): readonly Shortfall[] {
  return required.flatMap((one) => {
    const depth = held.get(one.privilege.privilegeId);
    return reaches(depth, one.needed) ? [] : [{ ...one, held: depth }];
  });
}

/** One privilege to be given to a role. */
export interface Addition {
  readonly privilegeId: string;
  readonly depth: Depth;
}

/**
 * The API refuses to give or take it (0x8004ED43, "Act on Behalf of Another User privilege cannot be added or removed",
 * Web service error codes).
 */
export const ACT_ON_BEHALF = "prvActOnBehalfOfAnotherUser";

/** Whether the API can give a privilege to a role. */
export function canBeAdded({ privilege }: Pick<Resolved, "privilege">): boolean {
  return privilege.name.toLowerCase() !== ACT_ON_BEHALF.toLowerCase();
}

/** Exactly what a role must be given so that nothing is short any more that can be given. Nothing is taken or lowered. */
export function additionsFor(shortfall: readonly Shortfall[]): readonly Addition[] {
  return shortfall
    .filter(canBeAdded)
    .map(({ privilege, needed }) => ({ privilegeId: privilege.privilegeId, depth: needed }));
}
