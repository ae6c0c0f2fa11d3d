import { organizationName } from "../dataverse/tables/organizations";
import { hasDataverse } from "../rules/entitlement";
import type { Environment, Tenant } from "../state/model";

const made = "2024-03-14T05:44:22.5934318Z";

/**
 * An environment as the admin API shows it. Names, and values that nothing in the sandbox decides, follow an answer
 * recorded in the tests of microsoft/terraform-provider-power-platform (commit 57ba091); billing, capacity and
 * lifecycle operations are left out.
 */
export function environmentResource(environment: Environment, tenant: Tenant, origin: string): object {
  const { id, displayName, administrationMode, environmentSku = "Sandbox" } = environment;
  return {
    id: `/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments/${id}`,
    type: "Microsoft.BusinessAppPlatform/scopes/environments",
    location: "europe",
    name: id,
    properties: {
      tenantId: tenant.id,
      azureRegion: "westeurope",
      displayName,
      createdTime: made,
      createdBy: { id: tenant.id, displayName: "SYSTEM", type: "NotSpecified", tenantId: tenant.id },
      lastModifiedTime: made,
      provisioningState: "Succeeded",
      creationType: "User",
      environmentSku,
      isDefault: environmentSku === "Default",
      clientUris: {
        admin: `https://admin.powerplatform.microsoft.com/environments/environment/${id}/hub`,
        maker: `https://make.powerapps.com/environments/${id}/home`,
      },
      runtimeEndpoints: { "microsoft.BusinessAppPlatform": `${origin}/powerplatform` },
      // Without Dataverse there is no link (assumed: the recordings have none without it).
      ...(hasDataverse(environment)
        ? {
            databaseType: "CommonDataService",
            linkedEnvironmentMetadata: linkedEnvironment(environment, origin),
          }
        : { databaseType: "None" }),
      trialScenarioType: "None",
      retentionPeriod: "P7D",
      states: {
        management: { id: "Ready" },
        runtime: {
          runtimeReasonCode: "NotSpecified",
          requestedBy: { displayName: "SYSTEM", type: "NotSpecified" },
          // terraform-provider-power-platform, environment/models.go: "AdminMode" is administration mode.
          id: administrationMode ? "AdminMode" : "Enabled",
        },
      },
      updateCadence: { id: "Moderate" },
      retentionDetails: { retentionPeriod: "P7D", backupsAvailableFromDateTime: made },
      protectionStatus: { keyManagedBy: "Microsoft" },
      cluster: { category: "Prod", environment: "Prod" },
      connectedGroups: [],
      governanceConfiguration: { protectionLevel: "Basic" },
    },
  };
}

/** The organization behind an environment, on the sandbox's own origin. */
function linkedEnvironment(environment: Environment, origin: string): object {
  const { securityGroupId } = environment;
  return {
    resourceId: environment.organizationId,
    friendlyName: environment.displayName,
    uniqueName: environment.uniqueName,
    domainName: organizationName(environment),
    version: "9.2.25084.176",
    instanceUrl: `${origin}/`,
    instanceApiUrl: origin,
    baseLanguage: 1033,
    instanceState: "Ready",
    createdTime: made,
    backgroundOperationsState: "Enabled",
    scaleGroup: "SANDBOX",
    platformSku: "Standard",
    schemaType: "Standard",
    ...(securityGroupId === null ? {} : { securityGroupId }),
  };
}
