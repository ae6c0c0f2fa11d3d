import type { BusinessUnit, SystemUser, Team } from "../state/model";
import type { TenantRows } from "../state/tables";
import { seedCurrencies } from "./currencies";
import { guidOf } from "./guid";
import { seedIds } from "./ids";
import { seedPeople } from "./people";
import { seedEntityDefinitions } from "./privileges/entity-definitions";
import { seedPrivileges } from "./privileges/privileges";
import { seedRolePrivileges } from "./privileges/role-privileges";
import { roleFacts } from "./role-facts";
import { seedRoles } from "./roles";
import { seedSkus } from "./skus";
import { seedSolutions } from "./solutions";

/**
 * The tenant a new sandbox begins with: Contoso, with one environment ("Contoso Sales"), a root and a child business
 * unit, the roles of an environment with Dynamics 365 Sales and Business Central's solutions, a few people, and the
 * application that deploys. Pure: the same rows at each call. Version numbers are given when it is loaded.
 */
export function defaultSeed(): TenantRows {
  const { tenantId, domain, deployment } = seedIds;
  const businessunits: BusinessUnit[] = [
    {
      businessunitid: seedIds.rootBusinessUnitId,
      name: "Contoso",
      parentbusinessunitid: null,
      isdisabled: false,
      versionnumber: 0,
    },
    {
      businessunitid: seedIds.childBusinessUnitId,
      name: "Contoso Europe",
      parentbusinessunitid: seedIds.rootBusinessUnitId,
      isdisabled: false,
      versionnumber: 0,
    },
  ];
  const privileges = seedPrivileges();
  const seededPeople = seedPeople(skuId, roleId);
  const systemusers = [
    deploymentUser(),
    ...seededPeople.flatMap(({ systemUser }) => (systemUser ? [systemUser] : [])),
  ];
  return {
    tenants: [{ id: tenantId, displayName: "Contoso", verifiedDomains: [domain] }],
    servicePrincipals: [
      {
        id: deployment.objectId,
        appId: deployment.appId,
        displayName: "Business Central accounts deployment",
        permissions: ["User.ReadWrite.All", "Directory.ReadWrite.All", "LicenseAssignment.ReadWrite.All"],
        managementApplication: true,
        certificates: [],
        federatedCredentials: [
          {
            name: "pipeline",
            issuer: "https://token.actions.githubusercontent.com",
            subject: "repo:contoso/business-central-accounts:environment:production",
            audiences: ["api://AzureADTokenExchange"],
          },
        ],
      },
    ],
    users: seededPeople.map(({ user }) => user),
    skus: [...seedSkus],
    groups: [
      {
        id: seedIds.licensingGroupId,
        displayName: "Licence: Power Apps",
        members: seededPeople.filter((person) => person.inheritsLicense).map(({ user }) => user.id),
        licenses: [{ skuId: skuId("POWERAPPS_PER_USER"), disabledPlans: [] }],
      },
    ],
    environments: [
      {
        id: seedIds.environmentId,
        displayName: "Contoso Sales",
        organizationId: seedIds.organizationId,
        uniqueName: "unq97793ec4ace2ee1190490022486f7",
        securityGroupId: null,
        administrationMode: false,
        databaseType: "CommonDataService",
        environmentSku: "Sandbox",
        orgSettings: {},
      },
      {
        // Every tenant has a default environment, and often nobody has given it a Dataverse.
        id: seedIds.defaultEnvironmentId,
        displayName: "Contoso (default)",
        organizationId: "",
        uniqueName: "",
        securityGroupId: null,
        administrationMode: false,
        databaseType: "None",
        environmentSku: "Default",
      },
    ],
    businessunits,
    roles: seedRoles(businessunits),
    systemusers,
    teams: businessunits.map((unit) => defaultTeam(unit, systemusers)),
    privileges,
    roleprivileges: seedRolePrivileges(privileges),
    entitydefinitions: seedEntityDefinitions(),
    solutions: seedSolutions(),
    transactioncurrencies: seedCurrencies(),
  };
}

function skuId(partNumber: string): string {
  const sku = seedSkus.find((candidate) => candidate.skuPartNumber === partNumber);
  if (sku === undefined) throw new Error(`The seed has no SKU "${partNumber}".`);
  return sku.skuId;
}

function roleId(name: string): string {
  const role = roleFacts.find((candidate) => candidate.name === name);
  if (role === undefined) throw new Error(`The seed has no role "${name}".`);
  return role.roleid;
}

/** An application user: access mode Non-interactive, outside the limit of 7, needs no licence. */
function deploymentUser(): SystemUser {
  const { deployment, domain } = seedIds;
  return {
    systemuserid: deployment.systemUserId,
    azureactivedirectoryobjectid: deployment.objectId,
    applicationid: deployment.appId,
    domainname: `${deployment.appId}@${domain}`,
    internalemailaddress: `${deployment.appId}@${domain}`,
    firstname: "#",
    lastname: "Business Central accounts deployment",
    fullname: "# Business Central accounts deployment",
    accessmode: 4,
    islicensed: false,
    isdisabled: false,
    issyncwithdirectory: true,
    businessunitid: seedIds.rootBusinessUnitId,
    azurestate: 0,
    roles: [roleId("System Administrator")],
    visibleAt: 0,
    versionnumber: 0,
    columns: {},
  };
}

/** Every business unit has one, named after it; its members are all users of the unit. */
function defaultTeam(unit: BusinessUnit, users: readonly SystemUser[]): Team {
  return {
    teamid: guidOf(`team ${unit.businessunitid}`),
    name: unit.name,
    teamtype: 0,
    isdefault: true,
    businessunitid: unit.businessunitid,
    members: users
      .filter((user) => user.businessunitid === unit.businessunitid)
      .map((user) => user.systemuserid),
    roles: [],
    versionnumber: 0,
  };
}
