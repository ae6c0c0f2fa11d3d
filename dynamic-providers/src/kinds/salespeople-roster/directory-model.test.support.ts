import { randomUUID } from "node:crypto";
import type {
  AssignedLicense,
  DeletedUser,
  EntraUser,
  GraphOperation,
  LicenseToAssign,
  SubscribedSku,
} from "../../clients/graph/graph";
import { licensesAfter } from "../../licenses/plan";
import { FaultyModel, picked, Refusal, texts } from "./faulty-model.test.support";

export const SALES = "DYN365_ENTERPRISE_SALES";
export const POWER = "POWERAPPS_PER_USER";
/** Service plans of {@link SALES}; the id of one is `id of` its name. */
export const PLANS = ["PROJECT_ESSENTIALS", "SHAREPOINTWAC"] as const;

export type Account = Omit<EntraUser, "licenses" | "profile"> & {
  readonly licenses: readonly AssignedLicense[];
  readonly profile: Readonly<Record<string, string | undefined>>;
};

/** The id of a service plan. */
export function planId(name: string): string {
  return `id of ${name}`;
}

/** A directory in memory, with the rules that matter to rosters: seats, usage locations, plans of licences. */
export class DirectoryModel extends FaultyModel {
  readonly accounts = new Map<string, Account>();
  readonly skus = new Map([
    [SALES, { skuId: "sku-sales", seats: 1_000 }],
    [POWER, { skuId: "sku-power", seats: 1_000 }],
  ]);
  readonly deleted: DeletedUser[] = [];
  readonly domains = ["contoso.com", "contoso.onmicrosoft.com", "fabrikam.com"];
  /** Told of each account that is deleted. */
  protected deleting: (objectId: string) => void = () => undefined;

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
          this.attempt("Microsoft Graph", operation.label, () => this.#onGraph(operation)),
        ),
      ),
  };

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

  account(signInName: string): Account {
    const found = [...this.accounts.values()].find((one) => one.userPrincipalName === signInName);
    if (found === undefined) throw new Error(`${signInName} has no account`);
    return found;
  }

  hasAccount(signInName: string): boolean {
    return [...this.accounts.values()].some((one) => one.userPrincipalName === signInName);
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
      this.deleting(account.objectId);
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
