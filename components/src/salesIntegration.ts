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

/** For each licence, how many accounts ask for it. */
function seatsOf(args: SalesIntegrationArgs): pulumi.Output<Record<string, number>> {
  return pulumi
    .all([
      args.administrator?.licenses ?? [],
      args.integrationUser.licenses ?? [],
      args.salespeople?.licenses ?? [],
      args.salespeople?.people ?? [],
    ])
    .apply(([administrator, integrationUser, salespeople, people]) => {
      const seats: Record<string, number> = {};
      const ask = (skus: readonly string[], count: number) => {
        for (const sku of skus) seats[sku] = (seats[sku] ?? 0) + count;
      };
      ask(administrator, 1);
      ask(integrationUser, 1);
      ask(salespeople, people.length);
      return seats;
    });
}
