/**
 * The minimum permissions of the article "Setting Up User Accounts for Integrating with Dynamics 365 Sales"
 * (Microsoft Docs, Business Central, 2019-10-01), row by row.
 *
 * Its spelling slips are mended here: "SDK Message Proessing Step" (twice), "System From" for System Form, "Plugin" for
 * Plug-in, a missing comma in "Delete Append" of Note, and "Business Central …" for the tables that it elsewhere calls
 * "Dynamics 365 Business Central …". "Case", "Order" and the like are what the role editor shows; the table's logical name
 * stands beside. The article's level "Global" is Organization in today's role editor, its "User" is still User.
 */
import type { Depth } from "./depths";
import type { Right } from "./rights";

/** Whose minimum it is. */
export const MINIMUM_ROLES = [
  "integration-administrator",
  "integration-user",
  "product-availability-user",
] as const;

export type MinimumRole = (typeof MINIMUM_ROLES)[number];

/** One row of a table of the article. */
export interface MinimumRow {
  /** Tab of the role editor. */
  readonly tab: string;
  /** As the role editor shows it. */
  readonly name: string;
  /** Logical name of the table; undefined for a privilege that belongs to no table. */
  readonly table: string | undefined;
  /**
   * What stands after `prv` and the right in the names of the table's privileges, as Microsoft's pages write it; the
   * whole name where there is no table. For people: the real names and their letter case come from the environment.
   */
  readonly privilege: string;
  readonly depth: Depth;
  /** Rights by version: NAV 2018 and earlier, October 2018, April 2019. */
  readonly rights: readonly [nav2018: Rights, october2018: Rights, april2019: Rights];
}

/** `yes` for a privilege without a table. */
export type Rights = readonly Right[] | "yes";

/** `C R W D A AT As` in the order of the article; an empty text for none. */
const LETTERS: Readonly<Record<string, Right>> = {
  C: "Create",
  R: "Read",
  W: "Write",
  D: "Delete",
  A: "Append",
  AT: "AppendTo",
  As: "Assign",
};

function rights(letters: string): readonly Right[] {
  return letters.split(" ").flatMap((letter) => LETTERS[letter] ?? []);
}

type Line = readonly [
  tab: string,
  name: string,
  table: string,
  privilege: string,
  ...rights: readonly [nav2018: string, october2018: string, april2019: string],
];

function row([tab, name, table, privilege, nav2018, october2018, april2019]: Line): MinimumRow {
  return {
    tab,
    name,
    table,
    privilege,
    depth: table === "userentityuisettings" ? "Basic" : "Global",
    rights: [rights(nav2018), rights(october2018), rights(april2019)],
  };
}

const CORE = "Core Records";
const SALES = "Sales";
const SERVICE = "Service";
const BUSINESS = "Business Management";
const CUSTOMIZATION = "Customization";
const CUSTOM = "Custom Entities";

const ACCOUNT_STATISTICS = "Dynamics 365 Business Central Account Statistics";
const BC_CONNECTION = "Dynamics 365 Business Central Connection";
const ALL = "C R W A AT";

const ADMINISTRATOR: readonly MinimumRow[] = (
  [
    [CUSTOMIZATION, "Model-driven App", "appmodule", "AppModule", "", "", "R"],
    [CUSTOMIZATION, "Plug-in Assembly", "pluginassembly", "PluginAssembly", "R", "R", "R"],
    [CUSTOMIZATION, "Plug-in Type", "plugintype", "PluginType", "R", "R", "R"],
    [CUSTOMIZATION, "Relationship", "relationship", "Relationship", "", "", "R"],
    [CUSTOMIZATION, "SDK Message", "sdkmessage", "SdkMessage", "R", "R", "R"],
    [
      CUSTOMIZATION,
      "SDK Message Processing Step",
      "sdkmessageprocessingstep",
      "SdkMessageProcessingStep",
      "R",
      "R",
      "R",
    ],
    [
      CUSTOMIZATION,
      "SDK Message Processing Step Image",
      "sdkmessageprocessingstepimage",
      "SdkMessageProcessingStepImage",
      "R",
      "R",
      "R",
    ],
    [CUSTOMIZATION, "System Form", "systemform", "SystemForm", "", "", "W"],
    [CUSTOM, ACCOUNT_STATISTICS, "nav_accountstatistics", "nav_accountstatistics", "R", "R", "R"],
    [CUSTOM, BC_CONNECTION, "nav_connection", "nav_connection", "C R W D", "C R W D", "C R W D"],
    [CUSTOM, "Post Configuration", "msdyn_postconfig", "msdyn_PostConfig", "", "", "W"],
  ] as const satisfies readonly Line[]
).map(row);

