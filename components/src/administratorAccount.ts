import * as pulumi from "@pulumi/pulumi";
import { type AccessArgs, accessOf, personInputs } from "./access";
import { type AccountArgs, identityOf } from "./account";
import { DEFAULT_ADMINISTRATOR_ROLES } from "./config/defaults";
import type { EnvironmentArgs } from "./environment";
import { accountPermissions, type PermissionReport, type PermissionsArgs, reportsOf } from "./permissions";

/**
 * `roles`: at least one must be neither System Administrator nor System Customizer.
 * Default: {@link DEFAULT_ADMINISTRATOR_ROLES}.
 */
export interface AdministratorAccountArgs extends AccessArgs {
  /** The environment the administrator sets the integration up in. */
  readonly environment: EnvironmentArgs;
  /** The administrator's Entra account: one that exists, or one to be made. */
  readonly account: AccountArgs;
  /** Whether Business Central has connected, and so brought its roles. Default: false. */
  readonly connectionEstablished?: pulumi.Input<boolean>;
  /** The minimum permissions of the setup article. Default: verified, for the newest version published. */
  readonly permissions?: PermissionsArgs;
}

/** The administrator of Dynamics 365 Sales who connects Business Central with it. */
export class AdministratorAccount extends pulumi.ComponentResource {
  declare public readonly signInName: pulumi.Output<string>;
  /** Entra object id. */
  declare public readonly objectId: pulumi.Output<string>;
  /** Dataverse system user id. */
  declare public readonly systemUserId: pulumi.Output<string>;
  /** Display names of all roles held directly, also those granted by others; sorted. */
  declare public readonly rolesInEffect: pulumi.Output<string[]>;
  /** What was found of the minimum permissions. */
  declare public readonly permissions: pulumi.Output<PermissionReport[]>;
  /** Secret; undefined for an account that existed. To be changed at first sign-in. */
  declare public readonly initialPassword: pulumi.Output<string> | undefined;

  constructor(name: string, args: AdministratorAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    super("bcsales:index:AdministratorAccount", name, {}, opts);
    const identity = identityOf(
      name,
      args.account,
      { environment: args.environment, usageLocation: args.usageLocation, changePasswordAtFirstSignIn: true },
      this,
    );
    const person = personInputs(args.environment, identity);
    const { user, roles } = accessOf(
      name,
      person,
      args,
      { roles: args.roles ?? [...DEFAULT_ADMINISTRATOR_ROLES], nonAdministrativeRoleRequired: true },
      this,
    );

    const permissions = accountPermissions(
      name,
      "administrator",
      person,
      args.permissions ?? {},
      args.connectionEstablished ?? false,
      { parent: this, dependsOn: roles },
    );

    this.signInName = identity.signInName;
    this.objectId = identity.objectId;
    this.systemUserId = user.systemUserId;
    this.rolesInEffect = roles.rolesInEffect;
    this.permissions = reportsOf(permissions);
    this.initialPassword = identity.initialPassword;
    this.registerOutputs({
      signInName: this.signInName,
      objectId: this.objectId,
      systemUserId: this.systemUserId,
      rolesInEffect: this.rolesInEffect,
      permissions: this.permissions,
      // The options of a resource that a policy can look at do not tell it.
      onDestroy: identity.onDestroy,
    });
  }
}
