/** What a value must look like. */
export type PropertyKind =
  | { readonly type: "text"; readonly maxLength: number }
  | { readonly type: "texts" }
  | { readonly type: "object" }
  | { readonly type: "flag" }
  /** Shown, never written by a client. */
  | { readonly type: "readOnly" };

const text = (maxLength: number): PropertyKind => ({ type: "text", maxLength });
const texts: PropertyKind = { type: "texts" };
const readOnly: PropertyKind = { type: "readOnly" };

/**
 * Properties of microsoft.graph.user that the sandbox knows: those that the azuread plug-in reads and writes, and
 * those about licences. Lengths: learn.microsoft.com, user resource type; 1024 where none is given there.
 */
export const userProperties: ReadonlyMap<string, PropertyKind> = new Map(
  Object.entries({
    accountEnabled: { type: "flag" },
    ageGroup: text(1024),
    assignedLicenses: readOnly,
    assignedPlans: readOnly,
    businessPhones: texts,
    city: text(128),
    companyName: text(64),
    consentProvidedForMinor: text(1024),
    country: text(128),
    createdDateTime: readOnly,
    creationType: readOnly,
    deletedDateTime: readOnly,
    department: text(64),
    displayName: text(256),
    employeeHireDate: text(64),
    employeeId: text(16),
    employeeOrgData: { type: "object" },
    employeeType: text(1024),
    externalUserState: readOnly,
    faxNumber: text(1024),
    givenName: text(64),
    id: readOnly,
    imAddresses: readOnly,
    jobTitle: text(128),
    licenseAssignmentStates: readOnly,
    mail: text(1024),
    mailNickname: text(64),
    mobilePhone: text(64),
    officeLocation: text(1024),
    onPremisesDistinguishedName: readOnly,
    onPremisesDomainName: readOnly,
    onPremisesImmutableId: text(1024),
    onPremisesSamAccountName: readOnly,
    onPremisesSecurityIdentifier: readOnly,
    onPremisesSyncEnabled: readOnly,
    onPremisesUserPrincipalName: readOnly,
    otherMails: texts,
    passwordPolicies: text(1024),
    passwordProfile: { type: "object" },
    postalCode: text(40),
    preferredLanguage: text(64),
    proxyAddresses: readOnly,
    showInAddressList: { type: "flag" },
    state: text(128),
    streetAddress: text(1024),
    surname: text(64),
    usageLocation: text(2),
    userPrincipalName: text(1024),
    userType: text(6),
  } satisfies Record<string, PropertyKind>),
);

/** Properties that users have in Graph, and that the sandbox does not know. */
export const uncoveredProperties: ReadonlySet<string> = new Set(
  `aboutMe authorizationInfo birthday createdBy customSecurityAttributes deviceEnrollmentLimit employeeLeaveDateTime
  externalUserStateChangeDateTime hireDate identities identityParentId interests isManagementRestricted
  isResourceAccount lastPasswordChangeDateTime legalAgeGroupClassification mailboxSettings mySite
  onPremisesExtensionAttributes onPremisesLastSyncDateTime onPremisesProvisioningErrors
  pastProjects preferredDataLocation preferredName print provisionedPlans refreshTokensValidFromDateTime
  responsibilities schools securityIdentifier serviceProvisioningErrors signInActivity signInSessionsValidFromDateTime
  skills`.split(/\s+/),
);

/** What is answered without `$select`. */
export const defaultProperties = [
  "businessPhones",
  "displayName",
  "givenName",
  "jobTitle",
  "mail",
  "mobilePhone",
  "officeLocation",
  "preferredLanguage",
  "surname",
  "userPrincipalName",
  "id",
] as const;

const canonicalNames = new Map([...userProperties.keys()].map((name) => [name.toLowerCase(), name]));

/** The property's own spelling; Graph takes any case in `$select` and `$filter`. */
export function canonicalName(name: string): string | undefined {
  return canonicalNames.get(name.toLowerCase());
}
