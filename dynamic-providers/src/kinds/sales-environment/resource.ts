import type * as pulumi from "@pulumi/pulumi";
import { ReconciledResource } from "../../adapter/resource";

export interface SalesEnvironmentArgs {
  /** Address of the organization, e.g. `https://contoso.crm4.dynamics.com`: https, no path. */
  readonly organizationUrl: pulumi.Input<string>;
  /** Power Platform environment id (a GUID); must be that of the organization. Default: looked up from the URL. */
  readonly environmentId?: pulumi.Input<string>;
  /**
   * Security roles that must exist in the environment, by display name, role template id or role id.
   * Default: none.
   */
  readonly roles?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Licence (`SKU_PART_NUMBER`, with `-SERVICE_PLAN` for what is to be off) → sign-in names of all who are to hold that licence. The tenant must own the SKU, and
   * there must be a free seat for each of them who does not hold it yet. Default: none.
   */
  readonly seats?: pulumi.Input<Record<string, pulumi.Input<pulumi.Input<string>[]>>>;
  /** Sign-in names of accounts that are to be made; the tenant must have verified their domains. Default: none. */
  readonly newAccounts?: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * An environment with Dynamics 365 Sales that must be there. Changes nothing: in preview and before each
 * deployment it refuses an environment that does not exist, is in administration mode or has no Dataverse,
 * roles that the environment lacks, SKUs that the tenant does not own and too few free seats.
 */
export class SalesEnvironment extends ReconciledResource {
  /** Origin of the organization's address. */
  declare public readonly organizationUrl: pulumi.Output<string>;
  /** Power Platform environment id. */
  declare public readonly environmentId: pulumi.Output<string>;
  /** Dataverse organization id (a GUID). */
  declare public readonly organizationId: pulumi.Output<string>;
  /** Id of the business unit at the top, where new users arrive. */
  declare public readonly rootBusinessUnitId: pulumi.Output<string>;
  /** The environment's name in the admin center. */
  declare public readonly displayName: pulumi.Output<string>;

  constructor(name: string, args: SalesEnvironmentArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = ["environmentId", "organizationId", "rootBusinessUnitId", "displayName"];
    super({ kind: "SalesEnvironment", outputs }, name, args, opts);
  }
}
