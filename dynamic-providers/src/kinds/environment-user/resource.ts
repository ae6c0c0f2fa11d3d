import type * as pulumi from "@pulumi/pulumi";
import { ReconciledResource } from "../../adapter/resource";
import type { PersonArgs } from "../person-args";

export interface EnvironmentUserArgs extends PersonArgs {
  /** Whether the user is enabled in the environment. Default: true. */
  readonly enabled?: pulumi.Input<boolean>;
  /**
   * What happens when the resource goes: `keep` leaves the user as it is, `disable` disables it. The row of a
   * user cannot be deleted. Default: `keep`.
   */
  readonly onDestroy?: pulumi.Input<"keep" | "disable">;
}

/**
 * An Entra account is a user of an environment, and enabled there. A missing or disabled user is added by a
 * forced sync, which can take minutes; when it does not arrive in ten, the error says why: no licence, not in
 * the environment's security group, sign-in blocked. A user who is there already is adopted.
 */
export class EnvironmentUser extends ReconciledResource {
  /** Whether the user is enabled in the environment. */
  declare public readonly enabled: pulumi.Output<boolean>;
  /** Dataverse system user id (a GUID). */
  declare public readonly systemUserId: pulumi.Output<string>;
  /** Primary e-mail address as Dataverse has it; it may differ from the sign-in name. */
  declare public readonly email: pulumi.Output<string>;
  /** Full name as Dataverse has it. */
  declare public readonly fullName: pulumi.Output<string>;
  /** Sign-in name as Dataverse has it. */
  declare public readonly domainName: pulumi.Output<string>;
  /** The user's business unit (a GUID). */
  declare public readonly businessUnitId: pulumi.Output<string>;
  /** Whether the user was there before this stack came. */
  declare public readonly foundInEnvironment: pulumi.Output<boolean>;

  constructor(name: string, args: EnvironmentUserArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = [
      "systemUserId",
      "email",
      "fullName",
      "domainName",
      "businessUnitId",
      "foundInEnvironment",
    ];
    super({ kind: "EnvironmentUser", outputs }, name, args, opts);
  }
}
