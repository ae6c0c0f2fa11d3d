import type { Service } from "./types";

/** What a service is called in messages. */
export const serviceNames: Readonly<Record<Service, string>> = {
  entra: "Microsoft Entra",
  graph: "Microsoft Graph",
  "power-platform": "the Power Platform admin API",
  dataverse: "the Dataverse Web API",
  admin: "the sandbox's admin routes",
  page: "the sandbox's page",
};

/** Path of each service's base below the origin. Dataverse's is the origin itself: the organization URL. */
export const servicePaths = { graph: "/graph", "power-platform": "/powerplatform", dataverse: "" } as const;

/** Services that want a token. */
export type ProtectedService = keyof typeof servicePaths;

export function isProtected(service: Service): service is ProtectedService {
  return service in servicePaths;
}

/** Which service a path of the sandbox belongs to, and the path below that service's base. */
export function locate(path: string): { service: Service; path: string } {
  for (const service of ["graph", "power-platform"] as const) {
    const base = servicePaths[service];
    if (path === base || path.startsWith(`${base}/`))
      return { service, path: path.slice(base.length) || "/" };
  }
  if (path === "/api/data" || path.startsWith("/api/data/")) return { service: "dataverse", path };
  if (path === "/admin" || path.startsWith("/admin/")) return { service: "admin", path };
  if (path === "/") return { service: "page", path };
  return { service: "entra", path };
}
