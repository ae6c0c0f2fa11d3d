/** The rows of the local tenant. Guids are lower case. Everything here is written to disk as JSON. */

export interface EntraUser {
  id: string;
  userPrincipalName: string;
  displayName: string;
  mailNickname: string;
  accountEnabled: boolean;
  userType: "Member" | "Guest";
  usageLocation: string | null;
  mail: string | null;
  showInAddressList: boolean | null;
  managerId: string | null;
  passwordProfile: { forceChangePasswordNextSignIn: boolean } | null;
  licenses: LicenseAssignment[];
  /** Licences of groups that could not be given. */
  licenseErrors?: (LicenseAssignment & { error: string })[];
  createdDateTime: string;
  /** Set while the user is in deletedItems. */
  deletedDateTime: string | null;
  /** All other writable properties by their Graph name. */
  properties: Record<string, unknown>;
}

export interface LicenseAssignment {
  skuId: string;
  disabledPlans: string[];
  /** Group id for an inherited licence, null for a direct one. */
  assignedByGroup: string | null;
  /** Milliseconds of the sandbox clock; Dataverse learns of it after the configured delay. */
  assignedAt: number;
}

export interface Sku {
  skuId: string;
  skuPartNumber: string;
  /** Seats bought. */
  enabled: number;
  servicePlans: ServicePlan[];
  /** Whether it makes its holder a licensed Dataverse user. */
  dataverse: boolean;
}

export interface ServicePlan {
  servicePlanId: string;
  servicePlanName: string;
  /** Whether it makes its holder a licensed Dataverse user, in a SKU that does. Default true. */
  dataverse?: boolean;
  /** Plans that cannot be on for the same person. Default none. */
  excludes?: string[];
  /** Plans of which one must be on for the same person. Default none. */
  dependsOn?: string[];
}

export interface Environment {
  /** Power Platform environment id (the `name` of the admin API). */
  id: string;
  displayName: string;
  /** Path below the sandbox's origin is never used: the organization URL is the origin itself. */
  organizationId: string;
  uniqueName: string;
  securityGroupId: string | null;
  administrationMode: boolean;
  /** "None": no Dataverse; the organization's fields then mean nothing. Default "CommonDataService". */
  databaseType?: "CommonDataService" | "None";
  /** Default "Sandbox". */
  environmentSku?: "Sandbox" | "Production" | "Trial" | "Developer" | "Default";
  /** Settings in `organization.orgdborgsettings` by name; absent: all have their default. */
  orgSettings?: Record<string, string>;
}

export interface Group {
  id: string;
  displayName: string;
  members: string[];
  licenses: { skuId: string; disabledPlans: string[] }[];
  description?: string | null;
  mailNickname?: string;
  createdDateTime?: string;
  /** Members whose licences have yet to follow a change, and since when, in milliseconds of the sandbox clock. */
  pending?: { since: number; everybody: boolean; userIds: string[] };
}

export interface BusinessUnit {
  businessunitid: string;
  name: string;
  parentbusinessunitid: string | null;
  isdisabled: boolean;
  versionnumber: number;
  /** All other columns by their logical name; absent: none has been set. */
  columns?: Record<string, unknown>;
}

export interface Role {
  roleid: string;
  name: string;
  businessunitid: string;
  parentroleid: string | null;
  parentrootroleid: string;
  roletemplateid: string | null;
  ismanaged: boolean;
  iscustomizable: boolean;
  /** Left out where it is as the seed's roles have it: see the column of the same name. */
  isinherited?: 0 | 1;
  /** Left out for a role that is there from the beginning, like `modifiedon` for one that nobody has changed. */
  createdon?: string;
  modifiedon?: string;
  versionnumber: number;
}

/** How far a privilege reaches, from own rows to the whole organization (Web API: PrivilegeDepth). */
export type PrivilegeDepth = "Basic" | "Local" | "Deep" | "Global";

