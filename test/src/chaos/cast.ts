import { seedIds } from "@bc-sales/sandbox";

const at = (alias: string) => `${alias}@${seedIds.domain}`;

/** Who may play a part in a schedule. */
export const ADMINISTRATOR = at("bc.administrator");
export const INTEGRATION_USER = at("bc.integration");

/** Whether the tenant has them is part of the schedule. */
export const NEWCOMERS = [at("anna"), at("ben"), at("carla")] as const;
/** In the seeded tenant: adele in the environment and licensed, diego and lynne outside of it. */
export const SEEDED = [at("adele.vance"), at("diego.siciliani"), at("lynne.robbins")] as const;
/** Who may be declared as a salesperson. */
export const SALESPEOPLE = [...NEWCOMERS, ...SEEDED] as const;

/** The licence that is declared, and one that only others assign. */
export const SALES = "DYN365_ENTERPRISE_SALES";
export const FOREIGN_LICENSE = "D365_SALES_PRO";

/** The roles that schedules declare for salespeople. */
export const SALES_ROLES = ["Salesperson", "Sales Manager"] as const;
/** Roles that no schedule declares for anybody. */
export const FOREIGN_ROLES = ["Delegate", "Environment Maker"] as const;
export const SYSTEM_ADMINISTRATOR = "System Administrator";
