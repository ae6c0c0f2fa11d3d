import { SalesIntegration } from "@bc-sales/components";
import { assertFresh } from "@bc-sales/dynamic-providers";
import * as pulumi from "@pulumi/pulumi";
import { projectDirectory, readStack } from "./config/read";

assertFresh({ directory: projectDirectory, sources: ["index.ts", "config"], output: "bin" });

const { args, provider } = readStack();
const integration = new SalesIntegration("sales", args, { provider });
const { administrator: admin, integrationUser: user, salespeople: sales } = integration;

/** The environment that was found. */
export const environment = integration.environment;

/** Who connects Business Central with Sales. */
export const administrator = admin && {
  signInName: admin.signInName,
  objectId: admin.objectId,
  systemUserId: admin.systemUserId,
  roles: admin.rolesInEffect,
};

/** The account that Business Central synchronizes with. */
export const integrationUser = {
  signInName: user.signInName,
  objectId: user.objectId,
  systemUserId: user.systemUserId,
  roles: user.rolesInEffect,
  accessMode: user.accessMode,
};

/** By sign-in name. */
export const salespeople = sales?.accounts ?? {};

/** For coupling in Business Central: salesperson's code, name and e-mail as Dataverse has them, and the system user id. */
export const couplingList = sales?.couplingList ?? [];

/** The same as a file: `pulumi stack output couplingCsv > coupling.csv`. */
export const couplingCsv = sales?.couplingCsv ?? "";

/** What was found of the minimum permissions, of each role and user. */
export const permissions = integration.permissions;

/** What Business Central will check when it connects. */
export const readiness = integration.readiness;

/** What each deployment verifies. */
export const guards = integration.guards;

/** Secret: `pulumi stack output initialPasswords --show-secrets`. Only accounts that were made here. */
export const initialPasswords = pulumi.secret({
  administrator: admin?.initialPassword,
  integrationUser: user.initialPassword,
  salespeople: sales?.initialPasswords,
});
