/** People in the tenant who are nobody's business. */
export const OTHERS = 5_000;
/** Milliseconds that each answer takes longer; the services' limits are on besides. */
export const LATENCY_MS = 50;
