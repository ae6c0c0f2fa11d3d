import { recordedKeys } from "../../../sandbox/dist/testing/recorded-keys";
import { shapeOf } from "./shape";

const boughtWith = new Set([
  "addons",
  "billingPolicy",
  "capacity",
  "lifecycleOperationsEnforcement",
  "notificationMetadata",
]);

/**
 * Shapes of answers of the real services: names from the sandbox's list, types from the same recordings, in the
 * tests of microsoft/terraform-provider-power-platform (commit 57ba091).
 */
export const recordedShapes = {
  systemuser: shapeOf(recordedKeys.systemuser, {
    boolean: `
      defaultfilterspopulated displayinserviceviews isdisabled isemailaddressapprovedbyo365admin
      isintegrationuser islicensed issyncwithdirectory setupuser
    `,
    number: `
      accessmode address1_addresstypecode address1_shippingmethodcode address2_addresstypecode
      address2_shippingmethodcode azurestate caltype deletedstate emailrouteraccessapproval identityid
      incomingemaildeliverymethod invitestatuscode outgoingemaildeliverymethod preferredaddresscode
      preferredemailcode preferredphonecode userlicensetype versionnumber
    `,
    string: `
      _businessunitid_value _calendarid_value _defaultmailbox_value _queueid_value address1_addressid
      address2_addressid azureactivedirectoryobjectid createdon defaultodbfoldername domainname
      firstname fullname internalemailaddress lastname modifiedon organizationid ownerid systemuserid
      windowsliveid yomifullname
    `,
  }),
  role: shapeOf(recordedKeys.role, {
    boolean: "ismanaged",
    // _modifiedby_value was set in all recorded rows; one that nobody has changed has none.
    "null string": "_createdby_value _modifiedby_value _roletemplateid_value",
    number: "componentstate isinherited versionnumber",
    object: "canbedeleted iscustomizable",
    string: `
      _businessunitid_value _parentrootroleid_value createdon modifiedon name
      organizationid overwritetime roleid roleidunique solutionid
    `,
  }),
  businessunit: shapeOf(recordedKeys.businessunit, {
    boolean: "isdisabled",
    // costcenter: a number in the one recording, a text in the table reference. Nothing is said of its type here.
    number: "inheritancemask versionnumber",
    string: `
      _organizationid_value address1_addressid address2_addressid businessunitid createdon modifiedon
      name
    `,
  }),
  /** Of 484 recorded columns those that can matter to accounts. */
  organization: shapeOf(
    words(`
      _createdby_value _modifiedby_value createdon disabledreason initialversion isdisabled
      languagecode localeid modifiedon name organizationid organizationstate orgdborgsettings
      privacystatementurl schemanameprefix versionnumber
    `),
    {
      boolean: "isdisabled",
      number: "languagecode localeid organizationstate versionnumber",
      string: `
      createdon initialversion modifiedon name organizationid orgdborgsettings
      schemanameprefix
    `,
    },
  ),
  environment: shapeOf(recordedKeys.environment, {
    object: "properties",
    string: "id location name type",
  }),
  /** Without billing, capacity and lifecycle operations: they depend on what an environment was bought with. */
  environmentProperties: shapeOf(
    recordedKeys.environmentProperties.filter((name) => !boughtWith.has(name)),
    {
      array: "connectedGroups",
      boolean: "isDefault",
      object: `
      clientUris cluster createdBy governanceConfiguration linkedEnvironmentMetadata protectionStatus
      retentionDetails runtimeEndpoints states updateCadence
    `,
      string: `
      azureRegion createdTime creationType databaseType displayName environmentSku lastModifiedTime
      provisioningState retentionPeriod tenantId trialScenarioType
    `,
    },
  ),
  linkedEnvironmentMetadata: shapeOf(recordedKeys.linkedEnvironmentMetadata, {
    number: "baseLanguage",
    string: `
      backgroundOperationsState createdTime domainName friendlyName instanceApiUrl instanceState
      instanceUrl platformSku resourceId scaleGroup schemaType uniqueName version
    `,
  }),
  whoAmI: shapeOf(words("BusinessUnitId UserId OrganizationId"), {
    string: "BusinessUnitId UserId OrganizationId",
  }),
  reference: shapeOf(["@odata.id"], { string: "@odata.id" }),
} as const;

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
