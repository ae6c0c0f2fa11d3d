import type { Route } from "../http/types";

/** What the sandbox covers of the Power Platform admin API. */
export const powerPlatformRoutes: readonly Route[] = [];
