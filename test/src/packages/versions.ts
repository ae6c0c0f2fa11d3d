/**
 * Both ends of the peer ranges. `BC_SALES_NEWEST_PULUMI` names another newest one, such as `latest`, for a run that looks
 * whether a release of today still works.
 */
export const OLDEST = { "@pulumi/pulumi": "3.142.0", "@pulumi/azuread": "6.8.0", typescript: "5.0.4" };
export const NEWEST = {
  "@pulumi/pulumi": process.env.BC_SALES_NEWEST_PULUMI ?? "3.270.0",
  "@pulumi/azuread": "6.9.1",
  typescript: "5.9.3",
};