export interface Privilege {
  privilegeid: string;
  name: string;
  /** Logical name of the table it is about; null for one about none. */
  table: string | null;
  /** One bit, 0 for a privilege that is no right on rows: see `rights.ts`. */
  accessright: number;
  canbebasic: boolean;
  canbelocal: boolean;
  canbedeep: boolean;
  canbeglobal: boolean;
  versionnumber: number;
}

/**
 * What a role grants; without a row, nothing. Only roles without parent have one: copies in other business units
 * inherit. System Administrator grants everything, and has none.
 */
export interface RolePrivileges {
  roleid: string;
  privileges: { privilegeid: string; depth: PrivilegeDepth }[];
}

/** A table as metadata describes it, in the spelling of the Web API. */
export interface EntityDefinition {
  MetadataId: string;
  LogicalName: string;
  SchemaName: string;
  EntitySetName: string;
  PrimaryIdAttribute: string;
  PrimaryNameAttribute: string | null;
  OwnershipType: "UserOwned" | "OrganizationOwned" | "BusinessOwned";
}

export interface Currency {
  transactioncurrencyid: string;
  /** ISO 4217, e.g. `EUR`. */
  isocurrencycode: string;
  currencyname: string;
  currencysymbol: string;
  /** Units of it for one unit of the organization's base currency. */
  exchangerate: number;
  versionnumber: number;
}

/** An installed solution. */
export interface Solution {
  solutionid: string;
  uniquename: string;
  friendlyname: string;
  version: string;
  ismanaged: boolean;
  versionnumber: number;
}

export interface SystemUser {
  systemuserid: string;
  /** Null for an application user without directory object. */
  azureactivedirectoryobjectid: string | null;
  applicationid: string | null;
  domainname: string;
  internalemailaddress: string | null;
  firstname: string | null;
  lastname: string | null;
  fullname: string;
  accessmode: number;
  islicensed: boolean;
  isdisabled: boolean;
  issyncwithdirectory: boolean;
  businessunitid: string;
  azurestate: number;
  /** Roles assigned directly (`systemuserroles`), each a role id of the user's business unit. */
  roles: string[];
  /** Milliseconds of the sandbox clock from which the row can be seen by reads. */
  visibleAt: number;
  versionnumber: number;
  /** All other columns by their logical name. */
  columns: Record<string, unknown>;
}

export interface Team {
  teamid: string;
  name: string;
  teamtype: number;
  isdefault: boolean;
  businessunitid: string;
  members: string[];
  roles: string[];
  versionnumber: number;
  /** All other columns by their logical name; absent: none has been set. */
  columns?: Record<string, unknown>;
}

export interface Tenant {
  id: string;
  displayName: string;
  /** Domains a sign-in name may end with, the initial one first. */
  verifiedDomains: string[];
}

/** An application that may sign in; its secret is not a row, and the sandbox's own certificate is not either. */
export interface ServicePrincipal {
  id: string;
  appId: string;
  displayName: string;
  /** Graph application permissions that its tokens carry as `roles`. */
  permissions: string[];
  /** Whether it is registered as a management application of the Power Platform. Default true. */
  managementApplication?: boolean;
  /** Certificates it may sign in with besides the sandbox's own, PEM. */
  certificates?: string[];
  /** Other issuers whose assertions it may sign in with. */
  federatedCredentials?: FederatedCredential[];
}

/** As Graph has it: `federatedIdentityCredential`. All three must match, by case. */
export interface FederatedCredential {
  name: string;
  issuer: string;
  subject: string;
  audiences: string[];
}

/** Table name → row type. The key of a row is its id. */
export interface Tables {
  tenants: Tenant;
  servicePrincipals: ServicePrincipal;
  users: EntraUser;
  skus: Sku;
  groups: Group;
  environments: Environment;
  businessunits: BusinessUnit;
  roles: Role;
  systemusers: SystemUser;
  teams: Team;
  privileges: Privilege;
  roleprivileges: RolePrivileges;
  entitydefinitions: EntityDefinition;
  solutions: Solution;
  transactioncurrencies: Currency;
}

export type TableName = keyof Tables;
