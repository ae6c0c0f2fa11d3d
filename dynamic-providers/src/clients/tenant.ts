import type { DataverseClient } from "./dataverse/dataverse";
import type { GraphClient } from "./graph/graph";
import type { PowerPlatformClient } from "./power-platform/power-platform";

/**
 * The three services a reconciler talks to. One per provider process, so that connections, tokens,
 * throttling and the reading of sets are shared by all kinds of resources.
 */
export interface Tenant {
  readonly graph: GraphClient;
  readonly powerPlatform: PowerPlatformClient;
  /** The Web API of one environment. @param organizationUrl origin, e.g. `https://contoso.crm4.dynamics.com` */
  dataverse(organizationUrl: string): DataverseClient;
  /**
   * Entra accounts are read anew from now on. Another provider of the same deployment (azuread) writes them too,
   * after this process has read them for a refresh. Absent where nothing is remembered.
   */
  forgetAccounts?(): void;
  /** Waiting, apart so that tests need not wait. */
  readonly clock: Clock;
  /** One line to the person at the deployment; shown by Pulumi as a diagnostic. Never a secret. */
  log(message: string): void;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * @param waitingFor completes "cancelled while waiting for …"
   * @throws Cancelled when the deployment is cancelled before the time is over
   */
  sleep(milliseconds: number, waitingFor?: string): Promise<void>;
}
