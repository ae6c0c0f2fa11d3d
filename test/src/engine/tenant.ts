import type { RunningSandbox } from "@bc-sales/sandbox";

/** How the tenant stands, in the words of the people who ask. */
export interface Person {
  readonly exists: boolean;
  readonly enabledInEntra: boolean;
  readonly licenses: readonly string[];
  readonly inEnvironment: boolean;
  readonly enabled: boolean;
  readonly accessMode: number | undefined;
  /** Display names, sorted. */
  readonly roles: readonly string[];
}

type Store = RunningSandbox["store"];

export function person(store: Store, signInName: string): Person {
  const user = store.userByPrincipalName(signInName);
  const row = user && store.systemUserByObjectId(user.id);
  return {
    exists: user !== undefined,
    enabledInEntra: user?.accountEnabled ?? false,
    licenses: (user?.licenses ?? []).map(
      (license) => store.get("skus", license.skuId)?.skuPartNumber ?? license.skuId,
    ),
    inEnvironment: row !== undefined,
    enabled: row !== undefined && !row.isdisabled,
    accessMode: row?.accessmode,
    roles: (row?.roles ?? []).map((id) => store.get("roles", id)?.name ?? id).sort(),
  };
}

/** Changes a row of Dataverse behind the stack's back. */
export function changeRow(
  store: Store,
  signInName: string,
  change: (row: SystemUserRow) => Partial<SystemUserRow>,
): void {
  const row = rowOf(store, signInName);
  store.put("systemusers", row.systemuserid, { ...row, ...change(row), versionnumber: store.nextVersion() });
  store.commit();
}

type SystemUserRow = NonNullable<ReturnType<Store["systemUserByObjectId"]>>;

function rowOf(store: Store, signInName: string): SystemUserRow {
  const user = store.userByPrincipalName(signInName);
  const row = user && store.systemUserByObjectId(user.id);
  if (row === undefined) throw new Error(`${signInName} is not in the environment`);
  return row;
}

/** The id of a role in the root business unit. */
export function roleId(store: Store, name: string): string {
  for (const role of store.all("roles")) {
    if (role.name === name && role.roleid === role.parentrootroleid) return role.roleid;
  }
  throw new Error(`no role "${name}" in the sandbox`);
}

export function grantByHand(store: Store, signInName: string, role: string): void {
  changeRow(store, signInName, (row) => ({ roles: [...row.roles, roleId(store, role)] }));
}

export function takeAwayByHand(store: Store, signInName: string, role: string): void {
  changeRow(store, signInName, (row) => ({ roles: row.roles.filter((id) => id !== roleId(store, role)) }));
}

/** Takes all licences of a person away in Entra. */
export function unlicenseByHand(store: Store, signInName: string): void {
  const user = store.userByPrincipalName(signInName);
  if (user === undefined) throw new Error(`${signInName} does not exist`);
  store.put("users", user.id, { ...user, licenses: [] });
  store.commit();
}

/** Everything in the tenant, to be compared before and after. */
export function everything(store: Store): Record<string, readonly object[]> {
  const tables = [
    "users",
    "skus",
    "groups",
    "environments",
    "businessunits",
    "roles",
    "systemusers",
    "teams",
  ] as const;
  return Object.fromEntries(tables.map((table) => [table, [...store.all(table)]]));
}
