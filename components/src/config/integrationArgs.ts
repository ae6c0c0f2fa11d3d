import type { RosterPerson } from "@bc-sales/dynamic-providers/declared";
import type { AccountArgs } from "../account";
import type { SalesIntegrationArgs } from "../salesIntegration";
import { salespeopleFiles } from "./salespeopleFiles";
import type { ProgramConfig } from "./schema";

/** What the program declares for a configuration. Pure; the salespeople have been read from their files before. */
export function integrationArgs(
  config: ProgramConfig,
  salespeople: readonly RosterPerson[],
): SalesIntegrationArgs {
  const usageLocation = config.usageLocation === undefined ? {} : { usageLocation: config.usageLocation };
  return {
    environment: {
      organizationUrl: config.organizationUrl,
      ...(config.environmentId === undefined ? {} : { environmentId: config.environmentId }),
    },
    readiness: {
      connection: config.connection,
      authentication: config.authentication,
      requireReady: config.requireReady,
      ...(config.localCurrency === undefined ? {} : { localCurrency: config.localCurrency }),
    },
    permissions: { version: config.productVersion, onDrift: config.onPermissionDrift },
    ...(config.administrator === undefined
      ? {}
      : {
          administrator: {
            account: account(config, config.administrator, {
              create: config.createAdministrator,
              displayName: "Business Central Administrator",
            }),
            roles: config.administratorRoles,
            roleMode: config.roleMode,
            ...managed(config.administratorLicenses),
            ...usageLocation,
          },
        }),
    integrationUser: {
      account: account(config, config.integrationUser, {
        create: config.createIntegrationUser,
        displayName: "Business Central Integration",
        password: config.integrationUserPassword,
      }),
      protect: config.protectIntegrationUser,
      connectionEstablished: config.connectionEstablished,
      releaseLicense: config.releaseLicense,
      roleMode: config.roleMode,
      ...(config.integrationUserRoles.length === 0 ? {} : { roles: config.integrationUserRoles }),
      ...managed(config.integrationUserLicenses),
      ...usageLocation,
    },
    ...(salespeopleFiles(config).length === 0
      ? {}
      : {
          salespeople: {
            people: [...salespeople],
            createMissing: config.createSalespeople,
            roles: config.salespeopleRoles,
            roleMode: config.roleMode,
            onRemoval: config.onRemoval,
            ...(config.salespeopleTeams.length === 0 ? {} : { teams: config.salespeopleTeams }),
            ...(config.maxRemovals === undefined ? {} : { maxRemovals: config.maxRemovals }),
            onDestroy: config.onDestroy === "delete" ? "delete" : "revoke",
            ...(config.productAvailabilityRole === undefined
              ? {}
              : { productAvailability: { role: config.productAvailabilityRole } }),
            ...managed(config.salespeopleLicenses),
            ...usageLocation,
          },
        }),
  };
}

function account(
  config: ProgramConfig,
  signInName: string,
  make: { create: boolean; displayName: string; password?: string | undefined },
): AccountArgs {
  if (!make.create) return { existing: signInName };
  return {
    create: {
      userPrincipalName: signInName,
      displayName: make.displayName,
      onDestroy: config.onDestroy,
      ...(make.password === undefined ? {} : { password: make.password }),
    },
  };
}

/** No licence named means that licences are left to others. */
function managed(licenses: string[]): { licenses?: string[] } {
  return licenses.length === 0 ? {} : { licenses };
}
