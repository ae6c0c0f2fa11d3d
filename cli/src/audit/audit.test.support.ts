import type { EntraUser, Role, SubscribedSku, SystemUser } from "@bc-sales/dynamic-providers/inspect";
import type { Catalog } from "./compare";
import type { AccountWish } from "./wishes";

export const role = (name: string): Role => ({
  roleId: `id of ${name}`,
  name,
  businessUnitId: "root",
  rootRoleId: `id of ${name}`,
  templateId: undefined,
  customizable: true,
});

export const sku = (skuPartNumber: string, enabledUnits = 5, consumedUnits = 0): SubscribedSku => ({
  skuId: `id of ${skuPartNumber}`,
  skuPartNumber,
  capabilityStatus: "Enabled",
  enabledUnits,
  consumedUnits,
  servicePlans: ["PROJECT_ESSENTIALS", "SHAREPOINTWAC"].map((servicePlanName) => ({
    servicePlanId: `id of ${servicePlanName}`,
    servicePlanName,
  })),
});

export const catalog: Catalog = {
  environment: {
    environmentId: "environment",
    displayName: "Contoso Sales",
    organizationUrl: "https://contoso.crm4.dynamics.com",
    securityGroupId: undefined,
    administrationMode: false,
  },
  roles: [role("Salesperson"), role("Sales Manager"), role("Basic User")],
  rootBusinessUnitId: "root",
  businessUnits: [
    { businessUnitId: "root", name: "Contoso", parentId: undefined },
    { businessUnitId: "europe", name: "Contoso Europe", parentId: "root" },
  ],
  memberships: {
    teams: [{ teamId: "id of team", name: "BCI - Contoso" }],
    teamsOf: (systemUserId) => (systemUserId === "member" ? ["id of team"] : []),
  },
  skus: [sku("SALES"), sku("APPS")],
};

export const wish: AccountWish = {
  kind: "salesperson",
  signInName: "anna@contoso.com",
  made: false,
  roles: ["Salesperson"],
  roleMode: "additive",
  forbidden: [],
  nonAdministrativeRoleRequired: false,
  licenses: ["SALES"],
  released: [],
  accessMode: undefined,
  enabled: true,
  usageLocation: undefined,
  profile: undefined,
  businessUnit: undefined,
  teams: [],
};

export const account: EntraUser = {
  objectId: "anna",
  userPrincipalName: "anna@contoso.com",
  accountEnabled: true,
  displayName: "Anna",
  mail: undefined,
  usageLocation: "US",
  userType: "Member",
  licenses: [{ skuId: "id of SALES", assignedByGroup: undefined }],
  profile: {},
};

export const user: SystemUser = {
  systemUserId: "user",
  objectId: "anna",
  domainName: "anna@contoso.com",
  fullName: "Anna",
  email: "anna@contoso.com",
  accessMode: 0,
  licensed: true,
  disabled: false,
  businessUnitId: "root",
  applicationId: undefined,
  roles: [role("Salesperson")],
};
