import type { Privilege, PrivilegeDepth } from "../state/model";

/** From the narrowest to the widest; the position is the number of the Web API's enumeration. */
export const depths: readonly PrivilegeDepth[] = ["Basic", "Local", "Deep", "Global"];

/** `roleprivileges.privilegedepthmask`: 1, 2, 4, 8. */
export function maskOf(depth: PrivilegeDepth): number {
  return 1 << depths.indexOf(depth);
}

export function isWider(depth: PrivilegeDepth, than: PrivilegeDepth): boolean {
  return depths.indexOf(depth) > depths.indexOf(than);
}

/** Depths a privilege may be granted at, from the narrowest on. */
export function allowedDepths(privilege: Privilege): PrivilegeDepth[] {
  const allowed: Readonly<Record<PrivilegeDepth, boolean>> = {
    Basic: privilege.canbebasic,
    Local: privilege.canbelocal,
    Deep: privilege.canbedeep,
    Global: privilege.canbeglobal,
  };
  return depths.filter((depth) => allowed[depth]);
}
