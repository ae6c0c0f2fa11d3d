import type { PrivilegeDepth } from "../state/model";
import type { TestClient } from "./client";

/** For the sandbox's own tests: id of a privilege by its name. */
export function privilegeId({ sandbox }: TestClient, name: string): string {
  for (const privilege of sandbox.store.all("privileges"))
    if (privilege.name === name) return privilege.privilegeid;
  throw new Error(`The tenant has no privilege "${name}".`);
}

/** What a role without parent grants: depth by name of the privilege. */
export function grantsOf({ sandbox }: TestClient, roleId: string): Record<string, PrivilegeDepth> {
  const granted = sandbox.store.get("roleprivileges", roleId)?.privileges ?? [];
  return Object.fromEntries(
    granted.map(({ privilegeid, depth }) => [
      sandbox.store.get("privileges", privilegeid)?.name ?? privilegeid,
      depth,
    ]),
  );
}

/** Id of the copy of a role in another business unit. */
export function copyOf({ sandbox }: TestClient, roleId: string): string {
  for (const role of sandbox.store.all("roles")) if (role.parentroleid === roleId) return role.roleid;
  throw new Error(`The role "${roleId}" has no copy.`);
}
