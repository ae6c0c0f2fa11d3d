import type { SystemUser } from "../../clients/dataverse/dataverse";
import type { EntraUser } from "../../clients/graph/graph";
import type { Salesperson } from "./inputs";

/** What the state records of one person. */
export interface Member {
  /** Of the Entra account; undefined while it is not known whether its creation succeeded. */
  readonly objectId?: string;
  readonly systemUserId?: string;
  /** As Dataverse has it. */
  readonly email?: string;
  /** As Dataverse has it. */
  readonly fullName?: string;
  /** Whether this stack made the Entra account. */
  readonly madeHere: boolean;
  /** Whether this stack brought the person into the environment, or enabled a disabled user. */
  readonly broughtIn: boolean;
  /** Ids of the roles that this stack granted. */
  readonly grantedRoles: readonly string[];
  /** SKU ids of the licences that this stack granted. */
  readonly grantedLicenses: readonly string[];
  /** Ids of the teams that this stack took the person into. */
  readonly grantedTeams: readonly string[];
  /** Display names of all roles held directly, sorted. */
  readonly rolesInEffect: readonly string[];
  /** The first password of an account that was made here. */
  readonly password?: string;
}

export const NEW_MEMBER: Member = {
  madeHere: false,
  broughtIn: false,
  grantedRoles: [],
  grantedLicenses: [],
  grantedTeams: [],
  rolesInEffect: [],
};

/** One person: what is wanted, what the tenant has, what the state records. */
export interface Situation {
  /** In lower case, as the roster has it; for somebody who leaves, as Entra or the state has it. */
  readonly signInName: string;
  /** Undefined for somebody who leaves. */
  readonly wanted: Salesperson | undefined;
  readonly account: EntraUser | undefined;
  readonly user: SystemUser | undefined;
  /** Ids of the teams that the user is in, of those that the roster is about. */
  readonly teams: readonly string[];
  readonly member: Member;
  /** The name under which the state has the person, where it is another one. */
  readonly formerName?: string;
  /** The account that has the sign-in name, where the person's object id means another one. */
  readonly nameHolder?: EntraUser;
}
