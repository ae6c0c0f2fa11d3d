import { randomUUID } from "node:crypto";
import type { DataverseOperation, Role, SystemUser } from "../../clients/dataverse/dataverse";
import type {
  AssignedLicense,
  DeletedUser,
  EntraUser,
  GraphOperation,
  LicenseToAssign,
  SubscribedSku,
} from "../../clients/graph/graph";
import type { Outcome } from "../../clients/outcome";
import { ServiceError } from "../../clients/http/service-error";
import type { Tenant } from "../../clients/tenant";
import { licensesAfter } from "../../licenses/plan";
import { SYSTEM_ADMINISTRATOR } from "../../roles/well-known";

export const ORGANIZATION = "https://contoso.crm4.dynamics.com";
export const ROOT = "00000000-0000-4000-8000-000000000001";
export const CHILD = "00000000-0000-4000-8000-000000000002";
export const SALES = "DYN365_ENTERPRISE_SALES";
export const TEAM = "BCI - Contoso";
export const OTHER_TEAM = "BCI - Fabrikam";
export const POWER = "POWERAPPS_PER_USER";
/** Service plans of {@link SALES}; the id of one is `id of` its name. */
export const PLANS = ["PROJECT_ESSENTIALS", "SHAREPOINTWAC"] as const;

/** What a fault does to one operation; after `lost` it is carried out, after `dropped` it is not, and no answer comes. */
export type Fault = "refused" | "refused as disabled" | "lost" | "dropped";

interface Row {
  readonly systemUserId: string;
  readonly objectId: string;
  businessUnitId: string;
  disabled: boolean;
  roles: Set<string>;
}

type Account = Omit<EntraUser, "licenses" | "profile"> & {
  readonly licenses: readonly AssignedLicense[];
  readonly profile: Readonly<Record<string, string | undefined>>;
};

const ROLE_NAMES = ["Salesperson", "Sales Manager", "Basic User", "System Administrator"];

/**
 * A tenant in memory, with the rules that matter to rosters: seats, usage locations, no licence no user, no role
 * for disabled users, roles of the user's own business unit only. Time passes when somebody waits.
 */
export class TenantModel implements Tenant {
  readonly accounts = new Map<string, Account>();
  readonly rows = new Map<string, Row>();
  readonly roles: readonly Role[];
  /** System user ids by team id. */
  readonly members = new Map<string, Set<string>>([
    [teamIdOf(TEAM), new Set()],
    [teamIdOf(OTHER_TEAM), new Set()],
  ]);
  readonly skus = new Map([
    [SALES, { skuId: "sku-sales", seats: 1_000 }],
    [POWER, { skuId: "sku-power", seats: 1_000 }],
  ]);
  readonly deleted: DeletedUser[] = [];
  readonly domains = ["contoso.com", "contoso.onmicrosoft.com", "fabrikam.com"];
  readonly logged: string[] = [];
  /** Labels of the operations that were carried out, in order. */
  readonly writes: string[] = [];
  reads = 0;
  /** Asked before each operation. */
  fault: (label: string) => Fault | undefined = () => undefined;
  /** Whether a user who is moved keeps the roles of the old business unit. */
  keepsRoles = false;
  /** Told of each user whom a move has taken the roles of. */
  stripped: (objectId: string) => void = () => undefined;
  /** How long a new row is not to be seen. */
  arrivalMs = 3_000;
  readonly #visibleAt = new Map<string, number>();
  #now = 0;

  constructor() {
    this.roles = ROLE_NAMES.flatMap((name, index) =>
      [ROOT, CHILD].map((businessUnitId, unit) => ({
        roleId: idOfRole(index, unit),
        rootRoleId: idOfRole(index, 0),
        name,
        businessUnitId,
        templateId: name === SYSTEM_ADMINISTRATOR.name ? SYSTEM_ADMINISTRATOR.templateId : undefined,
        customizable: true,
      })),
    );
  }

  readonly clock = {
    now: () => this.#now,
    sleep: (milliseconds: number) => {
      this.#now += milliseconds;
      return Promise.resolve();
    },
  };

  forgetAccounts(): void {
    // Nothing is remembered here.
  }

  log(message: string): void {
    this.logged.push(message);
  }

