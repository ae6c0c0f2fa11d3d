import { asBadBody, objectBody } from "../admin/body";
import { adminRoute, noContent, ok } from "../admin/route";
import { adminErrors } from "../errors/admin";
import { SandboxError } from "../errors/sandbox-error";
import type { Route } from "../http/types";
import type { Faults } from "./faults";
import { parsePlan } from "./parse-rule";

/** The admin routes of faults; described in the sandbox's README. */
export function faultRoutes(faults: Faults): Route[] {
  return [
    adminRoute("GET", "/admin/faults", () => ok({ seed: faults.currentSeed, faults: faults.active() })),
    adminRoute("POST", "/admin/faults", (request) => ({
      status: 201,
      body: { ids: asBadBody(() => faults.addAll(parsePlan(objectBody(request)))) },
    })),
    adminRoute("DELETE", "/admin/faults", () => {
      faults.clear();
      return noContent;
    }),
    adminRoute("DELETE", "/admin/faults/{id}", (_request, { id = "" }) => {
      if (!faults.remove(id)) throw new SandboxError(adminErrors.unknownFault, [id]);
      return noContent;
    }),
  ];
}
