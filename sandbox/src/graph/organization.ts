import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Route } from "../http/types";
import type { Tenant } from "../state/model";
import { allowOptions } from "./query";
import { graphRoute } from "./request";

/** What the sandbox knows of a tenant; its other properties are not covered. */
const properties = ["id", "displayName", "verifiedDomains"] as const;

export const organizationRoutes: readonly Route[] = [
  graphRoute({
    method: "GET",
    name: "/organization",
    permission: "organizationRead",
    covers: "$select of id, displayName, verifiedDomains; one organization",
    evidence: "documented",
    source: "learn.microsoft.com, List organizations; verifiedDomain resource type",
    handle: ({ request, store, root }) => {
      allowOptions(request.query, ["$select"]);
      const select = request.query.get("$select");
      const names = select === null ? [...properties] : select.split(",").map((name) => name.trim());
      const value = [...store.all("tenants")].map((tenant) =>
        Object.fromEntries(names.map((name) => [name, propertyOf(tenant, name)])),
      );
      const context = `organization${select === null ? "" : `(${select})`}`;
      return { status: 200, body: { "@odata.context": `${root}/$metadata#${context}`, value } };
    },
  }),
];

function propertyOf(tenant: Tenant, name: string): unknown {
  switch (name) {
    case "id":
    case "displayName":
      return tenant[name];
    case "verifiedDomains":
      return tenant.verifiedDomains.map((domain, index) => ({
        capabilities: "Email, OfficeCommunicationsOnline",
        isDefault: index === 0,
        isInitial: index === 0,
        name: domain,
        type: "Managed",
      }));
    default:
      throw new SandboxError(graphErrors.propertyNotCovered, [name]);
  }
}
