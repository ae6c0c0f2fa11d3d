import type { Role, SystemUser } from "../clients/dataverse/dataverse";
import type { Solution, TeamRoles } from "../clients/dataverse/installation";

/**
 * Which connection Business Central makes: `sales`, straight to Dynamics 365 Sales (table "CRM Connection Setup", as in
 * the setup article), or `dataverse`, today's way of the online product ("CDS Connection Setup").
 */
export const CONNECTIONS = ["sales", "dataverse"] as const;
export type Connection = (typeof CONNECTIONS)[number];

/** Authentication Type of the connection: `office365` is what the pages of today call OAuth 2.0. */
export const AUTHENTICATIONS = ["office365", "oauth", "ad", "ifd"] as const;
export type Authentication = (typeof AUTHENTICATIONS)[number];

/** An account of the connection as it stands. */
export interface AccountFacts {
  readonly signInName: string;
  /** Undefined when the environment has no row of it. */
  readonly user: SystemUser | undefined;
  /** The teams it is a member of. */
  readonly teams: readonly TeamRoles[];
}

/** What could not be read, and why. */
export interface Unreadable {
  readonly refusal: string;
}

/** All that the checks look at. */
export interface ReadinessFacts {
  readonly connection: Connection;
  readonly authentication: Authentication;
  /** Whether Business Central has connected: then it expects more. */
  readonly connected: boolean;
  /** The environment's address, as Business Central names it in its messages. */
  readonly server: string;
  readonly administrationMode: boolean;
  readonly integrationUser: AccountFacts;
  readonly administrator: AccountFacts | undefined;
  /** All roles of the environment. */
  readonly roles: readonly Role[];
  /** By unique name in lower case. */
  readonly solutions: ReadonlyMap<string, Solution> | Unreadable;
  /** Of the tables that Business Central reads as the integration user: those that do not exist, or it may not read. */
  readonly tables:
    { readonly missing: readonly string[]; readonly unreadable: readonly string[] } | Unreadable;
  /** Sign-in names of those who count against the limit. */
  readonly nonInteractive: readonly string[];
  /** Business Central's local currency (LCY code), if the program tells it. */
  readonly localCurrency: string | undefined;
  /** ISO codes that the environment has. */
  readonly currencies: readonly string[] | Unreadable;
}

export function isUnreadable(value: object): value is Unreadable {
  return "refusal" in value;
}
