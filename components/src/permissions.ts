import {
  MinimumPermissions,
  type MinimumPermissionsArgs,
  PRODUCT_AVAILABILITY_USER,
  type ProductVersion,
} from "@bc-sales/dynamic-providers";
import * as pulumi from "@pulumi/pulumi";
import type { personInputs } from "./access";
import { MINIMA } from "./config/minima";
import { environmentDependency, environmentInputs, type EnvironmentArgs } from "./environment";

/** How the minimum permissions of the setup article are kept. */
export interface PermissionsArgs {
  /** Product that synchronizes: column of the article's tables. Default: `bc-2019-04`, the newest that is published. */
  readonly version?: pulumi.Input<ProductVersion>;
  /**
   * What happens when permissions are missing: `verify` warns, `fail` stops the deployment in preview, `repair` gives
   * roles what they lack (a user's own privileges come from roles, and are verified then). Default: `verify`.
   */
  readonly onDrift?: pulumi.Input<"verify" | "fail" | "repair">;
}

/** What was found of one role or user. */
export interface PermissionReport {
  readonly subject: string;
  readonly satisfied: boolean;
  /** A line each. */
  readonly missing: readonly string[];
}

/**
 * The minimum of an account: of the role that the article's table is about, and of all that the user holds together.
 * Before Business Central has connected, the solution with the roles need not be there: then the role is only looked
 * at, and the user not yet.
 */
export function accountPermissions(
  name: string,
  account: keyof typeof MINIMA,
  person: ReturnType<typeof personInputs>,
  args: PermissionsArgs,
  connected: pulumi.Input<boolean>,
  opts: pulumi.CustomResourceOptions,
): MinimumPermissions[] {
  const { table, role } = MINIMA[account];
  const common = { ...versionInput(args), minimum: [table] };
  const choice = pulumi.all([connected, args.onDrift ?? "verify"]);
  const ofRole = new MinimumPermissions(
    `${name}-role-permissions`,
    {
      ...environmentInputs(person),
      ...common,
      role: role.roleId,
      onDrift: choice.apply(([isConnected, onDrift]) => (isConnected ? onDrift : "verify")),
    },
    opts,
  );
  const ofUser = new MinimumPermissions(
    `${name}-permissions`,
    {
      ...person,
      ...common,
      // Only roles can be repaired; what comes of it the user has afterwards.
      onDrift: choice.apply(([, onDrift]) => (onDrift === "repair" ? "verify" : onDrift)),
      required: connected,
    },
    { ...opts, dependsOn: ofRole },
  );
  return [ofRole, ofUser];
}

/** A role with which salespeople see stock, made where no solution brings it. */
export interface ProductAvailabilityArgs {
  /** Display name of the role. Default: the name under which Business Central's solution brought it. */
  readonly role?: pulumi.Input<string>;
}

/** The role of Product Availability users, with its minimum permissions; each salesperson can be given it then. */
export function productAvailabilityRole(
  name: string,
  environment: EnvironmentArgs,
  args: ProductAvailabilityArgs & PermissionsArgs,
  opts: pulumi.CustomResourceOptions,
): MinimumPermissions {
  return new MinimumPermissions(
    `${name}-product-availability`,
    {
      ...environmentInputs(environment),
      ...versionInput(args),
      minimum: ["product-availability-user"],
      role: args.role ?? PRODUCT_AVAILABILITY_USER,
      createIfMissing: true,
      onDrift: args.onDrift ?? "verify",
    },
    { ...opts, dependsOn: environmentDependency(environment) },
  );
}

/** Of those whose minimum is asked for now. */
export function reportsOf(resources: readonly MinimumPermissions[]): pulumi.Output<PermissionReport[]> {
  return pulumi
    .output(
      resources.map(({ subject, satisfied, missing, required }) => ({
        subject,
        satisfied,
        missing,
        required,
      })),
    )
    .apply((reports) =>
      reports
        .filter(({ required }) => required)
        .map(({ subject, satisfied, missing }) => ({ subject, satisfied, missing })),
    );
}

function versionInput({ version }: PermissionsArgs): Pick<MinimumPermissionsArgs, "version"> {
  return version === undefined ? {} : { version };
}
