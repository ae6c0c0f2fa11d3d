import { existsSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { SandboxStatus } from "@bc-sales/sandbox";
import type { Engine } from "./find/engine";
import { fasterStart, languageHost } from "./paths";

/** Public, since it guards nothing but the state of a local tenant; `Pulumi.sandbox.yaml` is made for it. */
export const SANDBOX_PASSPHRASE = "sandbox";

/** Variables of a person's own Pulumi or Azure that must not reach a deployment to the sandbox. */
const FOREIGN = /^(PULUMI_|ARM_|AZURE_|ACTIONS_ID_TOKEN_)/;

export interface EngineEnvironment {
  readonly engine: Engine;
  /** Pulumi's home: plug-ins and credentials. */
  readonly home: string;
  /** Folder of the file backend. */
  readonly backend: string;
  readonly status: SandboxStatus;
}

/** The variables of whatever signs in to the sandbox: its credentials and its authority, and nobody else's. */
export function tenantEnvironment(status: SandboxStatus, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(
    Object.entries(environment).filter(([name]) => !FOREIGN.test(name) || name === "PULUMI_DEBUG_GRPC"),
  );
  return {
    ...kept,
    // azuread's own names, which this project's clients read too.
    ARM_METADATA_HOSTNAME: new URL(status.authority).host,
    ARM_ENVIRONMENT: "public",
    ARM_TENANT_ID: status.tenantId,
    ARM_CLIENT_ID: status.clientId,
    ARM_CLIENT_SECRET: status.clientSecret,
    NODE_EXTRA_CA_CERTS: status.caFile,
    // A proxy is for the world outside; the tenant is on this machine.
    NO_PROXY: withLoopback(environment.NO_PROXY ?? environment.no_proxy),
    no_proxy: withLoopback(environment.NO_PROXY ?? environment.no_proxy),
  };
}

/** The variables of a deployment to the sandbox: an engine that is quiet and its own, and the sandbox's credentials. */
export function engineEnvironment(
  { engine, home, backend, status }: EngineEnvironment,
  environment: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  return {
    ...tenantEnvironment(status, environment),
    PATH: searchPath(engine, environment.PATH ?? ""),
    ...(engine.ownLanguageHost ? { BC_SALES_LANGUAGE_HOST: languageHost } : {}),
    // A deployment starts Node five times, each of which would compile Pulumi anew. From Node 22.1 on; its own default.
    NODE_COMPILE_CACHE: environment.NODE_COMPILE_CACHE ?? join(tmpdir(), "node-compile-cache"),
    NODE_OPTIONS: preloading(environment.NODE_OPTIONS ?? ""),
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: SANDBOX_PASSPHRASE,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    PULUMI_SUPPRESS_NEO_LINK: "true",
    PULUMI_SKIP_CONFIRMATIONS: "true",
  };
}

/** Quotes and backslashes are written there as in JSON. */
function preloading(options: string): string {
  const ours = `--require ${JSON.stringify(fasterStart)}`;
  return options.includes(ours) ? options : `${options} ${ours}`.trim();
}

function withLoopback(list: string | undefined): string {
  return [...(list ? [list] : []), "localhost", "127.0.0.1"].join(",");
}

/** An engine that was prepared here comes first; and programs are run by the Node that runs this. */
function searchPath(engine: Engine, inherited: string): string {
  const node = inherited
    .split(delimiter)
    .map((folder) => join(folder, "node"))
    .find((file) => existsSync(file));
  const isOurs = node !== undefined && realpathSync(node) === realpathSync(process.execPath);
  return [
    ...(engine.prepared ? [engine.bin] : []),
    ...(isOurs ? [] : [dirname(process.execPath)]),
    ...(inherited === "" ? [] : [inherited]),
  ].join(delimiter);
}
