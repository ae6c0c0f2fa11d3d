import type { RosterPerson } from "@bc-sales/dynamic-providers/inspect";
import type * as pulumi from "@pulumi/pulumi";
import type { AccountArgs } from "../account";
import type { SalesIntegrationArgs } from "../salesIntegration";
import { DEFAULT_ADMINISTRATOR_ROLES, DEFAULT_SALESPERSON_ROLES, defaultIntegrationRoles } from "./defaults";
import { integrationArgs } from "./integrationArgs";
import type { ProgramConfig } from "./schema";

/** What is declared for the accounts of one kind, defaults filled in. */
export interface DeclaredAccounts {
  readonly signInNames: readonly string[];
  readonly roles: readonly string[];
  /** SKU part numbers of the licences that each of them is to hold now. */
  readonly licenses: readonly string[];
}

/** All accounts of one integration. */
export interface AccountSet {
  readonly administrator: DeclaredAccounts | undefined;
  readonly integrationUser: DeclaredAccounts;
  readonly salespeople: DeclaredAccounts | undefined;
}

/** The part of a component's arguments that tells the account set; any leaf may be an output. */
export function declarations(args: SalesIntegrationArgs) {
  const { administrator, integrationUser, salespeople } = args;
  return {
    administrator: administrator && {
      signInName: signInNameOf(administrator.account),
      roles: administrator.roles,
      licenses: administrator.licenses,
    },
    integrationUser: {
      signInName: signInNameOf(integrationUser.account),
      roles: integrationUser.roles,
      licenses: integrationUser.licenses,
      connected: integrationUser.connectionEstablished,
      release: integrationUser.releaseLicense,
    },
    salespeople: salespeople && {
      people: salespeople.people,
      roles: salespeople.roles,
      licenses: salespeople.licenses,
    },
  };
}

/** The same when every leaf is known. */
export type KnownDeclarations = pulumi.Unwrap<ReturnType<typeof declarations>>;

/** The account set of a stack's configuration, in which everything is known. */
export function accountSetOfConfig(config: ProgramConfig, salespeople: readonly RosterPerson[]): AccountSet {
  return accountSet(declarations(integrationArgs(config, salespeople)) as KnownDeclarations);
}

/** Fills in the defaults. */
export function accountSet({ administrator, integrationUser, salespeople }: KnownDeclarations): AccountSet {
  const connected = integrationUser.connected ?? false;
  const released = connected && (integrationUser.release ?? false);
  return {
    administrator: administrator && {
      signInNames: [administrator.signInName],
      roles: administrator.roles ?? DEFAULT_ADMINISTRATOR_ROLES,
      licenses: administrator.licenses ?? [],
    },
    integrationUser: {
      signInNames: [integrationUser.signInName],
      roles: integrationUser.roles ?? defaultIntegrationRoles(connected),
      licenses: released ? [] : (integrationUser.licenses ?? []),
    },
    salespeople: salespeople && {
      signInNames: salespeople.people.map((person) => person.signInName),
      roles: salespeople.roles ?? DEFAULT_SALESPERSON_ROLES,
      licenses: salespeople.licenses ?? [],
    },
  };
}

/** Every role that some account asks for. */
export function rolesOf(accounts: AccountSet): string[] {
  return [...new Set(groups(accounts).flatMap((group) => group.roles))];
}

/** For each licence, the sign-in names of all who are to hold it. */
export function seatsOf(accounts: AccountSet): Record<string, string[]> {
  const seats: Record<string, string[]> = {};
  for (const group of groups(accounts)) {
    for (const license of group.licenses) seats[license] = [...(seats[license] ?? []), ...group.signInNames];
  }
  return seats;
}

function groups({ administrator, integrationUser, salespeople }: AccountSet): DeclaredAccounts[] {
  return [administrator, integrationUser, salespeople].filter((group) => group !== undefined);
}

function signInNameOf(account: AccountArgs): pulumi.Input<string> {
  return "existing" in account ? account.existing : account.create.userPrincipalName;
}
