import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Route } from "../http/types";
import type { ServicePrincipal } from "../state/model";
import { allowOptions, pageOf } from "./query";
import { type GraphCall, graphRoute } from "./request";

const source =
  "learn.microsoft.com, Microsoft Graph v1.0: List and Get servicePrincipal; hashicorp/terraform-provider-azuread";

/** Enough to find the application that has signed in. */
export const servicePrincipalRoutes: readonly Route[] = [
  graphRoute({
    method: "GET",
    name: "/servicePrincipals",
    permission: "applicationRead",
    evidence: "documented",
    source,
    handle: (call) => {
      const { query } = call.request;
      allowOptions(query, ["$filter", "$top", "$skiptoken"]);
      const wanted = /^\s*appId eq '([^']*)'\s*$/.exec(query.get("$filter") ?? "");
      if (query.has("$filter") && !wanted) throw new SandboxError(graphErrors.optionNotCovered, ["$filter"]);
      const appId = wanted?.[1]?.toLowerCase();
      const found = [...call.store.all("servicePrincipals")].filter(
        (principal) => appId === undefined || principal.appId === appId,
      );
      return { status: 200, body: pageOf(call, "/servicePrincipals", "servicePrincipals", found, resource) };
    },
  }),
  graphRoute({
    method: "GET",
    name: "/servicePrincipals(appId='{id}')",
    permission: "applicationRead",
    evidence: "documented",
    source,
    handle: (call) => shown(call, ({ appId }) => appId),
  }),
  graphRoute({
    method: "GET",
    name: "/servicePrincipals/{id}",
    permission: "applicationRead",
    evidence: "documented",
    source,
    handle: (call) => shown(call, ({ id }) => id),
  }),
  graphRoute({
    method: "GET",
    name: "/me",
    permission: "none",
    evidence: "observed",
    source: "answers quoted in public repositories",
    handle: () => {
      throw new SandboxError(graphErrors.meNeedsUser);
    },
  }),
];

function shown(
  call: GraphCall,
  keyOf: (principal: ServicePrincipal) => string,
): { status: number; body: object } {
  allowOptions(call.request.query, []);
  const key = call.params.id ?? "";
  for (const principal of call.store.all("servicePrincipals")) {
    if (keyOf(principal) !== key.toLowerCase()) continue;
    const context = `${call.root}/$metadata#servicePrincipals/$entity`;
    return { status: 200, body: { "@odata.context": context, ...resource(principal) } };
  }
  throw new SandboxError(graphErrors.notFound, [key]);
}

function resource({ id, appId, displayName }: ServicePrincipal): object {
  return {
    id,
    deletedDateTime: null,
    accountEnabled: true,
    appDisplayName: displayName,
    appId,
    displayName,
    servicePrincipalNames: [appId],
    servicePrincipalType: "Application",
  };
}
