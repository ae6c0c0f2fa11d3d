import type { EntraUser, RunningSandbox, SystemUser } from "@bc-sales/sandbox";
import { roleId } from "../engine/tenant";
import { ADMINISTRATOR, INTEGRATION_USER, SALES, SALES_ROLES, SYSTEM_ADMINISTRATOR } from "./cast";
import type { Declaration } from "./schedule";
import { nonInteractiveUsers, skuId } from "./tenant";

const NON_INTERACTIVE = 4;

/** What the deployment that goes on was asked to do. */
export interface Order {
  readonly kind: "up" | "destroy";
  readonly declaration: Declaration;
}

/** Of whom something is, as far as it must be known what may be taken away. */
type Origin = "others" | "ours" | "either";

/** What must be true of the tenant at every moment, checked whenever something was written. */
export class Watch {
  /** What was wrong, each said once. */
  readonly violations = new Set<string>();
  /** Sign-in names that were declared at some time, in lower case. */
  readonly #declared = new Set<string>();
  /** Those of them whom a later declaration left out: what was made for them is nobody's any more. */
  readonly #left = new Set<string>();
  /** Those who may have looked as if they were gone when they left (docs/architecture.md, Known limits). */
  readonly #overlooked = new Set<string>();
  /** Whether a licence may have looked as if it were gone. */
  #wasMisled = false;
  readonly #made = new Set<string>();
  /** `row/role` and `user/SKU`: whose each grant is. */
  readonly #grants = new Map<string, Origin>();
  #users = new Map<string, EntraUser>();
  #rows = new Map<string, SystemUser>();
  #order: Order | undefined;

  private readonly store: RunningSandbox["store"];

  /** @param sandbox its tenant as it is now is what others have made of it */
  constructor(sandbox: RunningSandbox) {
    this.store = sandbox.store;
    this.#remember();
    for (const row of this.#rows.values()) {
      for (const role of row.roles) this.#grants.set(`${row.systemuserid}/${role}`, "others");
    }
    for (const user of this.#users.values()) {
      for (const sku of directOf(user)) this.#grants.set(`${user.id}/${sku}`, "others");
    }
  }

  /**
   * From now on what is written is written by a deployment.
   *
   * @param isMisled whether it may be shown the tenant as it was
   */
  deploying(order: Order, signInNames: readonly string[], isMisled: boolean): void {
    this.#order = order;
    this.#wasMisled ||= isMisled;
    const names = new Set(signInNames.map((name) => name.toLowerCase()));
    for (const name of this.#declared) {
      if (names.has(name)) continue;
      this.#left.add(name);
      if (isMisled) this.#overlooked.add(name);
    }
    for (const name of names) this.#declared.add(name);
  }

  /** From now on what is written is written by hand. */
  resting(): void {
    this.#order = undefined;
  }

  isDeclared(signInName: string): boolean {
    return this.#declared.has(signInName.toLowerCase());
  }

  wasMadeHere(objectId: string): boolean {
    return this.#made.has(objectId);
  }

  get wasMisled(): boolean {
    return this.#wasMisled;
  }

  mayBeOverlooked(signInName: string): boolean {
    return this.#overlooked.has(signInName.toLowerCase());
  }

  hasLeft(signInName: string): boolean {
    return this.#left.has(signInName.toLowerCase());
  }

  originOf(id: string, granted: string): Origin | undefined {
    return this.#grants.get(`${id}/${granted}`);
  }

  violated(what: string): void {
    this.violations.add(what);
  }

  /** To be called after each commit. */
  look(): void {
    const [users, rows] = [this.#users, this.#rows];
    this.#remember();
    const changedUsers = [...this.#users.values()].filter((user) => users.get(user.id) !== user);
    const changedRows = [...this.#rows.values()].filter((row) => rows.get(row.systemuserid) !== row);
    for (const id of users.keys()) if (!this.#users.has(id)) this.violated(`the account ${id} was removed`);
    if (changedUsers.length + changedRows.length === 0) return;
    for (const user of changedUsers) this.#lookAtUser(users.get(user.id), user);
    for (const row of changedRows) this.#lookAtRow(rows.get(row.systemuserid), row);
    this.#lookAtAll();
  }

  #remember(): void {
    this.#users = new Map([...this.store.all("users")].map((user) => [user.id, user]));
    this.#rows = new Map([...this.store.all("systemusers")].map((row) => [row.systemuserid, row]));
  }

  #lookAtAll(): void {
    const count = nonInteractiveUsers(this.store).length;
    if (count > 7) this.violated(`${String(count)} users are non-interactive`);
    const names = [...this.#users.values()]
      .filter((user) => user.deletedDateTime === null)
      .map((user) => user.userPrincipalName.toLowerCase());
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) this.violated(`there are two accounts ${twice}`);
  }

  #lookAtUser(before: EntraUser | undefined, user: EntraUser): void {
    const name = user.userPrincipalName;
    this.#lookAtGrants(user.id, before === undefined ? [] : directOf(before), directOf(user), (sku) => {
      this.#lookAtLostLicense(before ?? user, user, sku);
    });
    if (this.#order === undefined) return;
    if (before === undefined) {
      this.#made.add(user.id);
      return;
    }
    if (!this.isDeclared(before.userPrincipalName)) this.violated(`the account ${name} was changed unasked`);
    if (before.accountEnabled && !user.accountEnabled) this.violated(`the account ${name} was blocked`);
    if (before.deletedDateTime === null && user.deletedDateTime !== null && !this.#mayDelete(user)) {
      this.violated(`the account ${name} was deleted unasked`);
    }
  }

