import type * as pulumi from "@pulumi/pulumi";
import { ReconciledResource } from "../../adapter/resource";
import type { RoleMode } from "../../roles/plan";
import type { PersonArgs } from "../person-args";

export interface RoleAssignmentsArgs extends PersonArgs {
  /** Security roles by display name (any letter case), role template id or role id. Their order does not count. */
  readonly roles: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * `additive` leaves roles that others granted; `authoritative` takes them away, and preview says which.
   * Default: `additive`.
   */
  readonly mode?: pulumi.Input<RoleMode>;
  /**
   * Roles that the user must never hold, named like `roles`. One that the user holds all the same is refused
   * in additive mode and taken away in authoritative mode. Default: none.
   */
  readonly forbidden?: pulumi.Input<pulumi.Input<string>[]>;
  /** Whether one of `roles` at least must be neither System Administrator nor System Customizer. Default: false. */
  readonly nonAdministrativeRoleRequired?: pulumi.Input<boolean>;
}

/**
 * The security roles that a user holds directly, each as the user's business unit has it. Roles that the user
 * held before are adopted and stay when the resource goes; those granted here are taken back.
 */
export class RoleAssignments extends ReconciledResource {
  /** Display names of all roles held directly, also those granted by others; sorted. */
  declare public readonly rolesInEffect: pulumi.Output<string[]>;
  /** Ids of the roles that this stack granted, as the user's business unit has them; sorted. */
  declare public readonly grantedRoles: pulumi.Output<string[]>;
  /** Dataverse system user id (a GUID). */
  declare public readonly systemUserId: pulumi.Output<string>;
  /** The user's business unit (a GUID). */
  declare public readonly businessUnitId: pulumi.Output<string>;

  constructor(name: string, args: RoleAssignmentsArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = ["rolesInEffect", "grantedRoles", "declaredRoles", "systemUserId", "businessUnitId"];
    super({ kind: "RoleAssignments", outputs }, name, args, opts);
  }
}
