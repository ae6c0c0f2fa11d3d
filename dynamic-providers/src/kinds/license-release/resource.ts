import type * as pulumi from "@pulumi/pulumi";
import { ReconciledResource } from "../../adapter/resource";
import type { PersonArgs } from "../person-args";

export interface LicenseReleaseArgs extends PersonArgs {
  /** Licences by SKU part number (any letter case). */
  readonly licenses: pulumi.Input<pulumi.Input<string>[]>;
  /** Whether the licences are to be gone. False does nothing: `LicenseAssignment` gives them back. */
  readonly release: pulumi.Input<boolean>;
  /** The access mode that the program gives the user; must be `non-interactive` when `release` is true. */
  readonly accessMode: pulumi.Input<string>;
}

/**
 * Takes licences away from a non-interactive user, who needs none, whoever assigned them. Refuses while the
 * live access mode is another, and checks afterwards that the user is still non-interactive and enabled.
 * Gives nothing back when the resource goes.
 */
export class LicenseRelease extends ReconciledResource {
  /** Whether the licences are gone. */
  declare public readonly release: pulumi.Output<boolean>;

  constructor(name: string, args: LicenseReleaseArgs, opts?: pulumi.CustomResourceOptions) {
    super({ kind: "LicenseRelease", outputs: ["declaredRelease"] }, name, args, opts);
  }
}
