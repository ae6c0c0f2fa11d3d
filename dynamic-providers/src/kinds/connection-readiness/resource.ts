import type * as pulumi from "@pulumi/pulumi";
import { ReconciledResource } from "../../adapter/resource";
import type { CheckResult } from "../../readiness/check";
import type { Authentication, Connection } from "../../readiness/facts";

/** An account of the connection. */
export interface ReadinessAccountArgs {
  /** Entra object id (a GUID). */
  readonly objectId: pulumi.Input<string>;
  /** Used in messages, and as Business Central names it. */
  readonly signInName: pulumi.Input<string>;
}

export interface ConnectionReadinessArgs {
  /** Address of the environment, e.g. `https://contoso.crm4.dynamics.com`. */
  readonly organizationUrl: pulumi.Input<string>;
  /** Looked up from the organization URL when absent. */
  readonly environmentId?: pulumi.Input<string>;
  readonly integrationUser: pulumi.Input<ReadinessAccountArgs>;
  /** Default: the administrator is not checked. */
  readonly administrator?: pulumi.Input<ReadinessAccountArgs>;
  /** `sales`: straight to Dynamics 365 Sales, as in the setup article; `dataverse`: today's online product. Default: `sales`. */
  readonly connection?: pulumi.Input<Connection>;
  /** Authentication Type of the connection; it decides whether a licence counts. Default: `office365`. */
  readonly authentication?: pulumi.Input<Authentication>;
  /** Whether Business Central has connected. Default: false. */
  readonly connected?: pulumi.Input<boolean>;
  /** ISO 4217 code of Business Central's local currency. Default: not checked. */
  readonly localCurrency?: pulumi.Input<string>;
  /** Whether a check that fails ends the deployment, after all else has been done. Default: false, a warning. */
  readonly requireReady?: pulumi.Input<boolean>;
}

/** What Business Central will check when the connection is enabled and tested, looked at on every deployment. */
export class ConnectionReadiness extends ReconciledResource {
  /** Whether no check fails; what could not be found out does not count against it. */
  declare public readonly ready: pulumi.Output<boolean>;
  /** Each check with its id, state, what Business Central would say, and the remedy. */
  declare public readonly checks: pulumi.Output<CheckResult[]>;

  constructor(name: string, args: ConnectionReadinessArgs, opts?: pulumi.CustomResourceOptions) {
    super({ kind: "ConnectionReadiness", outputs: ["ready", "checks"] }, name, args, opts);
  }
}
