import { INTEGRATION_ADMINISTRATOR, INTEGRATION_USER } from "@bc-sales/dynamic-providers/declared";

/** Whose minimum an account is held to: the role that Business Central's solution brings, and its table. */
export const MINIMA = {
  administrator: { table: "integration-administrator", role: INTEGRATION_ADMINISTRATOR },
  integrationUser: { table: "integration-user", role: INTEGRATION_USER },
} as const;
