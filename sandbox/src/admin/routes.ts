import { adminErrors } from "../errors/admin";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxRequest, SandboxResponse } from "../http/types";
import { parseSettings } from "../settings";
import { parseRows, requireWholeRows } from "../seed/rows";
import { tableNames, type TenantRows } from "../state/tables";
import { objectBody } from "./body";
import type { Control } from "./control";
import { deleteRow, editRow } from "./rows";

type Handler = (request: SandboxRequest, params: Readonly<Record<string, string>>) => SandboxResponse;

/** The routes that tests and people share; described in sandbox/README.md. */
export function adminRoutes(control: Control): Route[] {
  const { store, clock, settings, requests } = control;
  return [
    route("GET", "/admin/status", () => ok(control.status())),
    route("GET", "/admin/coverage", () =>
      ok(
        control.covered.map(({ service, method, name, evidence, source }) => ({
          service,
          method,
          name,
          evidence,
          source,
        })),
      ),
    ),
    route("GET", "/admin/state", () => ok(store.export())),
    route("PUT", "/admin/state", (request) => {
      store.load(wholeTenant(request));
      return noContent;
    }),
    route("POST", "/admin/reset", () => {
      control.reset();
      return noContent;
    }),
    route("GET", "/admin/requests", () => ok({ counters: requests.counters, requests: requests.entries })),
    route("DELETE", "/admin/requests", () => {
      requests.clear();
      return noContent;
    }),
    route("GET", "/admin/settings", () => ok(settings)),
    route("PATCH", "/admin/settings", (request) => {
      Object.assign(
        settings,
        asBadBody(() => parseSettings(objectBody(request))),
      );
      control.saveRuntime();
      return ok(settings);
    }),
    route("POST", "/admin/clock", (request) => {
      const { advance } = objectBody(request);
      asBadBody(() => {
        clock.advance(typeof advance === "number" ? advance : NaN);
      });
      control.saveRuntime();
      return ok({ now: new Date(clock.now()).toISOString(), offset: clock.offset });
    }),
    route("PATCH", "/admin/state/{table}/{id}", (request, { table = "", id = "" }) =>
      ok(editRow(store, table, id, objectBody(request))),
    ),
    route("DELETE", "/admin/state/{table}/{id}", (_request, { table = "", id = "" }) => {
      deleteRow(store, table, id);
      return noContent;
    }),
  ];
}

const noContent: SandboxResponse = { status: 204 };

function ok(body: unknown): SandboxResponse {
  return { status: 200, body };
}

function route(method: string, name: string, handle: Handler): Route {
  const pattern = new RegExp(`^${name.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
  return {
    service: "admin",
    method,
    name,
    pattern,
    evidence: "assumed",
    source: "the sandbox's own",
    handle,
  };
}

/** A mistake in the body is the caller's: its message goes back as 400. */
function asBadBody<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) {
      throw new SandboxError(adminErrors.badBody, [error.message]);
    }
    throw error;
  }
}

function wholeTenant(request: SandboxRequest): TenantRows {
  const rows = asBadBody(() => parseRows(objectBody(request)));
  const missing = tableNames.filter((table) => rows[table] === undefined);
  if (missing.length > 0) {
    throw new SandboxError(adminErrors.badBody, [`The tenant lacks the tables ${missing.join(", ")}.`]);
  }
  const whole = rows as TenantRows;
  asBadBody(() => {
    requireWholeRows(whole);
  });
  return whole;
}
