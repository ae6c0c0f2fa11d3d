import type { RunningSandbox } from "@bc-sales/sandbox";
import {
  ROLES_BEFORE_CONNECTION,
  ROLES_ONCE_CONNECTED,
  DEFAULT_ADMINISTRATOR_ROLES,
} from "@bc-sales/components";
import { person, roleId } from "../engine/tenant";
import { ADMINISTRATOR, INTEGRATION_USER, SALES, SYSTEM_ADMINISTRATOR } from "./cast";
import type { Beginning, Declaration } from "./schedule";
import { changeRow, nonInteractiveUsers, rowOf } from "./tenant";
import type { Watch } from "./watch";

const NON_INTERACTIVE = 4;

/** Does what the messages of refused deployments ask people for: what no deployment may put right by itself. */
export function putRight(
  { store }: RunningSandbox,
  watch: Watch,
  declaration: Declaration,
  beginning: Beginning,
): void {
  for (const user of [...store.all("users")]) {
    if (!watch.isDeclared(user.userPrincipalName)) continue;
    if (!user.accountEnabled) store.put("users", user.id, { ...user, accountEnabled: true });
  }
  const existing = [
    ...(beginning.administrator === "existing" ? [ADMINISTRATOR] : []),
    ...(beginning.integrationUser === "existing" ? [INTEGRATION_USER] : []),
  ];
  for (const name of existing) {
    const deleted = [...store.all("users")].find((user) => user.userPrincipalName === name);
    if (deleted !== undefined) store.put("users", deleted.id, { ...deleted, deletedDateTime: null });
  }
  if (!declaration.authoritative) {
    const administrator = roleId(store, SYSTEM_ADMINISTRATOR);
    changeRow(store, INTEGRATION_USER, ({ roles }) => ({
      roles: roles.filter((id) => id !== administrator),
    }));
  }
  const others = nonInteractiveUsers(store).filter(({ domainname }) => domainname !== INTEGRATION_USER);
  const [first] = others;
  if (declaration.connected && others.length >= 7 && first !== undefined) {
    changeRow(store, first.domainname, () => ({ isdisabled: true }));
  }
  store.commit();
}

/** What is not as it is declared. */
export function notAsDeclared(
  { store }: RunningSandbox,
  declaration: Declaration,
  beginning: Beginning,
): string[] {
  const { connected, release, authoritative, people, disabled, salespeopleRoles } = declaration;
  const isReleased = connected && release;
  const check = (name: string, roles: readonly string[], isLicensed: boolean, mode: number): string[] => {
    const found = person(store, name);
    const missing = roles.filter((role) => !found.roles.includes(role));
    const more = found.roles.filter((role) => !roles.includes(role));
    return [
      ...(found.inEnvironment && found.enabled ? [] : [`${name} is not in the environment`]),
      ...missing.map((role) => `${name} has not got the role "${role}"`),
      ...(authoritative ? more.map((role) => `${name} still has the role "${role}"`) : []),
      ...(found.licenses.includes(SALES) === isLicensed
        ? []
        : [`the licences of ${name} are ${found.licenses.join(", ") || "none"}`]),
      ...(found.accessMode === mode ? [] : [`the access mode of ${name} is ${String(found.accessMode)}`]),
    ];
  };
  const integrationRoles = [...ROLES_BEFORE_CONNECTION, ...(connected ? ROLES_ONCE_CONNECTED : [])];
  return [
    ...(beginning.administrator === "none" ? [] : check(ADMINISTRATOR, DEFAULT_ADMINISTRATOR_ROLES, true, 0)),
    ...check(INTEGRATION_USER, integrationRoles, !isReleased, connected ? NON_INTERACTIVE : 0),
    ...people.flatMap((name) =>
      disabled.includes(name) ? checkDisabled(store, name) : check(name, salespeopleRoles, true, 0),
    ),
  ];
}

/** Of whoever is declared disabled only that counts, and the licence. */
function checkDisabled(store: RunningSandbox["store"], name: string): string[] {
  const { inEnvironment, enabled, licenses } = person(store, name);
  return [
    ...(inEnvironment && enabled ? [`${name} is enabled`] : []),
    ...(licenses.includes(SALES) ? [] : [`${name} has no licence`]),
  ];
}

/** What a destroyed stack has left behind. After a kill it cannot know of everything that it did. */
export function leftovers(
  { store }: RunningSandbox,
  watch: Watch,
  declaration: Declaration,
  wasKilled: boolean,
): string[] {
  const found: string[] = [];
  if (wasKilled) return found;
  for (const user of store.all("users")) {
    const { userPrincipalName: name, id } = user;
    if (!watch.isDeclared(name) || user.deletedDateTime !== null || watch.mayBeOverlooked(name)) continue;
    for (const { skuId, assignedByGroup } of watch.wasMisled ? [] : user.licenses) {
      if (assignedByGroup === null && watch.originOf(id, skuId) === "ours") {
        found.push(`${name} keeps a licence that was assigned here`);
      }
    }
    const row = rowOf(store, name);
    for (const role of row === undefined || row.isdisabled ? [] : row.roles) {
      if (watch.originOf(row?.systemuserid ?? "", role) === "ours") {
        found.push(
          `${name} keeps the role "${store.get("roles", role)?.name ?? role}" that was granted here`,
        );
      }
    }
    if (name === INTEGRATION_USER && row?.accessmode === NON_INTERACTIVE) {
      found.push(`${name} stays non-interactive`);
    }
    const isDeclared = [ADMINISTRATOR, INTEGRATION_USER, ...declaration.people].includes(name);
    if (watch.wasMadeHere(id) && isDeclared && !watch.hasLeft(name) && declaration.onDestroy === "delete") {
      found.push(`${name}, which was made here, is still there`);
    }
  }
  return found;
}
