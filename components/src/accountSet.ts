import * as pulumi from "@pulumi/pulumi";
import type { AccountArgs } from "./account";
import { DEFAULT_ADMINISTRATOR_ROLES } from "./administratorAccount";
import { defaultIntegrationRoles } from "./integrationUserAccount";
import type { SalesIntegrationArgs } from "./salesIntegration";
import { DEFAULT_SALESPERSON_ROLES } from "./salespersonAccounts";

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
function declarations(args: SalesIntegrationArgs) {
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

type Known = pulumi.Unwrap<ReturnType<typeof declarations>>;

/**
 * The account set that the arguments declare: at once when they are all known, as an output otherwise.
 */
export function accountSetOf(args: SalesIntegrationArgs): AccountSet | pulumi.Output<AccountSet> {
  const declared = declarations(args);
  return isKnown(declared) ? accountSet(declared as Known) : pulumi.output(declared).apply(accountSet);
}

function accountSet({ administrator, integrationUser, salespeople }: Known): AccountSet {
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

/** Whether no output and no promise is nested in a value. */
function isKnown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return false;
  return Object.values(value).every(isKnown);
}
