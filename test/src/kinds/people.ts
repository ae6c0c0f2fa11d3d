import { seedIds } from "@bc-sales/sandbox";

/** Sign-in name of somebody in the seeded tenant. */
const at = (alias: string) => `${alias}@${seedIds.domain}`;

/** In the environment, Read-Write, with a Sales licence of her own and the role Salesperson. */
export const ADELE = at("adele.vance");
/** In the environment, Read-Write, with a Sales licence and the roles Basic User and Sales Manager. */
export const ALEX = at("alex.wilber");
/** In the environment, Non-interactive, without a licence, with the role Basic User. */
export const EXPORT = at("data.export");
/** Not in the environment; a Power Apps licence comes from a group. */
export const DIEGO = at("diego.siciliani");
/** Not in the environment, no licence, no usage location. */
export const LYNNE = at("lynne.robbins");

export const SALES = "DYN365_ENTERPRISE_SALES";
export const SALES_PRO = "D365_SALES_PRO";
export const POWER_APPS = "POWERAPPS_PER_USER";