  /** Only accounts made here, and only where deletion was asked for by name. */
  #mayDelete({ id, userPrincipalName }: EntraUser): boolean {
    const order = this.#order;
    if (order === undefined || !this.#made.has(id)) return false;
    const name = userPrincipalName.toLowerCase();
    if (order.kind === "destroy") return order.declaration.onDestroy === "delete";
    const isSalesperson = name !== ADMINISTRATOR && name !== INTEGRATION_USER;
    return (
      isSalesperson &&
      order.declaration.onRemoval === "delete" &&
      !order.declaration.people.some((person) => person.toLowerCase() === name)
    );
  }

  #lookAtLostLicense(before: EntraUser, after: EntraUser, sku: string): void {
    const order = this.#order;
    if (order === undefined || after.deletedDateTime !== null) return;
    const { userPrincipalName: name, id } = before;
    const isReleased =
      name === INTEGRATION_USER &&
      order.declaration.release &&
      order.declaration.connected &&
      sku === skuId(this.store, SALES);
    if (isReleased && order.kind === "up") {
      const mode = this.store.systemUserByObjectId(id)?.accessmode;
      if (mode !== NON_INTERACTIVE) {
        this.violated(`the licence of ${name} was released in access mode ${String(mode)}`);
      }
      return;
    }
    if (this.originOf(id, sku) === "others") this.violated(`${name} lost a licence that others had assigned`);
  }

  #lookAtRow(before: SystemUser | undefined, row: SystemUser): void {
    const name = row.domainname.toLowerCase();
    this.#lookAtGrants(row.systemuserid, before?.roles ?? [], row.roles, (role) => {
      this.#lookAtLostRole(row, role);
    });
    const order = this.#order;
    if (order === undefined) return;
    if (!this.isDeclared(name)) {
      if (before === undefined || !isSame(before, row)) {
        this.violated(`the user ${name} was changed unasked`);
      }
      return;
    }
    if (order.kind === "up" && order.declaration.people.includes(name) && before !== undefined) {
      this.#lookAtEnabling(before, row, order);
    }
    const administrator = roleId(this.store, SYSTEM_ADMINISTRATOR);
    const isNewAdministrator = row.roles.includes(administrator) && !before?.roles.includes(administrator);
    if (isNewAdministrator && name !== ADMINISTRATOR) this.violated(`${name} became System Administrator`);
    if (before !== undefined && before.accessmode !== row.accessmode) this.#lookAtMode(row, order);
  }

  #lookAtEnabling(before: SystemUser, { domainname, isdisabled, roles }: SystemUser, { declaration }: Order) {
    if (!declaration.disabled.includes(domainname.toLowerCase())) return;
    if (before.isdisabled && !isdisabled) this.violated(`${domainname} was enabled against the declaration`);
    if (roles.some((role) => !before.roles.includes(role))) {
      this.violated(`${domainname} was given a role, and is to be disabled`);
    }
  }

  #lookAtMode({ domainname, accessmode, roles }: SystemUser, { kind, declaration }: Order): void {
    const name = domainname.toLowerCase();
    if (name !== INTEGRATION_USER) this.violated(`the access mode of ${name} was changed`);
    else if (kind === "up" && (accessmode === NON_INTERACTIVE) !== declaration.connected) {
      this.violated(`${name} was set to access mode ${String(accessmode)} against the declaration`);
    }
    if (accessmode === NON_INTERACTIVE && roles.length === 0) {
      this.violated(`${name} became non-interactive without any role`);
    }
  }

  #lookAtLostRole({ systemuserid, domainname }: SystemUser, role: string): void {
    const order = this.#order;
    if (order === undefined || this.originOf(systemuserid, role) !== "others") return;
    if (order.kind === "up" && order.declaration.authoritative) return;
    const name = this.store.get("roles", role)?.name ?? role;
    this.violated(`${domainname} lost the role "${name}" that others had granted`);
  }

  /** Keeps the book of who granted what. */
  #lookAtGrants(
    id: string,
    before: readonly string[],
    after: readonly string[],
    lost: (granted: string) => void,
  ): void {
    for (const granted of before.filter((one) => !after.includes(one))) {
      lost(granted);
      this.#grants.delete(`${id}/${granted}`);
    }
    for (const granted of after.filter((one) => !before.includes(one))) {
      this.#grants.set(`${id}/${granted}`, this.#origin(granted));
    }
  }

  /** What schedules declare may still stand in the state as granted here when somebody grants it again by hand. */
  #origin(granted: string): Origin {
    if (this.#order !== undefined) return "ours";
    const declared = [skuId(this.store, SALES), ...SALES_ROLES.map((role) => roleId(this.store, role))];
    return declared.includes(granted) ? "either" : "others";
  }
}

function directOf(user: EntraUser): string[] {
  return user.licenses.filter((license) => license.assignedByGroup === null).map((license) => license.skuId);
}

/** Whether two states of a row differ in nothing but what the environment itself takes over from Entra. */
function isSame(before: SystemUser, after: SystemUser): boolean {
  return (
    before.accessmode === after.accessmode &&
    before.businessunitid === after.businessunitid &&
    JSON.stringify(before.roles) === JSON.stringify(after.roles)
  );
}
