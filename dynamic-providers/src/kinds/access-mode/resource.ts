import type * as pulumi from "@pulumi/pulumi";
import { ReconciledResource } from "../../adapter/resource";
import type { PersonArgs } from "../person-args";
import type { AccessModeName } from "./modes";

export interface AccessModeArgs extends PersonArgs {
  /**
   * How the user may use the environment: `read-write`, `administrative`, `read` or `non-interactive`. An
   * environment takes 7 non-interactive users, and each needs a security role first.
   */
  readonly accessMode: pulumi.Input<AccessModeName>;
}

/** A user's access mode. When the resource goes, the mode that was found comes back, unless somebody changed it since. */
export class AccessMode extends ReconciledResource {
  /** The mode in effect: one of those that can be set, or `support-user` or `delegated-admin`. */
  declare public readonly accessMode: pulumi.Output<string>;
  /** The mode before this stack came. */
  declare public readonly foundAccessMode: pulumi.Output<string>;
  /** Dataverse system user id (a GUID). */
  declare public readonly systemUserId: pulumi.Output<string>;

  constructor(name: string, args: AccessModeArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = ["foundAccessMode", "declaredAccessMode", "systemUserId"];
    super({ kind: "AccessMode", outputs }, name, args, opts);
  }
}
