import { formatProblem, SalesEnvironment } from "@bc-sales/dynamic-providers";
import * as pulumi from "@pulumi/pulumi";
import type { AccountArgs } from "./account";
import {
  AdministratorAccount,
  type AdministratorAccountArgs,
  DEFAULT_ADMINISTRATOR_ROLES,
} from "./administratorAccount";
import { type AccountSet, accountConflicts } from "./conflicts";
import { environmentInputs, type EnvironmentArgs } from "./environment";
import { guardsOf } from "./guards";
import {
  defaultIntegrationRoles,
  IntegrationUserAccount,
  type IntegrationUserAccountArgs,
} from "./integrationUserAccount";
import {
  DEFAULT_SALESPERSON_ROLES,
  SalespersonAccounts,
  type SalespersonAccountsArgs,
} from "./salespersonAccounts";

export interface SalesIntegrationArgs {
  /** The environment of Dynamics 365 Sales that Business Central synchronizes with. */
  readonly environment: EnvironmentArgs;
  /** Who connects Business Central with Sales. */
  readonly administrator?: Omit<AdministratorAccountArgs, "environment">;
  /** The dedicated account that Business Central synchronizes with. */
  readonly integrationUser: Omit<IntegrationUserAccountArgs, "environment">;
  /** The salespeople of Business Central. */
  readonly salespeople?: Omit<SalespersonAccountsArgs, "environment" | "notThese">;
}

/** What is known of the environment. */
export interface EnvironmentInfo {
  readonly displayName: string;
  readonly environmentId: string;
  readonly organizationUrl: string;
}

/**
 * All user accounts that connect Business Central with Dynamics 365 Sales in one environment, and the rules
 * that concern more than one of them. Nothing is written before the environment, the roles and the licences
 * that the accounts ask for have been found.
 */
export class SalesIntegration extends pulumi.ComponentResource {
  declare public readonly environment: pulumi.Output<EnvironmentInfo>;
  declare public readonly administrator: AdministratorAccount | undefined;
  declare public readonly integrationUser: IntegrationUserAccount;
  declare public readonly salespeople: SalespersonAccounts | undefined;
  /** What each deployment verifies, as sentences. */
  declare public readonly guards: pulumi.Output<string[]>;

  constructor(name: string, args: SalesIntegrationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("bcsales:index:SalesIntegration", name, {}, opts);
    const child = { parent: this };
    // The address passes through the check of the account set, so that whatever needs the environment waits for it.
    const organizationUrl = pulumi
      .all([args.environment.organizationUrl, accountSet(args)])
      .apply(([url, accounts]) => withoutConflicts(url, accounts));
    const environment = new SalesEnvironment(
      `${name}-environment`,
      { ...environmentInputs(args.environment), organizationUrl, roles: rolesOf(args), seats: seatsOf(args) },
      child,
    );

    this.administrator = args.administrator
      ? new AdministratorAccount(`${name}-administrator`, { ...args.administrator, environment }, child)
      : undefined;
    this.integrationUser = new IntegrationUserAccount(
      `${name}-integration-user`,
      { ...args.integrationUser, environment },
      child,
    );
    this.salespeople = args.salespeople
      ? new SalespersonAccounts(
          `${name}-salespeople`,
          {
            ...args.salespeople,
            environment,
            notThese: [
              this.integrationUser.signInName,
              ...(this.administrator ? [this.administrator.signInName] : []),
            ],
          },
          child,
        )
      : undefined;
    this.environment = pulumi
      .all([environment.displayName, environment.environmentId, environment.organizationUrl])
      .apply(([displayName, environmentId, url]) => ({ displayName, environmentId, organizationUrl: url }));
    this.guards = pulumi.output(args.integrationUser.connectionEstablished ?? false).apply((connected) =>
      guardsOf({
        administrator: args.administrator !== undefined,
        salespeople: args.salespeople !== undefined,
        connected,
      }),
    );
    this.registerOutputs({ environment: this.environment, guards: this.guards });
  }
}

function signInNameOf(account: AccountArgs): pulumi.Input<string> {
  return "existing" in account ? account.existing : account.create.userPrincipalName;
}

function accountSet(args: SalesIntegrationArgs): pulumi.Output<AccountSet> {
  return pulumi
    .all([
      args.administrator && signInNameOf(args.administrator.account),
      signInNameOf(args.integrationUser.account),
      args.salespeople?.people ?? [],
    ])
    .apply(([administrator, integrationUser, people]) => ({
      administrator,
      integrationUser,
      salespeople: people.map((person) => person.signInName),
    }));
}

function withoutConflicts(organizationUrl: string, accounts: AccountSet): string {
  const problems = accountConflicts(accounts);
  if (problems.length > 0) throw new pulumi.RunError(problems.map(formatProblem).join("\n"));
  return organizationUrl;
}

/** Every role that some account asks for. */
function rolesOf(args: SalesIntegrationArgs): pulumi.Output<string[]> {
  return pulumi
    .all([
      args.administrator ? (args.administrator.roles ?? [...DEFAULT_ADMINISTRATOR_ROLES]) : [],
      args.integrationUser.roles ??
        pulumi.output(args.integrationUser.connectionEstablished ?? false).apply(defaultIntegrationRoles),
      args.salespeople ? (args.salespeople.roles ?? [...DEFAULT_SALESPERSON_ROLES]) : [],
    ])
    .apply((lists) => [...new Set(lists.flat())]);
}

/** For each licence, who is to hold it. */
function seatsOf(args: SalesIntegrationArgs): pulumi.Output<Record<string, string[]>> {
  return pulumi
    .all([accountSet(args), licensesOf(args.administrator), heldLicenses(args), licensesOf(args.salespeople)])
    .apply(([accounts, administrator, integrationUser, salespeople]) => {
      const seats: Record<string, string[]> = {};
      const give = (licenses: readonly string[], people: readonly (string | undefined)[]) => {
        for (const license of licenses) {
          seats[license] = [...(seats[license] ?? []), ...people.filter((name) => name !== undefined)];
        }
      };
      give(administrator, [accounts.administrator]);
      give(integrationUser, [accounts.integrationUser]);
      give(salespeople, accounts.salespeople);
      return seats;
    });
}

function licensesOf(
  account: { licenses?: pulumi.Input<pulumi.Input<string>[]> } | undefined,
): pulumi.Output<string[]> {
  return pulumi.output(account?.licenses ?? []);
}

/** The integration user's licences, none once they are released. */
function heldLicenses({ integrationUser }: SalesIntegrationArgs): pulumi.Output<string[]> {
  return pulumi
    .all([
      licensesOf(integrationUser),
      integrationUser.connectionEstablished ?? false,
      integrationUser.releaseLicense ?? false,
    ])
    .apply(([licenses, connected, release]) => (connected && release ? [] : licenses));
}
