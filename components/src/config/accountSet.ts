import type { RosterPerson } from "@bc-sales/dynamic-providers/declared";
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
  /** Licences that each of them is to hold now. */
  readonly licenses: readonly string[];
  /** Whether the program makes the accounts itself. Default: false; salespeople are made by their roster. */
  readonly made?: boolean;
  /** What is known of each of them; of salespeople alone. */
  readonly people?: readonly RosterPerson[];
  /** Those with lists of their own, which stand instead of the common ones. Default: nobody. */
  readonly own?: readonly OwnLists[];
}

/** Lists of one person; one that is absent is the common one. */
export interface OwnLists {
  readonly signInName: string;
  readonly roles?: readonly string[];
  readonly licenses?: readonly string[];
}

/** What one account is to hold. */
export type AccountLists = Required<OwnLists>;

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
      made: "create" in administrator.account,
      roles: administrator.roles,
      licenses: administrator.licenses,
    },
    integrationUser: {
      signInName: signInNameOf(integrationUser.account),
      made: "create" in integrationUser.account,
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
      made: administrator.made,
    },
    integrationUser: {
      signInNames: [integrationUser.signInName],
      roles: integrationUser.roles ?? defaultIntegrationRoles(connected),
      licenses: released ? [] : (integrationUser.licenses ?? []),
      made: integrationUser.made,
    },
    salespeople: salespeople && {
      signInNames: salespeople.people.map((person) => person.signInName),
      roles: salespeople.roles ?? DEFAULT_SALESPERSON_ROLES,
      licenses: salespeople.licenses ?? [],
      people: salespeople.people,
      own: salespeople.people.flatMap(ownLists),
    },
  };
}

function ownLists({ signInName, roles, licenses }: RosterPerson): OwnLists[] {
  if (roles === undefined && licenses === undefined) return [];
  return [
    {
      signInName,
      ...(roles === undefined ? {} : { roles }),
      ...(licenses === undefined ? {} : { licenses }),
    },
  ];
}

/** What each account of a kind is to hold, in their order. */
export function wishesOf({ signInNames, roles, licenses, own = [] }: DeclaredAccounts): AccountLists[] {
  const exceptions = new Map(own.map((one) => [one.signInName, one]));
  return signInNames.map((signInName) => ({ roles, licenses, ...exceptions.get(signInName), signInName }));
}

/** Every role that some account asks for. */
export function rolesOf(accounts: AccountSet): string[] {
  return [...new Set(lists(accounts).flatMap(({ roles }) => roles))];
}

/** For each licence, the sign-in names of all who are to hold it. */
export function seatsOf(accounts: AccountSet): Record<string, string[]> {
  const seats: Record<string, string[]> = {};
  for (const { signInName, licenses } of lists(accounts)) {
    for (const license of new Set(licenses)) (seats[license] ??= []).push(signInName);
  }
  return seats;
}

/** Sign-in names of the accounts that the program makes, apart from salespeople. */
export function newAccountsOf({ administrator, integrationUser }: AccountSet): string[] {
  return [administrator, integrationUser]
    .filter((group) => group?.made)
    .flatMap((group) => group?.signInNames ?? []);
}

function lists({ administrator, integrationUser, salespeople }: AccountSet): AccountLists[] {
  return [administrator, integrationUser, salespeople]
    .filter((group) => group !== undefined)
    .flatMap(wishesOf);
}

function signInNameOf(account: AccountArgs): pulumi.Input<string> {
  return "existing" in account ? account.existing : account.create.userPrincipalName;
}
