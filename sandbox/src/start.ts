import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Control } from "./admin/control";
import { adminRoutes } from "./admin/routes";
import { dataverseRoutes } from "./dataverse/routes";
import { baseUrl } from "./entra/addresses";
import { loadClientCertificate } from "./entra/client-certificate";
import { loadCredentials } from "./entra/credentials";
import { entraRoutes } from "./entra/routes";
import { Tokens } from "./entra/tokens";
import { Faults } from "./faults/faults";
import { faultRoutes } from "./faults/routes";
import type { FaultPlan } from "./faults/rule";
import { graphRoutes } from "./graph/routes";
import { loadCertificates } from "./http/certificates";
import { RequestLog } from "./http/request-log";
import { pageRoute } from "./page/page-route";
import { powerPlatformRoutes } from "./power-platform/routes";
import { ServiceProtection } from "./protection/service-protection";
import { SteppedClock } from "./rules/clock";
import { hasDataverse } from "./rules/entitlement";
import { forgetRoles } from "./rules/role-cache";
import { withPeople } from "./seed/people-on-request";
import { defaultSeed } from "./seed/seed";
import { listen } from "./server";
import { defaultSettings, type SandboxSettings } from "./settings";
import { openStore, type OpenStore } from "./state/file-store";
import { History } from "./state/history";
import { readRuntime, writeRuntime } from "./state/runtime-file";
import type { TenantRows } from "./state/tables";
import type { SandboxStatus } from "./status";
import { LocalTenant } from "./tenant";

export interface SandboxOptions {
  /** Where the tenant is kept. Default: in memory, gone when it is closed. */
  readonly directory?: string;
  /** Port of 127.0.0.1. Default 0: any free one. */
  readonly port?: number;
  /** What a new tenant begins with, also after a reset. A tenant that exists stays as it is. Default `defaultSeed()`. */
  readonly seed?: TenantRows;
  /** How many more people a new tenant has, licensed and in the environment (`withPeople`). Default 0. */
  readonly people?: number;
  /** Rules that differ from the defaults and from those kept in the directory. */
  readonly settings?: Partial<SandboxSettings>;
  /** Faults that are on from the start, and again after a reset. Default: none. */
  readonly faults?: FaultPlan;
  /** Milliseconds a client may take to send a whole request, before it is cut off. Default 60 000. */
  readonly patience?: number;
  /** Hears of faults of the sandbox itself, which are answered with 501. Default: writes to standard error. */
  readonly report?: (fault: unknown) => void;
}

/** A sandbox in this process. Reading and changing `store` or `settings` is what a test's "by hand" is. */
export interface RunningSandbox {
  /** The origin, e.g. `https://localhost:28443`. */
  readonly url: string;
  readonly status: SandboxStatus;
  readonly store: OpenStore;
  readonly settings: SandboxSettings;
  readonly clock: SteppedClock;
  readonly requests: RequestLog;
  /** What goes wrong on purpose. */
  readonly faults: Faults;
  /** Back to the beginning, as `POST /admin/reset` does it. */
  reset(): void;
  /** Answers what has come in, writes everything down and gives port and directory free. */
  close(): Promise<void>;
}

/**
 * Starts a local tenant. Throws when another sandbox uses the directory, its files are damaged, or the port is in
 * use; each message names the remedy.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  // Made when it is needed: people by the hundred thousand take time and memory.
  const seed = (): TenantRows => withPeople(options.seed ?? defaultSeed(), options.people ?? 0);
  const store = openStore(options.directory, seed);
  // Certificates are files in any case: clients are given a path.
  const temporary =
    options.directory === undefined ? mkdtempSync(join(tmpdir(), "bc-sales-sandbox-")) : undefined;
  const directory = options.directory === undefined ? (temporary ?? "") : resolve(options.directory);
  const release = (): void => {
    store.close();
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  };
  try {
    return await startOn(store, directory, seed, options, release);
  } catch (error) {
    release();
    throw error;
  }
}

async function startOn(
  store: OpenStore,
  directory: string,
  seed: () => TenantRows,
  options: SandboxOptions,
  release: () => void,
): Promise<RunningSandbox> {
  const runtime = readRuntime(directory);
  const settings: SandboxSettings = { ...defaultSettings, ...runtime.settings, ...options.settings };
  const clock = new SteppedClock(runtime.clockOffset);
  const requests = new RequestLog();
  const faults = new Faults();
  if (options.faults !== undefined) faults.addAll(options.faults);
  const protection = new ServiceProtection(clock, settings, store);
  const history = new History(clock);
  store.onCommit((changes) => {
    history.add(changes);
  });
  const credentials = loadCredentials(directory);
  const certificates = await loadCertificates(directory);
  const clientCertificate = await loadClientCertificate(directory, credentials.signingKey);
  const tokens = new Tokens(credentials);
  const report = options.report ?? ((fault) => process.stderr.write(`${describe(fault)}\n`));
  const covered = [
    ...entraRoutes(tokens, clientCertificate.certificate),
    ...graphRoutes,
    ...powerPlatformRoutes,
    ...dataverseRoutes,
  ];
  let url = "";
  const control: Control = {
    covered,
    store,
    clock,
    settings,
    requests,
    status: () => ({
      authority: url,
      tenantId: first(store, "tenants")?.id ?? "",
      graph: baseUrl(url, "graph"),
      powerPlatform: baseUrl(url, "power-platform"),
      dataverse: baseUrl(url, "dataverse"),
      environmentId: [...store.all("environments")].find(hasDataverse)?.id ?? "",
      caFile: certificates.caFile,
      clientId: first(store, "servicePrincipals")?.appId ?? "",
      clientSecret: credentials.clientSecret,
      clientCertificateFile: clientCertificate.file,
      identityEndpoint: `${url}/msi/token`,
      admin: `${url}/admin`,
      page: `${url}/`,
      directory: options.directory === undefined ? null : directory,
      pid: process.pid,
    }),
    reset: () => {
      store.load(seed());
      store.commit();
      history.clear();
      protection.clear();
      faults.clear();
      if (options.faults !== undefined) faults.addAll(options.faults);
      forgetRoles(store);
      Object.assign(settings, defaultSettings, options.settings);
      clock.reset();
      requests.clear();
      control.saveRuntime();
    },
    saveRuntime: () => {
      writeRuntime(directory, { settings, clockOffset: clock.offset });
    },
  };
  const routes = [...covered, ...adminRoutes(control), ...faultRoutes(faults), pageRoute(control, faults)];
  const tenant = new LocalTenant(store, clock, settings, routes, report, faults, protection, history);
  const server = await listen(options.port ?? 0, {
    tenant,
    tokens,
    log: requests,
    faults,
    protection,
    settings,
    certificates,
    patience: options.patience ?? 60_000,
    report,
  });
  url = `https://localhost:${server.port}`;
  let closing: Promise<void> | undefined;
  return {
    url,
    get status() {
      return control.status();
    },
    store,
    settings,
    clock,
    requests,
    faults,
    reset: () => {
      control.reset();
    },
    close: async () => {
      closing ??= server.close().then(() => {
        store.commit();
        control.saveRuntime();
        release();
      });
      await closing;
    },
  };
}

function first<T extends "tenants" | "servicePrincipals">(
  store: OpenStore,
  table: T,
): TenantRows[T][number] | undefined {
  for (const row of store.all(table)) return row;
  return undefined;
}

function describe(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}
