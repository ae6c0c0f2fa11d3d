import type { Concern } from "../http/service-error";
import type { Outcome } from "../outcome";
import type { InstallationClient } from "./installation";
import type { PrivilegesClient } from "./privileges";

/** `systemuser.accessmode` (Dataverse table reference, systemuser). */
export enum AccessModeValue {
  ReadWrite = 0,
  Administrative = 1,
  Read = 2,
  SupportUser = 3,
  NonInteractive = 4,
  DelegatedAdmin = 5,
}

/** A security role as one business unit holds it. Guids are lower case. */
export interface Role {
  readonly roleId: string;
  readonly name: string;
  readonly businessUnitId: string;
  /** The role's id in the root business unit; equal to `roleId` there. */
  readonly rootRoleId: string;
  readonly templateId: string | undefined;
  /** Whether its privileges may be changed (managed property `iscustomizable`). */
  readonly customizable: boolean;
}

/** A row of `systemusers` with the roles assigned to it directly. Guids are lower case. */
export interface SystemUser {
  readonly systemUserId: string;
  readonly objectId: string;
  readonly domainName: string;
  readonly fullName: string;
  readonly email: string;
  readonly accessMode: number;
  readonly licensed: boolean;
  readonly disabled: boolean;
  readonly businessUnitId: string;
  readonly applicationId: string | undefined;
  readonly roles: readonly Role[];
}

/** An owner team whose members are chosen by hand: no default team of a business unit, none of a group of Entra. */
export interface Team {
  readonly teamId: string;
  readonly name: string;
}

/** `label` completes "could not …" in errors. */
export type DataverseOperation = Concern & { readonly systemUserId: string; readonly label: string } & (
    | { readonly kind: "assignRole" | "removeRole"; readonly roleId: string }
    | { readonly kind: "joinTeam" | "leaveTeam"; readonly teamId: string }
    | {
        readonly kind: "updateUser";
        readonly change: {
          readonly accessMode?: number;
          readonly disabled?: boolean;
          /** A move takes the user's roles away, unless the organization is set to keep them. */
          readonly businessUnitId?: string;
        };
      }
  );

/** One environment's Web API (v9.2), set-wise. */
export interface DataverseClient {
  readonly organizationUrl: string;
  whoAmI(): Promise<{ userId: string; businessUnitId: string; organizationId: string }>;
  /**
   * Rows by Entra object id; missing rows are missing in the map. Calls made in the same tick are one
   * query, and answers are shared until this process writes to the environment. `fresh` bypasses what is remembered.
   */
  systemUsers(
    objectIds: readonly string[],
    options?: { fresh?: boolean },
  ): Promise<ReadonlyMap<string, SystemUser>>;
  /** Enabled users in access mode 4 that are not application users: those that count against the limit of 7. */
  nonInteractiveUsers(): Promise<readonly SystemUser[]>;
  /** Every role of every business unit (paged). Shared for a minute, or until this process makes or deletes one. */
  roles(): Promise<readonly Role[]>;
  /** All owner teams whose members are chosen by hand (paged). */
  teams(): Promise<readonly Team[]>;
  /** System user ids of the members by team id, of teams that exist. Shared and refreshed like {@link systemUsers}. */
  teamMembers(
    teamIds: readonly string[],
    options?: { fresh?: boolean },
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** Which privileges there are, and who holds them. */
  readonly privileges: PrivilegesClient;
  /** What else decides whether Business Central can connect. */
  readonly installation: InstallationClient;
  businessUnits(): Promise<readonly { businessUnitId: string; name: string; parentId: string | undefined }[]>;
  /**
   * Runs operations in `$batch` requests with continue-on-error, one outcome each, in order. A role that is
   * already assigned and a role that is already gone count as done; so do members of teams.
   */
  execute(operations: readonly DataverseOperation[]): Promise<readonly Outcome<void>[]>;
}
