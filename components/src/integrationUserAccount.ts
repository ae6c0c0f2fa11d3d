import { AccessMode, LicenseRelease, SYSTEM_ADMINISTRATOR } from "@bc-sales/dynamic-providers";
import * as pulumi from "@pulumi/pulumi";
import { type AccessArgs, accessOf, personInputs } from "./access";
import { type AccountArgs, identityOf } from "./account";
import { defaultIntegrationRoles, integrationAccessMode } from "./config/defaults";
import type { EnvironmentArgs } from "./environment";
import { accountPermissions, type PermissionReport, type PermissionsArgs, reportsOf } from "./permissions";

/**
 * `roles`: at least one, never System Administrator. Default: Basic User, and
 * the two integration roles besides once the connection is established.
 */
export interface IntegrationUserAccountArgs extends AccessArgs {
  /** The environment that Business Central synchronizes with. */
  readonly environment: EnvironmentArgs;
  /** The dedicated Entra account: one that exists, or one to be made. Never the administrator's. */
  readonly account: AccountArgs;
  /**
   * Whether Business Central has connected with this user. Then its access mode is Non-interactive; before,
   * it is Read-Write, since somebody must be able to sign in. Default: false.
   */
  readonly connectionEstablished?: pulumi.Input<boolean>;
  /** Takes the licences away again once the access mode is Non-interactive, which needs none. Default: false. */
  readonly releaseLicense?: pulumi.Input<boolean>;
  /** The minimum permissions of the setup article. Default: verified, for the newest version published. */
  readonly permissions?: PermissionsArgs;
}

/** The dedicated account that Business Central synchronizes with. */
export class IntegrationUserAccount extends pulumi.ComponentResource {
  declare public readonly signInName: pulumi.Output<string>;
  /** Entra object id. */
  declare public readonly objectId: pulumi.Output<string>;
  /** Dataverse system user id. */
  declare public readonly systemUserId: pulumi.Output<string>;
  /** Display names of all roles held directly, also those granted by others; sorted. */
  declare public readonly rolesInEffect: pulumi.Output<string[]>;
  /** `read-write` or `non-interactive`. */
  declare public readonly accessMode: pulumi.Output<string>;
  /** What was found of the minimum permissions. */
  declare public readonly permissions: pulumi.Output<PermissionReport[]>;
  /** Secret; undefined for an account that existed. Business Central signs in with it. */
  declare public readonly initialPassword: pulumi.Output<string> | undefined;

  constructor(name: string, args: IntegrationUserAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    super("bcsales:index:IntegrationUserAccount", name, {}, opts);
    const connected = pulumi.output(args.connectionEstablished ?? false);
    const released = pulumi
      .all([connected, args.releaseLicense ?? false])
      .apply(([isConnected, releaseLicense]) => isConnected && releaseLicense);

    const identity = identityOf(
      name,
      args.account,
      {
        environment: args.environment,
        usageLocation: args.usageLocation,
        changePasswordAtFirstSignIn: false,
      },
      this,
    );
    const person = personInputs(args.environment, identity);
    const { user, roles } = accessOf(
      name,
      person,
      args,
      {
        roles: args.roles ?? connected.apply(defaultIntegrationRoles),
        forbidden: [SYSTEM_ADMINISTRATOR.templateId],
        licensesRequired: released.apply((isReleased) => !isReleased),
      },
      this,
    );
    const mode = new AccessMode(
      `${name}-access-mode`,
      {
        ...person,
        accessMode: connected.apply(integrationAccessMode),
      },
      { parent: this, dependsOn: roles },
    );
    if (args.licenses !== undefined) {
      new LicenseRelease(
        `${name}-license-release`,
        { ...person, licenses: args.licenses, release: released, accessMode: mode.accessMode },
        { parent: this, dependsOn: mode },
      );
    }

    const permissions = accountPermissions(
      name,
      "integrationUser",
      person,
      args.permissions ?? {},
      connected,
      {
        parent: this,
        dependsOn: roles,
      },
    );

    this.signInName = identity.signInName;
    this.objectId = identity.objectId;
    this.systemUserId = user.systemUserId;
    this.rolesInEffect = roles.rolesInEffect;
    this.accessMode = mode.accessMode;
    this.permissions = reportsOf(permissions);
    this.initialPassword = identity.initialPassword;
    this.registerOutputs({
      signInName: this.signInName,
      objectId: this.objectId,
      systemUserId: this.systemUserId,
      rolesInEffect: this.rolesInEffect,
      accessMode: this.accessMode,
      permissions: this.permissions,
      // The options of a resource that a policy can look at do not tell it.
      onDestroy: identity.onDestroy,
    });
  }
}
