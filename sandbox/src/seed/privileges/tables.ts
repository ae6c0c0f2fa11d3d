import type { EntityDefinition } from "../../state/model";
import type { Right } from "../../rules/rights";

/** A table of the seeded environment, and the privileges on it. */
export interface TableFact extends Omit<EntityDefinition, "MetadataId"> {
  /** Follows the right in a privilege's name: `prvRead{segment}`. */
  readonly segment: string;
  readonly rights: readonly Right[];
  /** Depths that they can be granted at, by first letter: `BLDG`. */
  readonly depths: string;
}

type Line = readonly [
  logicalName: string,
  schemaName: string,
  entitySetName: string,
  primaryIdAttribute: string,
  primaryNameAttribute: string | null,
  differs?: Partial<Pick<TableFact, "segment" | "rights" | "depths">>,
];

const allRights: readonly Right[] = [
  "Create",
  "Read",
  "Write",
  "Delete",
  "Assign",
  "Share",
  "Append",
  "AppendTo",
];
const withoutOwner: readonly Right[] = ["Create", "Read", "Write", "Delete", "Append", "AppendTo"];

// Names: Dataverse table reference, and Microsoft's tables of privileges by message (Dynamics CRM 2013 to 2016 SDK).
// Ownership and rights that those do not give, and everything of the three tables with `nav_`, are assumed.

const userOwned: readonly Line[] = [
  ["account", "Account", "accounts", "accountid", "name"],
  ["actioncard", "ActionCard", "actioncards", "actioncardid", "title"],
  ["annotation", "Annotation", "annotations", "annotationid", "subject", { segment: "Note" }],
  ["connection", "Connection", "connections", "connectionid", "name"],
  ["contact", "Contact", "contacts", "contactid", "fullname"],
  ["incident", "Incident", "incidents", "incidentid", "title"],
  ["invoice", "Invoice", "invoices", "invoiceid", "name"],
  ["lead", "Lead", "leads", "leadid", "fullname"],
  [
    "nav_accountstatistics",
    "nav_accountstatistics",
    "nav_accountstatisticses",
    "nav_accountstatisticsid",
    "nav_name",
  ],
  ["nav_connection", "nav_connection", "nav_connections", "nav_connectionid", "nav_name"],
  [
    "nav_defaultconnection",
    "nav_defaultconnection",
    "nav_defaultconnections",
    "nav_defaultconnectionid",
    "nav_name",
  ],
  ["opportunity", "Opportunity", "opportunities", "opportunityid", "name"],
  ["quote", "Quote", "quotes", "quoteid", "name"],
  ["salesorder", "SalesOrder", "salesorders", "salesorderid", "name", { segment: "Order" }],
  // Privileges on activities are the same for all kinds of them.
  ["task", "Task", "tasks", "activityid", "subject", { segment: "Activity" }],
  [
    "userentityuisettings",
    "UserEntityUISettings",
    "userentityuisettingscollection",
    "userentityuisettingsid",
    null,
    { rights: ["Create", "Read", "Write"], depths: "B" },
  ],
];

const organizationOwned: readonly Line[] = [
  ["appmodule", "AppModule", "appmodules", "appmoduleid", "name"],
  [
    "attribute",
    "Attribute",
    "attributes",
    "attributeid",
    "name",
    { rights: ["Create", "Read", "Write", "Delete"] },
  ],
  ["dynamicproperty", "DynamicProperty", "dynamicproperties", "dynamicpropertyid", "name"],
  [
    "dynamicpropertyassociation",
    "DynamicPropertyAssociation",
    "dynamicpropertyassociations",
    "dynamicpropertyassociationid",
    null,
  ],
  [
    "dynamicpropertyoptionsetitem",
    "DynamicPropertyOptionSetItem",
    "dynamicpropertyoptionsetitems",
    "dynamicpropertyoptionsetvalueid",
    "dynamicpropertyoptionname",
  ],
  [
    "msdyn_postconfig",
    "msdyn_PostConfig",
    "msdyn_postconfigs",
    "msdyn_postconfigid",
    "msdyn_entitydisplayname",
  ],
  ["organization", "Organization", "organizations", "organizationid", "name", { rights: ["Read", "Write"] }],
  ["pluginassembly", "PluginAssembly", "pluginassemblies", "pluginassemblyid", "name"],
  ["plugintype", "PluginType", "plugintypes", "plugintypeid", "name"],
  ["post", "Post", "posts", "postid", null],
  ["product", "Product", "products", "productid", "name"],
  [
    "relationship",
    "Relationship",
    "relationships",
    "relationshipid",
    "name",
    { rights: ["Create", "Read", "Write", "Delete"] },
  ],
  ["sdkmessage", "SdkMessage", "sdkmessages", "sdkmessageid", "name"],
  [
    "sdkmessageprocessingstep",
    "SdkMessageProcessingStep",
    "sdkmessageprocessingsteps",
    "sdkmessageprocessingstepid",
    "name",
  ],
  [
    "sdkmessageprocessingstepimage",
    "SdkMessageProcessingStepImage",
    "sdkmessageprocessingstepimages",
    "sdkmessageprocessingstepimageid",
    "name",
  ],
  ["systemform", "SystemForm", "systemforms", "formid", "name"],
  [
    "transactioncurrency",
    "TransactionCurrency",
    "transactioncurrencies",
    "transactioncurrencyid",
    "currencyname",
  ],
  ["webresource", "WebResource", "webresourceset", "webresourceid", "name"],
];

const businessOwned: readonly Line[] = [
  ["businessunit", "BusinessUnit", "businessunits", "businessunitid", "name"],
  [
    "role",
    "Role",
    "roles",
    "roleid",
    "name",
    { rights: ["Create", "Read", "Write", "Delete", "Assign", "Append", "AppendTo"] },
  ],
  ["systemuser", "SystemUser", "systemusers", "systemuserid", "fullname", { segment: "User" }],
  [
    "team",
    "Team",
    "teams",
    "teamid",
    "name",
    { rights: ["Create", "Read", "Write", "Delete", "Assign", "Append", "AppendTo"] },
  ],
  [
    "usersettings",
    "UserSettings",
    "usersettingscollection",
    "systemuserid",
    null,
    { rights: ["Create", "Read", "Write", "Delete", "AppendTo"], depths: "BLDG" },
  ],
];

/** Every table that the documentation of the integration asks a privilege on, and a few that stand beside them. */
export const tableFacts: readonly TableFact[] = [
  ...userOwned.map((line) => factOf(line, "UserOwned", allRights, "BLDG")),
  ...organizationOwned.map((line) => factOf(line, "OrganizationOwned", withoutOwner, "G")),
  ...businessOwned.map((line) => factOf(line, "BusinessOwned", withoutOwner, "LDG")),
];

/** Who can own a row decides which rights there are, and how far they can reach. */
function factOf(
  [LogicalName, SchemaName, EntitySetName, PrimaryIdAttribute, PrimaryNameAttribute, differs]: Line,
  OwnershipType: TableFact["OwnershipType"],
  rights: readonly Right[],
  depths: string,
): TableFact {
  return {
    LogicalName,
    SchemaName,
    EntitySetName,
    PrimaryIdAttribute,
    PrimaryNameAttribute,
    OwnershipType,
    segment: SchemaName,
    rights,
    depths,
    ...differs,
  };
}
