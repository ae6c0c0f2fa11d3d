import type { Route } from "../http/types";
import { batchRoutes } from "./batch";
import { deletedItemRoutes } from "./deleted-items";
import { groupLicenseRoutes } from "./group-licenses";
import { groupMemberRoutes } from "./group-members";
import { groupRoutes } from "./groups";
import { licenseRoutes } from "./licenses";
import { managerRoutes } from "./manager";
import { organizationRoutes } from "./organization";
import { servicePrincipalRoutes } from "./service-principals";
import { userRoutes } from "./users";

/** What the sandbox covers of Microsoft Graph, on v1.0 and beta. */
export const graphRoutes: readonly Route[] = [
  ...userRoutes,
  ...managerRoutes,
  ...licenseRoutes,
  ...deletedItemRoutes,
  ...groupRoutes,
  ...groupMemberRoutes,
  ...groupLicenseRoutes,
  ...organizationRoutes,
  ...servicePrincipalRoutes,
  ...batchRoutes,
];
