import { formatProblem, SalesEnvironment } from "@bc-sales/dynamic-providers";
import * as pulumi from "@pulumi/pulumi";
import { AdministratorAccount, type AdministratorAccountArgs } from "./administratorAccount";
import { type AccountSet, newAccountsOf, rolesOf, seatsOf } from "./config/accountSet";
import { accountConflicts } from "./config/conflicts";
import { accountSetOf } from "./declared";
import { environmentInputs, type EnvironmentArgs } from "./environment";
import { guardsOf } from "./guards";
import { IntegrationUserAccount, type IntegrationUserAccountArgs } from "./integrationUserAccount";
import type { PermissionReport, PermissionsArgs } from "./permissions";
import { type ReadinessArgs, type ReadinessReport, readinessOf } from "./readiness";
import { SalespersonAccounts, type SalespersonAccountsArgs } from "./salespersonAccounts";

export interface SalesIntegrationArgs {
  /** The environment of Dynamics 365 Sales that Business Central synchronizes with. */
  readonly environment: EnvironmentArgs;
  /** Who connects Business Central with Sales. */
  readonly administrator?: Omit<
    AdministratorAccountArgs,
    "environment" | "connectionEstablished" | "permissions"
  >;
  /** The dedicated account that Business Central synchronizes with. */
  readonly integrationUser: Omit<IntegrationUserAccountArgs, "environment" | "permissions"> & ProtectionArgs;
  /** The salespeople of Business Central. */
  readonly salespeople?: Omit<SalespersonAccountsArgs, "environment" | "notThese" | "permissions">;
  /** The minimum permissions of the setup article, of all accounts. Default: verified, for the newest version published. */
  readonly permissions?: PermissionsArgs;
  /** How Business Central connects, for what it will check then. Default: straight to Sales, with Office 365. */
  readonly readiness?: ReadinessArgs;
}

export interface ProtectionArgs {
  /**
   * Whether Pulumi refuses to delete anything that the account is or holds (`protect` of all its resources): on destroy,
   * when it leaves the program, when it would be replaced. Default: false. To get rid of it set it to false and deploy,
   * or run `pulumi state unprotect`.
   */
  readonly protect?: boolean;
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
  /** What was found of the minimum permissions, of each role and user. */
  declare public readonly permissions: pulumi.Output<PermissionReport[]>;
  /** What Business Central will check when it connects. */
  declare public readonly readiness: pulumi.Output<ReadinessReport>;
  /** What each deployment verifies, as sentences. */
  declare public readonly guards: pulumi.Output<string[]>;

  constructor(name: string, args: SalesIntegrationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("bcsales:index:SalesIntegration", name, {}, opts);
    const child = { parent: this };
    // Where everything is known already, a conflict stops the program before it declares anything.
    const declared = accountSetOf(args);
    const accounts = pulumi.Output.isInstance(declared)
      ? declared.apply(withoutConflicts)
      : pulumi.output(withoutConflicts(declared));
    const environment = new SalesEnvironment(
      `${name}-environment`,
      {
        ...environmentInputs(args.environment),
        roles: accounts.apply(rolesOf),
        seats: accounts.apply(seatsOf),
        newAccounts: accounts.apply(newAccountsOf),
      },
      child,
    );

    const permissions = args.permissions ?? {};
    this.administrator = args.administrator
      ? new AdministratorAccount(
          `${name}-administrator`,
          {
            ...args.administrator,
            environment,
            connectionEstablished: args.integrationUser.connectionEstablished ?? false,
            permissions,
          },
          child,
        )
      : undefined;
    const { protect, ...integrationUser } = args.integrationUser;
    this.integrationUser = new IntegrationUserAccount(
      `${name}-integration-user`,
      { ...integrationUser, environment, permissions },
      { ...child, ...(protect === undefined ? {} : { protect }) },
    );
    this.salespeople = args.salespeople
      ? new SalespersonAccounts(
          `${name}-salespeople`,
          {
            ...args.salespeople,
            environment,
            permissions,
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
    this.permissions = pulumi
      .all([
        this.administrator?.permissions ?? [],
        this.integrationUser.permissions,
        this.salespeople?.permissions ?? [],
      ])
      .apply((reports) => reports.flat());
    const { administrator, salespeople } = this;
    this.readiness = readinessOf(
      name,
      environment,
      {
        administrator,
        integrationUser: this.integrationUser,
        connected: args.integrationUser.connectionEstablished ?? false,
      },
      args.readiness ?? {},
      {
        ...child,
        dependsOn: [administrator, this.integrationUser, salespeople].filter(
          (account) => account !== undefined,
        ),
      },
    );
    this.registerOutputs({
      environment: this.environment,
      readiness: this.readiness,
      permissions: this.permissions,
      guards: this.guards,
    });
  }
}

/** @throws pulumi.RunError with one line for each problem. */
function withoutConflicts(accounts: AccountSet): AccountSet {
  const problems = accountConflicts(accounts);
  if (problems.length > 0) throw new pulumi.RunError(problems.map(formatProblem).join("\n"));
  return accounts;
}
