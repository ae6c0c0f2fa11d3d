import type * as pulumi from "@pulumi/pulumi";
import { ReconciledResource } from "../../adapter/resource";
import type { IdentityArgs } from "../person-args";

export interface LicenseAssignmentArgs extends IdentityArgs {
  /**
   * Licences by SKU part number (any letter case), e.g. `DYN365_ENTERPRISE_SALES`, or with the service plans that are to
   * be off, `DYN365_ENTERPRISE_SALES -PROJECT_ESSENTIALS`; `-none` has all of them on. Where no plan is named, those of a
   * licence that is there already stay as they are. Their order does not count.
   */
  readonly licenses: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Two-letter country (ISO 3166-1) where the account is used. Default: the account's own stays; an account
   * without one can be given no licence. Stays when the resource goes: Entra does not let it be emptied.
   */
  readonly usageLocation?: pulumi.Input<string>;
  /** Whether the licences are to be there now; false neither assigns nor takes back any. Default: true. */
  readonly required?: pulumi.Input<boolean>;
}

/**
 * Licences assigned to an account directly. Those that the account has already, also through a group, are
 * adopted and stay when the resource goes; those assigned here are taken back. Too few free seats are refused
 * in preview.
 */
export class LicenseAssignment extends ReconciledResource {
  /** SKU ids of the licences that this stack assigned; sorted. */
  declare public readonly grantedLicenses: pulumi.Output<string[]>;
  /** Part numbers of all licences held, also those of groups; sorted. */
  declare public readonly licensesInEffect: pulumi.Output<string[]>;

  constructor(name: string, args: LicenseAssignmentArgs, opts?: pulumi.CustomResourceOptions) {
    const { objectId, signInName, licenses, usageLocation, required } = args;
    // Callers may hand over all that names a person; an environment has no part in licences.
    const inputs = { objectId, signInName, licenses, usageLocation, required };
    const outputs = ["grantedLicenses", "licensesInEffect", "declaredLicenses"];
    super({ kind: "LicenseAssignment", outputs }, name, inputs, opts);
  }
}
