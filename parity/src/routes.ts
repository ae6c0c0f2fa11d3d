import type { Contract } from "./contract";

/** Contracts by the routes they ask, as the sandbox's coverage names routes: `GET graph /{version}/users/{id}`. */
export function routesWithContract(contracts: readonly Contract[]): ReadonlyMap<string, readonly Contract[]> {
  const found = new Map<string, Contract[]>();
  for (const contract of contracts) {
    for (const route of contract.routes) found.set(route, [...(found.get(route) ?? []), contract]);
  }
  return found;
}

/** Whether a request asked a route: names in braces stand for anything but a slash or a parenthesis. */
export function asks(
  route: string,
  request: { readonly service: string; readonly method: string; readonly target: string },
): boolean {
  const [method = "", service = "", name = ""] = route.split(" ");
  const pattern = name.replace(/[$.()[\]?*+^|]/g, "\\$&").replace(/\{\w+\}/g, "[^/()]+");
  const path = decodeURIComponent(request.target.split("?")[0] ?? "");
  return (
    request.method === method &&
    request.service === service &&
    new RegExp(`^${pattern}$`, "i").test(service === "dataverse" ? path.replace(/v9\.[01]/, "v9.2") : path)
  );
}
