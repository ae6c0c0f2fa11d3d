import type { Route } from "../http/types";
import type { EntraUser, SystemUser } from "../state/model";
import type { Store } from "../state/store";
import type { Control } from "./control";
import { Html, html } from "./html";

// Option set values of systemuser.accessmode: Dataverse table reference.
const accessModes = [
  "Read-Write",
  "Administrative",
  "Read",
  "Support User",
  "Non-interactive",
  "Delegated Admin",
] as const;

/** The page for people: who is in the tenant, who is in the environment with which roles, and what was asked last. */
export function pageRoute(control: Control): Route {
  return {
    service: "page",
    method: "GET",
    name: "/",
    pattern: /^\/$/,
    evidence: "assumed",
    source: "the sandbox's own",
    handle: () => ({
      status: 200,
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        "Cache-Control": "no-store",
      },
      body: page(control).text,
    }),
  };
}

const style = new Html(`<style>
  body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #222 }
  table { border-collapse: collapse; width: 100%; margin: .5rem 0 2rem }
  th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #ddd }
  th { font-weight: 600 } .off { color: #a33 } .quiet { color: #777 }
</style>`);

function page(control: Control): Html {
  const { store } = control;
  const status = control.status();
  const tenant = [...store.all("tenants")][0]?.displayName ?? "Tenant";
  const environment = store.get("environments", status.environmentId)?.displayName ?? "";
  const users = [...store.all("users")].filter((user) => user.deletedDateTime === null);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${tenant} – local tenant</title>
        ${style}
      </head>
      <body>
        <h1>${tenant} – local tenant</h1>
        <p>
          A sandbox on this machine; nothing here exists anywhere else. Environment “${environment}”
          (${status.environmentId}), organization ${status.dataverse}. As data:
          <a href="/admin/state">state</a>, <a href="/admin/requests">requests</a>,
          <a href="/admin/settings">settings</a>, <a href="/admin/coverage">what is covered</a>.
        </p>
        <h2>Entra accounts (${users.length})</h2>
        ${table(
          ["Name", "Sign-in name", "Usage location", "Licences", "Account"],
          users.map((user) => userRow(user, store)),
        )}
        <h2>Licences</h2>
        ${table(["SKU", "Seats", "Taken"], skuRows(store, users))}
        <h2>Users of the environment</h2>
        ${table(
          ["Name", "Sign-in name", "Access mode", "Security roles", "Business unit", "State"],
          [...store.all("systemusers")].map((user) => systemUserRow(user, store, control.clock.now())),
        )}
        <h2>Last requests</h2>
        ${table(["Time", "Service", "Request", "Status"], requestRows(control))}
      </body>
    </html>`;
}

function table(headings: readonly string[], rows: readonly Html[]): Html {
  return html`<table>
    <tr>
      ${headings.map((heading) => html`<th>${heading}</th>`)}
    </tr>
    ${rows}
  </table>`;
}

function row(...cells: readonly (string | number | Html)[]): Html {
  return html`<tr>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
  </tr> `;
}

function userRow(user: EntraUser, store: Store): Html {
  const licenses = user.licenses.map(({ skuId, assignedByGroup }) => {
    const name = store.get("skus", skuId)?.skuPartNumber ?? skuId;
    return assignedByGroup === null ? name : `${name} (from a group)`;
  });
  const account = user.accountEnabled ? "enabled" : html`<span class="off">disabled</span>`;
  return row(user.displayName, user.userPrincipalName, user.usageLocation ?? "–", list(licenses), account);
}

function skuRows(store: Store, users: readonly EntraUser[]): Html[] {
  return [...store.all("skus")].map((sku) =>
    row(
      sku.skuPartNumber,
      sku.enabled,
      users.filter((user) => user.licenses.some((license) => license.skuId === sku.skuId)).length,
    ),
  );
}

function systemUserRow(user: SystemUser, store: Store, now: number): Html {
  const roles = user.roles.map((id) => store.get("roles", id)?.name ?? id).sort();
  const application = user.applicationid === null ? "" : " (application)";
  const state = user.isdisabled ? html`<span class="off">disabled</span>` : "enabled";
  return row(
    user.fullname,
    user.domainname,
    `${accessModes[user.accessmode] ?? String(user.accessmode)}${application}`,
    list(roles),
    store.get("businessunits", user.businessunitid)?.name ?? user.businessunitid,
    user.visibleAt > now ? html`<span class="quiet">on its way</span>` : state,
  );
}

function requestRows({ requests }: Control): Html[] {
  return requests.entries
    .slice(-30)
    .reverse()
    .map(({ time, service, method, target, status, parts }) =>
      row(
        time.slice(11, 19),
        service,
        `${method} ${target}${parts.length > 0 ? ` (${parts.length} parts)` : ""}`,
        status,
      ),
    );
}

function list(names: readonly string[]): Html {
  return names.length === 0 ? html`<span class="quiet">none</span>` : html`${names.join(", ")}`;
}
