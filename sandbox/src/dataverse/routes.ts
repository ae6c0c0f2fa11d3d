import type { Route } from "../http/types";
import { batchRoute } from "./batch/batch-route";
import { businessUnitRoutes } from "./business-unit-routes";
import { functionRoutes } from "./function-routes";
import { readRoutes } from "./read-routes";
import { roleAssociationRoutes } from "./role-association-routes";
import { systemUserRoutes } from "./system-user-routes";
import { teamAssociationRoutes } from "./team-association-routes";
import { teamRoutes } from "./team-routes";
import { countRoutes } from "./value-routes";

/** What the sandbox covers of the Dataverse Web API, versions 9.0 to 9.2. */
export const dataverseRoutes: readonly Route[] = [
  ...readRoutes,
  ...countRoutes,
  ...functionRoutes,
  ...systemUserRoutes,
  ...roleAssociationRoutes,
  ...teamRoutes,
  ...teamAssociationRoutes,
  ...businessUnitRoutes,
  batchRoute,
];
