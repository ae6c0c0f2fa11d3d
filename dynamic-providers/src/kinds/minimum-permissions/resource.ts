import type * as pulumi from "@pulumi/pulumi";
import { ReconciledResource } from "../../adapter/resource";
import type { MinimumRole } from "../../permissions/tables";
import type { ProductVersion } from "../../permissions/versions";
import type { OnDrift } from "./inputs";

export interface MinimumPermissionsArgs {
  /** Address of the environment, e.g. `https://contoso.crm4.dynamics.com`. */
  readonly organizationUrl: pulumi.Input<string>;
  /** Not needed; taken so that all resources of an environment can be given the same. */
  readonly environmentId?: pulumi.Input<string>;
  /** Whose minimum it is, of the setup article's three tables; several are asked for together. */
  readonly minimum: pulumi.Input<pulumi.Input<MinimumRole>[]>;
  /** Column of the article's tables. Default: `bc-2019-04`, the newest that is published. */
  readonly version?: pulumi.Input<ProductVersion>;
  /** The role, by display name, role template id or role id: always the one of the root business unit. Either this or a user. */
  readonly role?: pulumi.Input<string>;
  /** Entra object id of the user whose privileges through all roles and teams are compared. */
  readonly objectId?: pulumi.Input<string>;
  /** The user's sign-in name, for messages. */
  readonly signInName?: pulumi.Input<string>;
  /**
   * `verify` tells what is missing in a warning; `fail` stops the deployment, in preview already; `repair` gives the
   * role what it lacks, and takes or lowers nothing. Default: `verify`.
   */
  readonly onDrift?: pulumi.Input<OnDrift>;
  /** Makes a role of that name in the root business unit, with the minimum, when there is none. Default: false. */
  readonly createIfMissing?: pulumi.Input<boolean>;
  /** `revoke` takes back what repairs gave, and a role that was made here. Default: `keep`. */
  readonly onDestroy?: pulumi.Input<"keep" | "revoke">;
  /** Whether the minimum is asked for now; false verifies nothing. Default: true. */
  readonly required?: pulumi.Input<boolean>;
}

/** The minimum permissions that Microsoft's setup article asks for, of a role or of a user, compared on each deployment. */
export class MinimumPermissions extends ReconciledResource {
  /** Whether nothing is missing. */
  declare public readonly satisfied: pulumi.Output<boolean>;
  /** What is missing, a line each, with the level held and needed. */
  declare public readonly missing: pulumi.Output<string[]>;
  /** Whether the minimum is asked for now. */
  declare public readonly required: pulumi.Output<boolean>;
  /** The role or the user, for people. */
  declare public readonly subject: pulumi.Output<string>;
  /** Id of the role in the root business unit; "" for a user, and for a role that does not exist. */
  declare public readonly roleId: pulumi.Output<string>;

  constructor(name: string, args: MinimumPermissionsArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = ["required", "satisfied", "missing", "subject", "roleId", "added", "created"];
    super({ kind: "MinimumPermissions", outputs }, name, args, opts);
  }
}
