import { randomUUID } from "node:crypto";
import type { DataverseOperation, Role, SystemUser } from "../../clients/dataverse/dataverse";
import type { Tenant } from "../../clients/tenant";
import { SYSTEM_ADMINISTRATOR } from "../../roles/well-known";
import { type Account, DirectoryModel } from "./directory-model.test.support";
import { picked, Refusal } from "./faulty-model.test.support";

export const ORGANIZATION = "https://contoso.crm4.dynamics.com";
export const ROOT = "00000000-0000-4000-8000-000000000001";
export const CHILD = "00000000-0000-4000-8000-000000000002";
export const TEAM = "BCI - Contoso";
export const OTHER_TEAM = "BCI - Fabrikam";

interface Row {
  readonly systemUserId: string;
  readonly objectId: string;
  businessUnitId: string;
  disabled: boolean;
  roles: Set<string>;
}

const ROLE_NAMES = ["Salesperson", "Sales Manager", "Basic User", "System Administrator"];

/**
 * A tenant in memory, with the rules that matter to rosters: seats, usage locations, no licence no user, no role
 * for disabled users, roles of the user's own business unit only. Time passes when somebody waits.
 */
export class TenantModel extends DirectoryModel implements Tenant {
  readonly rows = new Map<string, Row>();
  readonly roles: readonly Role[];
  /** System user ids by team id. */
  readonly members = new Map<string, Set<string>>([
    [teamIdOf(TEAM), new Set()],
    [teamIdOf(OTHER_TEAM), new Set()],
  ]);
  readonly logged: string[] = [];
  /** Whether a user who is moved keeps the roles of the old business unit. */
  keepsRoles = false;
  /** Told of each user whom a move has taken the roles of. */
  stripped: (objectId: string) => void = () => undefined;
  /** How long a new row is not to be seen. */
  arrivalMs = 3_000;
  readonly #visibleAt = new Map<string, number>();

  constructor() {
    super();
    this.deleting = (objectId) => {
      const gone = this.rows.get(objectId)?.systemUserId ?? "";
      for (const users of this.members.values()) users.delete(gone);
      this.rows.delete(objectId);
    };
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

  forgetAccounts(): void {
    // Nothing is remembered here.
  }

  log(message: string): void {
    this.logged.push(message);
  }

  readonly powerPlatform = {
    environments: () => {
      this.reads++;
      return Promise.resolve([ENVIRONMENT]);
    },
    environment: () => Promise.resolve(ENVIRONMENT),
    addUser: (_environmentId: string, objectId: string, { label }: { label: string }) => {
      const outcome = this.attempt("Power Platform", label, () => {
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
            this.attempt("Dataverse", operation.label, () => {
              this.#onDataverse(operation);
            }),
          ),
        ),
    };
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
    this.#visibleAt.set(objectId, this.now + this.arrivalMs);
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
      ({ objectId }) => (this.#visibleAt.get(objectId) ?? 0) <= this.now && this.accounts.has(objectId),
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
}

const ENVIRONMENT = {
  environmentId: "environment",
  displayName: "Contoso Sales",
  organizationUrl: ORGANIZATION,
  securityGroupId: undefined,
  administrationMode: false,
};

function idOfRole(index: number, unit: number): string {
  return `00000000-0000-4000-800${String(unit)}-0000000000${String(index + 10)}`;
}

function teamIdOf(name: string): string {
  return name === TEAM ? "00000000-0000-4000-8002-000000000001" : "00000000-0000-4000-8002-000000000002";
}
