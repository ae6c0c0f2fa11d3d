import type { Route } from "../http/types";

/** What the sandbox covers of the Dataverse Web API. */
export const dataverseRoutes: readonly Route[] = [];
