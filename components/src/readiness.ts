import {
  type CheckResult,
  ConnectionReadiness,
  type ConnectionReadinessArgs,
} from "@bc-sales/dynamic-providers";
import * as pulumi from "@pulumi/pulumi";
import { environmentInputs, type EnvironmentArgs } from "./environment";

/** How Business Central connects, and what follows when it could not. */
export type ReadinessArgs = Pick<
  ConnectionReadinessArgs,
  "connection" | "authentication" | "localCurrency" | "requireReady"
>;

/** What Business Central will check. */
export interface ReadinessReport {
  /** Whether no check fails. */
  readonly ready: boolean;
  readonly checks: readonly CheckResult[];
}

interface Account {
  readonly objectId: pulumi.Output<string>;
  readonly signInName: pulumi.Output<string>;
}

interface Accounts {
  readonly administrator: Account | undefined;
  readonly integrationUser: Account;
  readonly connected: pulumi.Input<boolean>;
}

/** Looks, after all else, at what Business Central will look at. */
export function readinessOf(
  name: string,
  environment: EnvironmentArgs,
  { administrator, integrationUser, connected }: Accounts,
  args: ReadinessArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<ReadinessReport> {
  const resource = new ConnectionReadiness(
    `${name}-readiness`,
    {
      ...environmentInputs(environment),
      ...args,
      connected,
      integrationUser: accountOf(integrationUser),
      ...(administrator === undefined ? {} : { administrator: accountOf(administrator) }),
    },
    opts,
  );
  return pulumi.all([resource.ready, resource.checks]).apply(([ready, checks]) => ({ ready, checks }));
}

function accountOf({ objectId, signInName }: Account): Account {
  return { objectId, signInName };
}
