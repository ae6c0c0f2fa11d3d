import { allowedDepths, isWider } from "../rules/depths";
import { remember } from "../rules/role-cache";
import type { Sandbox } from "../sandbox";
import type { PrivilegeDepth, Role } from "../state/model";
import type { Store } from "../state/store";
import { isSystemAdministratorTemplate } from "./system-administrator";

/** Privilege id → how far it reaches. */
export type Depths = ReadonlyMap<string, PrivilegeDepth>;

/**
 * What a role grants. A copy in another business unit grants what the role it was made of does; System Administrator
 * grants everything there is, as far as it can reach.
 */
export function privilegesOfRole(role: Role, store: Store): Depths {
  if (isSystemAdministratorTemplate(role)) return everything(store);
  const granted = store.get("roleprivileges", role.parentrootroleid)?.privileges ?? [];
  return new Map(granted.map(({ privilegeid, depth }) => [privilegeid, depth]));
}

/** {@link privilegesOfRole}, as reads see it. */
export function seenPrivilegesOfRole(role: Role, sandbox: Sandbox): Depths {
  return remember(`role ${role.parentrootroleid}`, sandbox, () => privilegesOfRole(role, sandbox.store));
}

function everything(store: Store): Depths {
  const widest = [...store.all("privileges")].flatMap((privilege) => {
    const depth = allowedDepths(privilege).at(-1);
    return depth === undefined ? [] : [[privilege.privilegeid, depth] as const];
  });
  return new Map(widest);
}

/** Of several roles: each privilege at the widest depth that one of them grants it at. */
export function together(roles: readonly Depths[]): Depths {
  const result = new Map<string, PrivilegeDepth>();
  for (const depths of roles) {
    for (const [id, depth] of depths) {
      const known = result.get(id);
      if (known === undefined || isWider(depth, known)) result.set(id, depth);
    }
  }
  return result;
}