  readonly graph = {
    usersByPrincipalName: (names: readonly string[]) => {
      this.reads++;
      const wanted = new Set(names);
      return Promise.resolve(
        new Map(
          [...this.accounts.values()]
            .map((account) => [account.userPrincipalName.toLowerCase(), account] as const)
            .filter(([name]) => wanted.has(name)),
        ),
      );
    },
    usersByObjectId: (objectIds: readonly string[]) => {
      this.reads++;
      return Promise.resolve(picked(this.accounts, objectIds));
    },
    guestsByMail: (addresses: readonly string[]) => {
      this.reads++;
      const guests = [...this.accounts.values()].filter((one) => one.userType === "Guest");
      return Promise.resolve(
        new Map(
          guests.flatMap((guest) =>
            addresses.includes(guest.mail ?? "") ? [[guest.mail ?? "", guest] as const] : [],
          ),
        ),
      );
    },
    deletedUsers: () => {
      this.reads++;
      return Promise.resolve(this.deleted);
    },
    verifiedDomains: () => {
      this.reads++;
      return Promise.resolve(this.domains);
    },
    subscribedSkus: () => {
      this.reads++;
      return Promise.resolve([...this.skus].map(([part, { skuId, seats }]) => this.#sku(part, skuId, seats)));
    },
    execute: (operations: readonly GraphOperation[]) =>
      Promise.resolve(
        operations.map((operation) =>
          this.#attempt("Microsoft Graph", operation.label, () => this.#onGraph(operation)),
        ),
      ),
  };

  readonly powerPlatform = {
    environments: () => {
      this.reads++;
      return Promise.resolve([ENVIRONMENT]);
    },
    environment: () => Promise.resolve(ENVIRONMENT),
    addUser: (_environmentId: string, objectId: string, { label }: { label: string }) => {
      const outcome = this.#attempt("Power Platform", label, () => {
        this.#addUser(objectId);
      });
      return outcome.ok ? Promise.resolve() : Promise.reject(outcome.error);
    },
  };

  dataverse() {
    return {
      organizationUrl: ORGANIZATION,
      whoAmI: () => Promise.resolve({ userId: "", businessUnitId: ROOT, organizationId: "" }),
      systemUsers: (objectIds: readonly string[]) => {
        this.reads++;
        return Promise.resolve(picked(this.#systemUsers(), objectIds));
      },
      nonInteractiveUsers: () => Promise.resolve([]),
      roles: () => {
        this.reads++;
        return Promise.resolve(this.roles);
      },
      businessUnits: () => {
        this.reads++;
        return Promise.resolve([
          { businessUnitId: ROOT, name: "root", parentId: undefined },
          { businessUnitId: CHILD, name: "child", parentId: ROOT },
        ]);
      },
      teams: () => {
        this.reads++;
        return Promise.resolve([TEAM, OTHER_TEAM].map((name) => ({ teamId: teamIdOf(name), name })));
      },
      teamMembers: (teamIds: readonly string[]) => {
        this.reads++;
        return Promise.resolve(
          new Map([...picked(this.members, teamIds)].map(([id, users]) => [id, new Set(users)])),
        );
      },
      // A roster asks for neither.
      privileges: undefined as never,
      installation: undefined as never,
      execute: (operations: readonly DataverseOperation[]) =>
        Promise.resolve(
          operations.map((operation) =>
            this.#attempt("Dataverse", operation.label, () => {
              this.#onDataverse(operation);
            }),
          ),
        ),
    };
  }

  /** Somebody who is there before anybody deploys. */
  add(signInName: string, given: Partial<Account> = {}): Account {
    const account: Account = {
      objectId: randomUUID(),
      userPrincipalName: signInName,
      accountEnabled: true,
      displayName: signInName,
      mail: undefined,
      usageLocation: "US",
      userType: "Member",
      licenses: [],
      profile: {},
      ...given,
    };
    this.accounts.set(account.objectId, account);
    return account;
  }

  addRow({ objectId }: Account, given: Partial<Row> = {}): Row {
    const row = {
      systemUserId: randomUUID(),
      objectId,
      businessUnitId: ROOT,
      disabled: false,
      roles: new Set<string>(),
      ...given,
    };
    this.rows.set(objectId, row);
    return row;
  }

  move(row: Row, businessUnitId: string): void {
    if (row.businessUnitId === businessUnitId) return;
    row.businessUnitId = businessUnitId;
    if (this.keepsRoles) return;
    row.roles.clear();
    this.stripped(row.objectId);
  }

  account(signInName: string): Account {
    const found = [...this.accounts.values()].find((one) => one.userPrincipalName === signInName);
    if (found === undefined) throw new Error(`${signInName} has no account`);
    return found;
  }

  hasAccount(signInName: string): boolean {
    return [...this.accounts.values()].some((one) => one.userPrincipalName === signInName);
  }

  hasRow(signInName: string): boolean {
    return this.hasAccount(signInName) && this.rows.has(this.account(signInName).objectId);
  }

  row(signInName: string): Row {
    const found = this.rows.get(this.account(signInName).objectId);
    if (found === undefined) throw new Error(`${signInName} is not in the environment`);
    return found;
  }