const INTEGRATION: readonly MinimumRow[] = [
  ...(
    [
      [CORE, "Account", "account", "Account", "C R W A AT As", "C R W A AT As", "C R W A AT As"],
      [CORE, "Action Card", "actioncard", "ActionCard", "", "R", "R"],
      [CORE, "Connection", "connection", "Connection", "R", "R", "R"],
      [CORE, "Contact", "contact", "Contact", ALL, ALL, ALL],
      [CORE, "Note", "annotation", "Note", "", "", "C R W D A As"],
      [CORE, "Opportunity", "opportunity", "Opportunity", "", ALL, ALL],
      [CORE, "Post", "post", "Post", "", "", "C R AT"],
      [
        CORE,
        "User Entity UI Settings",
        "userentityuisettings",
        "UserEntityUISettings",
        "C R W",
        "C R W",
        "C R W",
      ],
      [SALES, "Invoice", "invoice", "Invoice", ALL, ALL, ALL],
      [SALES, "Order", "salesorder", "Order", "R W AT", "R W AT", "R W A AT As"],
      [SALES, "Product", "product", "Product", ALL, ALL, ALL],
      [SALES, "Property", "dynamicproperty", "DynamicProperty", "R", "R", "R"],
      [
        SALES,
        "Property Association",
        "dynamicpropertyassociation",
        "DynamicPropertyAssociation",
        "R",
        "R",
        "R",
      ],
      [
        SALES,
        "Property Option Set Item",
        "dynamicpropertyoptionsetitem",
        "DynamicPropertyOptionSetItem",
        "R",
        "R",
        "R",
      ],
      [SALES, "Quote", "quote", "Quote", "R", "R", "R"],
      [SERVICE, "Case", "incident", "Incident", "R", "R", "R"],
      [BUSINESS, "Currency", "transactioncurrency", "TransactionCurrency", "C R W", "C R W", "C R W"],
      [BUSINESS, "Organization", "organization", "Organization", "R W", "R W", "R W"],
      [BUSINESS, "Security Role", "role", "Role", "", "", "R"],
      [BUSINESS, "User", "systemuser", "User", ALL, ALL, ALL],
      [BUSINESS, "User Settings", "usersettings", "UserSettings", "C R W D AT", "C R W D AT", "C R W D AT"],
    ] as const satisfies readonly Line[]
  ).map(row),
  {
    tab: BUSINESS,
    name: "Act on Behalf of Another User",
    table: undefined,
    privilege: "prvActOnBehalfOfAnotherUser",
    depth: "Global",
    rights: ["yes", "yes", "yes"],
  },
  ...(
    [
      [CUSTOMIZATION, "Field", "attribute", "Attribute", "", "R", "R"],
      [CUSTOMIZATION, "Plug-in Assembly", "pluginassembly", "PluginAssembly", "R", "R", "R"],
      [CUSTOMIZATION, "Plug-in Type", "plugintype", "PluginType", "R", "R", "R"],
      [CUSTOMIZATION, "SDK Message", "sdkmessage", "SdkMessage", "R", "R", "R"],
      [
        CUSTOMIZATION,
        "SDK Message Processing Step",
        "sdkmessageprocessingstep",
        "SdkMessageProcessingStep",
        "R",
        "R",
        "R",
      ],
      [CUSTOMIZATION, "Web Resource", "webresource", "WebResource", "R", "R", "R"],
      [
        CUSTOM,
        ACCOUNT_STATISTICS,
        "nav_accountstatistics",
        "nav_accountstatistics",
        "C R W AT",
        "C R W AT",
        "C R W AT",
      ],
      [CUSTOM, BC_CONNECTION, "nav_connection", "nav_connection", "R", "R", "R"],
    ] as const satisfies readonly Line[]
  ).map(row),
];

const PRODUCT_AVAILABILITY: readonly MinimumRow[] = (
  [
    [
      CUSTOM,
      ACCOUNT_STATISTICS,
      "nav_accountstatistics",
      "nav_accountstatistics",
      "C R W AT",
      "C R W AT",
      "C R W AT",
    ],
    [CUSTOM, BC_CONNECTION, "nav_connection", "nav_connection", "R", "R", "R"],
  ] as const satisfies readonly Line[]
).map(row);

/** The three tables of the article, each in its order. */
export const MINIMUM_PERMISSIONS: Readonly<Record<MinimumRole, readonly MinimumRow[]>> = {
  "integration-administrator": ADMINISTRATOR,
  "integration-user": INTEGRATION,
  "product-availability-user": PRODUCT_AVAILABILITY,
};

/** Logical names of all tables that some role's minimum is about. */
export const MINIMUM_TABLES: readonly string[] = [
  ...new Set(MINIMUM_ROLES.flatMap((role) => MINIMUM_PERMISSIONS[role].flatMap(({ table }) => table ?? []))),
];

/** Names of all privileges without a table that some role's minimum has. */
export const MINIMUM_NAMES: readonly string[] = [
  ...new Set(
    MINIMUM_ROLES.flatMap((role) =>
      MINIMUM_PERMISSIONS[role].flatMap(({ table, privilege }) => (table === undefined ? [privilege] : [])),
    ),
  ),
];

export const MINIMUM_ROLE_LABELS: Readonly<Record<MinimumRole, string>> = {
  "integration-administrator": "Integration Administrator",
  "integration-user": "Integration User",
  "product-availability-user": "Product Availability User",
};
