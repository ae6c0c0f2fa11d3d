import { adminErrors } from "../errors/admin";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxRequest } from "../http/types";
import { forgetRoles } from "../rules/role-cache";
import { parseSettings } from "../settings";
import { parseRows, requireWholeRows } from "../seed/rows";
import { tableNames, type TenantRows } from "../state/tables";
import { asBadBody, objectBody } from "./body";
import type { Control } from "./control";
import { adminRoute as route, noContent, ok } from "./route";
import { deleteRow, editRow } from "./rows";

/** The routes that tests and people share; described in sandbox/README.md. */
export function adminRoutes(control: Control): Route[] {
  const { store, clock, settings, requests } = control;
  return [
    route("GET", "/admin/status", () => ok(control.status())),
    route("GET", "/admin/coverage", () =>
      ok(
        control.covered.map(({ service, method, name, covers, evidence, source }) => ({
          service,
          method,
          name,
          covers,
          evidence,
          source,
        })),
      ),
    ),
    route("GET", "/admin/state", () => ok(store.export())),
    route("PUT", "/admin/state", (request) => {
      store.load(wholeTenant(request));
      forgetRoles(store);
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