  roleId(name: string, businessUnitId = ROOT): string {
    const found = this.roles.find((role) => role.name === name && role.businessUnitId === businessUnitId);
    if (found === undefined) throw new Error(`no role ${name}`);
    return found.roleId;
  }

  /** The members of a team by system user id. */
  team(name: string): Set<string> {
    return this.members.get(teamIdOf(name)) ?? new Set();
  }

  /** Everybody, comparable: by sign-in name, without ids. */
  snapshot(): Record<string, unknown> {
    const people = [...this.accounts.values()].map((account) => {
      const row = this.rows.get(account.objectId);
      const user = row && {
        disabled: row.disabled,
        roles: [...row.roles].sort(),
        unit: row.businessUnitId,
        teams: this.#teamsOf(row),
      };
      const licenses = account.licenses.map(
        ({ skuId, assignedByGroup = "", disabledPlans = [] }) =>
          `${skuId} ${assignedByGroup} ${[...disabledPlans].sort().join()}`,
      );
      const comparable = { ...account, objectId: "", licenses: licenses.sort(), user };
      return [account.userPrincipalName, comparable] as const;
    });
    return Object.fromEntries(people.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #teamsOf({ systemUserId }: Row): string[] {
    return [TEAM, OTHER_TEAM].filter((name) => this.team(name).has(systemUserId));
  }

  #attempt<Value>(
    service: ServiceError["service"],
    operation: string,
    carryOut: () => Value,
  ): Outcome<Value> {
    const failed = (status: number, code: string, serviceMessage: string) => ({
      ok: false as const,
      error: new ServiceError({ service, operation, status, code, serviceMessage, requestId: randomUUID() }),
    });
    const fault = this.fault(operation);
    if (fault === "refused") return failed(400, "Fault", "refused");
    if (fault === "refused as disabled") return failed(400, "0x80040225", "The specified user is disabled.");
    if (fault === "dropped") return failed(0, "", "no answer");
    try {
      const value = carryOut();
      this.writes.push(operation);
      return fault === "lost" ? failed(0, "", "no answer") : { ok: true, value };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return failed(400, error.code, error.message);
    }
  }

