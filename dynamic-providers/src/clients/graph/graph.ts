import type { Concern } from "../http/service-error";
import type { Outcome } from "../outcome";

/** The columns of an Entra user that this project reads. */
export interface EntraUser {
  readonly objectId: string;
  readonly userPrincipalName: string;
  readonly accountEnabled: boolean;
  readonly displayName: string;
  readonly mail: string | undefined;
  readonly usageLocation: string | undefined;
  readonly userType: string | undefined;
  readonly licenses: readonly AssignedLicense[];
  /**
   * Profile properties by their Graph name (givenName, surname, jobTitle, department, …); of businessPhones and
   * otherMails the first element.
   */
  readonly profile: Readonly<Record<string, string | undefined>>;
}

/** A licence of a user. */
export interface AssignedLicense {
  readonly skuId: string;
  /** Id of the group that the licence comes from; undefined when it is assigned directly. */
  readonly assignedByGroup: string | undefined;
  /** Ids of the service plans that are off. Default: none. */
  readonly disabledPlans?: readonly string[];
}

/** A user who was deleted less than 30 days ago. */
export interface DeletedUser {
  readonly objectId: string;
  /** As it was before. */
  readonly userPrincipalName: string;
  /** ISO 8601. */
  readonly deletedAt: string | undefined;
}

export interface SubscribedSku {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly capabilityStatus: string;
  /** Seats bought and usable: `prepaidUnits.enabled`. */
  readonly enabledUnits: number;
  readonly consumedUnits: number;
  /** What the SKU consists of. */
  readonly servicePlans?: readonly ServicePlan[];
}

export interface ServicePlan {
  readonly servicePlanId: string;
  /** E.g. `PROJECT_ESSENTIALS`. */
  readonly servicePlanName: string;
}

/** A licence to be assigned; one that is there already has its service plans set. */
export interface LicenseToAssign {
  readonly skuId: string;
  /** Ids of the service plans that are to be off; all others are on. */
  readonly disabledPlans: readonly string[];
}

export interface NewUser {
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly mailNickname: string;
  readonly usageLocation: string | undefined;
  readonly password: string;
  readonly forceChangePasswordNextSignIn: boolean;
  /** Further Graph properties: strings, or lists for businessPhones and otherMails. */
  readonly profile: Readonly<Record<string, string | readonly string[]>>;
}

/** `label` completes "could not …" in errors. */
export type GraphOperation = Concern & { readonly label: string } & (
    | { readonly kind: "createUser"; readonly user: NewUser }
    | {
        readonly kind: "updateUser";
        readonly objectId: string;
        readonly change: Readonly<Record<string, unknown>>;
      }
    | { readonly kind: "deleteUser"; readonly objectId: string }
    | {
        readonly kind: "assignLicense";
        readonly objectId: string;
        readonly add: readonly LicenseToAssign[];
        /** SKU ids. */
        readonly remove: readonly string[];
      }
  );

/** Microsoft Graph v1.0, set-wise. */
export interface GraphClient {
  /** By sign-in name, any case; keys of the map are lower case. Missing people are missing in the map. */
  usersByPrincipalName(names: readonly string[]): Promise<ReadonlyMap<string, EntraUser>>;
  usersByObjectId(objectIds: readonly string[]): Promise<ReadonlyMap<string, EntraUser>>;
  /** Guests by mail address, any case; keys of the map are lower case. */
  guestsByMail(addresses: readonly string[]): Promise<ReadonlyMap<string, EntraUser>>;
  /** All who can be restored. */
  deletedUsers(): Promise<readonly DeletedUser[]>;
  subscribedSkus(): Promise<readonly SubscribedSku[]>;
  /** The domains that sign-in names of the tenant can have, in lower case, the default one first. */
  verifiedDomains(): Promise<readonly string[]>;
  /**
   * Runs operations in JSON batches of 20, one outcome each, in order; the value is the object id concerned.
   * A lost answer to a creation is settled by looking the sign-in name up. A user to be deleted that is gone,
   * and a licence to be removed that is not there, count as done.
   */
  execute(operations: readonly GraphOperation[]): Promise<readonly Outcome<string>[]>;
}
