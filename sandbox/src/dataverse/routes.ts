import type { Route } from "../http/types";
import { batchRoute } from "./batch/batch-route";
import { businessUnitRoutes } from "./business-unit-routes";
import { functionRoutes } from "./function-routes";
import { metadataRoutes } from "./metadata-routes";
import { privilegeFunctionRoutes } from "./privilege-function-routes";
import { readRoutes } from "./read-routes";
import { roleActionRoutes } from "./role-action-routes";
import { roleAssociationRoutes } from "./role-association-routes";
import { roleRoutes } from "./role-routes";
import { systemUserRoutes } from "./system-user-routes";
import { teamAssociationRoutes } from "./team-association-routes";
import { teamRoutes } from "./team-routes";
import { countRoutes } from "./value-routes";

/** What the sandbox covers of the Dataverse Web API, versions 9.0 to 9.2. */
export const dataverseRoutes: readonly Route[] = [
  ...readRoutes,
  ...countRoutes,
  ...functionRoutes,
  ...privilegeFunctionRoutes,
  ...metadataRoutes,
  ...systemUserRoutes,
  ...roleAssociationRoutes,
  ...teamRoutes,
  ...teamAssociationRoutes,
  ...businessUnitRoutes,
  ...roleRoutes,
  ...roleActionRoutes,
  batchRoute,
];