  #onGraph(operation: GraphOperation): string {
    if (operation.kind === "createUser") return this.#createUser(operation.user);
    const account = this.accounts.get(operation.objectId);
    if (account === undefined) {
      if (operation.kind === "deleteUser") return operation.objectId;
      throw new Refusal("Request_ResourceNotFound", "no such user");
    }
    if (operation.kind === "deleteUser") {
      this.accounts.delete(account.objectId);
      const gone = this.rows.get(account.objectId)?.systemUserId ?? "";
      for (const users of this.members.values()) users.delete(gone);
      this.rows.delete(account.objectId);
    } else if (operation.kind === "assignLicense") {
      this.#assignLicense(account, operation.add, operation.remove);
    } else {
      const { displayName, usageLocation, ...profile } = texts(operation.change);
      this.accounts.set(account.objectId, {
        ...account,
        displayName: displayName ?? account.displayName,
        usageLocation: usageLocation ?? account.usageLocation,
        profile: { ...account.profile, ...profile },
      });
    }
    return operation.objectId;
  }

  #createUser(user: (GraphOperation & { kind: "createUser" })["user"]): string {
    if (this.hasAccount(user.userPrincipalName)) throw new Refusal("Request_BadRequest", "already exists");
    const { userPrincipalName, displayName, usageLocation } = user;
    const profile = texts(user.profile);
    return this.add(userPrincipalName, { displayName, usageLocation, profile }).objectId;
  }

  #assignLicense(account: Account, add: readonly LicenseToAssign[], remove: readonly string[]): void {
    if (account.usageLocation === undefined)
      throw new Refusal("Request_BadRequest", "invalid usage location");
    const kept = account.licenses.filter(
      ({ skuId, assignedByGroup }) => assignedByGroup !== undefined || !remove.includes(skuId),
    );
    if (kept.length + remove.length !== account.licenses.length) {
      throw new Refusal("Request_BadRequest", "a license to be removed is not there");
    }
    const isHeld = (skuId: string) =>
      account.licenses.some((one) => one.skuId === skuId && one.assignedByGroup === undefined);
    for (const { skuId, disabledPlans } of add) {
      if (
        disabledPlans.some((id) => !this.#plansOf(skuId).some(({ servicePlanId }) => servicePlanId === id))
      ) {
        throw new Refusal("Request_BadRequest", "a service plan is not of the SKU");
      }
      if (isHeld(skuId)) continue;
      const [, sku] = [...this.skus].find(([, one]) => one.skuId === skuId) ?? [];
      if (this.#holders(skuId) >= (sku?.seats ?? 0)) {
        throw new Refusal("Request_BadRequest", `SKU ${skuId} does not have any available licenses.`);
      }
    }
    const licenses = licensesAfter(account.licenses, {
      add: add.filter(({ skuId }) => !isHeld(skuId)),
      change: add.filter(({ skuId }) => isHeld(skuId)),
      remove,
    });
    this.accounts.set(account.objectId, { ...account, licenses });
  }

  #addUser(objectId: string): void {
    const account = this.accounts.get(objectId);
    if (account === undefined) throw new Refusal("userNotFound", "no such user");
    if (account.licenses.length === 0) throw new Refusal("userNotLicensed", "not licensed");
    const row = this.rows.get(objectId);
    if (row !== undefined) {
      row.disabled = false;
      return;
    }
    this.addRow(account);
    this.#visibleAt.set(objectId, this.#now + this.arrivalMs);
  }

  #onDataverse(operation: DataverseOperation): void {
    const row = [...this.rows.values()].find((one) => one.systemUserId === operation.systemUserId);
    if (row === undefined) throw new Refusal("0x80040217", "Does Not Exist");
    if (operation.kind === "updateUser") {
      row.disabled = operation.change.disabled ?? row.disabled;
      this.move(row, operation.change.businessUnitId ?? row.businessUnitId);
    } else if ("teamId" in operation) {
      const users = this.members.get(operation.teamId);
      if (operation.kind === "joinTeam") users?.add(row.systemUserId);
      else users?.delete(row.systemUserId);
    } else if (operation.kind === "removeRole") {
      row.roles.delete(operation.roleId);
    } else {
      const role = this.roles.find((one) => one.roleId === operation.roleId);
      if (role?.businessUnitId !== row.businessUnitId) throw new Refusal("0x80041409", "wrong business unit");
      if (row.disabled) throw new Refusal("0x80040225", "disabled");
      row.roles.add(operation.roleId);
    }
  }

  #systemUsers(): Map<string, SystemUser> {
    const visible = [...this.rows.values()].filter(
      ({ objectId }) => (this.#visibleAt.get(objectId) ?? 0) <= this.#now && this.accounts.has(objectId),
    );
    return new Map(
      visible.map((row) => {
        const account = this.accounts.get(row.objectId);
        const user: SystemUser = {
          systemUserId: row.systemUserId,
          objectId: row.objectId,
          domainName: account?.userPrincipalName ?? "",
          fullName: account?.displayName ?? "",
          email: account?.userPrincipalName ?? "",
          accessMode: 0,
          licensed: (account?.licenses.length ?? 0) > 0,
          disabled: row.disabled,
          businessUnitId: row.businessUnitId,
          applicationId: undefined,
          roles: this.roles.filter((role) => row.roles.has(role.roleId)),
        };
        return [row.objectId, user];
      }),
    );
  }

  #sku(skuPartNumber: string, skuId: string, enabledUnits: number): SubscribedSku {
    const consumedUnits = this.#holders(skuId);
    const servicePlans = this.#plansOf(skuId);
    return { skuId, skuPartNumber, capabilityStatus: "Enabled", enabledUnits, consumedUnits, servicePlans };
  }

  #plansOf(skuId: string): NonNullable<SubscribedSku["servicePlans"]> {
    if (skuId !== "sku-sales") return [];
    return PLANS.map((servicePlanName) => ({ servicePlanId: planId(servicePlanName), servicePlanName }));
  }

  #holders(skuId: string): number {
    return [...this.accounts.values()].filter((one) =>
      one.licenses.some((license) => license.skuId === skuId),
    ).length;
  }
}

const ENVIRONMENT = {
  environmentId: "environment",
  displayName: "Contoso Sales",
  organizationUrl: ORGANIZATION,
  securityGroupId: undefined,
  administrationMode: false,
};

class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The id of a service plan. */
export function planId(name: string): string {
  return `id of ${name}`;
}

function idOfRole(index: number, unit: number): string {
  return `00000000-0000-4000-800${String(unit)}-0000000000${String(index + 10)}`;
}

function teamIdOf(name: string): string {
  return name === TEAM ? "00000000-0000-4000-8002-000000000001" : "00000000-0000-4000-8002-000000000002";
}

function picked<Value>(from: ReadonlyMap<string, Value>, keys: readonly string[]): Map<string, Value> {
  return new Map(
    keys.flatMap((key) => {
      const value = from.get(key);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

/** Of lists the first element. */
function texts(properties: Readonly<Record<string, unknown>>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value[0] : value) as string | undefined,
    ]),
  );
}
