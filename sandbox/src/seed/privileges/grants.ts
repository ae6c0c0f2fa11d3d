import type { PrivilegeDepth } from "../../state/model";

/**
 * Rights on a table, by the letters of Business Central's tables of minimum permissions (C Create, R Read, W Write,
 * D Delete, A Append, AT Append To, As Assign, Sh Share) and the depth they are granted at, Global unless it says
 * otherwise; or the name of a privilege on no table, granted at Global.
 */
export type Grant = string | readonly [table: string, rights: string, depth?: PrivilegeDepth];

const everything = "C R W D A AT As Sh";
const sales = [
  "account",
  "contact",
  "lead",
  "opportunity",
  "quote",
  "salesorder",
  "invoice",
  "incident",
  "task",
];

/** What people need to work at all: read the organization, keep their own settings. */
const basic: readonly Grant[] = [
  ["organization", "R"],
  ["businessunit", "R"],
  ["systemuser", "R"],
  ["team", "R"],
  ["role", "R"],
  ["transactioncurrency", "R"],
  ["webresource", "R"],
  ["systemform", "R"],
  ["appmodule", "R"],
  ["attribute", "R"],
  ["relationship", "R"],
  ["usersettings", "C R W AT", "Basic"],
  ["userentityuisettings", "C R W", "Basic"],
  ["annotation", everything, "Basic"],
  ["connection", everything, "Basic"],
  ["task", everything, "Basic"],
  ["actioncard", "R", "Basic"],
  ["post", "C R A AT"],
];

// Business Central's documentation, "User accounts for integrating with Dynamics 365 Sales", the minimum permissions
// of the version of April 2019.
const integrationAdministrator: readonly Grant[] = [
  ["appmodule", "R"],
  ["pluginassembly", "R"],
  ["plugintype", "R"],
  ["relationship", "R"],
  ["sdkmessage", "R"],
  ["sdkmessageprocessingstep", "R"],
  ["sdkmessageprocessingstepimage", "R"],
  ["systemform", "W"],
  ["nav_accountstatistics", "R"],
  ["nav_connection", "C R W D"],
  ["msdyn_postconfig", "W"],
];

const integrationUser: readonly Grant[] = [
  ["account", "C R W A AT As"],
  ["actioncard", "R"],
  ["connection", "R"],
  ["contact", "C R W A AT"],
  ["annotation", "C R W D A As"],
  ["opportunity", "C R W A AT"],
  ["post", "C R AT"],
  ["userentityuisettings", "C R W", "Basic"],
  ["invoice", "C R W A AT"],
  ["salesorder", "R W A AT As"],
  ["product", "C R W A AT"],
  ["dynamicproperty", "R"],
  ["dynamicpropertyassociation", "R"],
  ["dynamicpropertyoptionsetitem", "R"],
  ["quote", "R"],
  ["incident", "R"],
  ["transactioncurrency", "C R W"],
  ["organization", "R W"],
  ["role", "R"],
  ["systemuser", "C R W A AT"],
  ["usersettings", "C R W D AT"],
  "prvActOnBehalfOfAnotherUser",
  ["attribute", "R"],
  ["pluginassembly", "R"],
  ["plugintype", "R"],
  ["sdkmessage", "R"],
  ["sdkmessageprocessingstep", "R"],
  ["webresource", "R"],
  ["nav_accountstatistics", "C R W AT"],
  ["nav_connection", "R"],
];

const productAvailabilityUser: readonly Grant[] = [
  ["nav_accountstatistics", "C R W AT"],
  ["nav_connection", "R"],
];

// The tables that Business Central's codeunit 7201 "CDS Integration Impl." tries to read.
const dataverseIntegration: readonly Grant[] = [
  ["account", "C R W A AT As"],
  ["contact", "C R W A AT As"],
  ["team", "R"],
  ["role", "R"],
  ["systemuser", "R"],
  ["businessunit", "R"],
];

// Assumed: enough to be plausible. What Microsoft's roles grant is published only inside of the product.
const salesperson = (depth: PrivilegeDepth): readonly Grant[] => [
  ...basic,
  ...sales.map((table) => [table, everything, depth] as const),
  ["product", "R"],
  ["dynamicproperty", "R"],
  ["dynamicpropertyassociation", "R"],
  ["dynamicpropertyoptionsetitem", "R"],
  "prvExportToExcel",
];

const systemCustomizer: readonly Grant[] = [
  ...basic,
  ["appmodule", "C R W D A AT"],
  ["attribute", "C R W D"],
  ["relationship", "C R W D"],
  ["systemform", "C R W D A AT"],
  ["webresource", "C R W D A AT"],
  ["pluginassembly", "C R W D A AT"],
  ["plugintype", "C R W D A AT"],
  ["sdkmessage", "C R W D A AT"],
  ["sdkmessageprocessingstep", "C R W D A AT"],
  ["sdkmessageprocessingstepimage", "C R W D A AT"],
  ["account", everything, "Basic"],
  ["contact", everything, "Basic"],
  "prvPublishCustomization",
];

/** Grants by the name of the role. Other roles have what a new one has, and System Administrator everything. */
export const grantsByRole: ReadonlyMap<string, readonly Grant[]> = new Map([
  ["Dynamics 365 Business Central Integration Administrator", integrationAdministrator],
  ["Dynamics 365 Business Central Integration User", integrationUser],
  ["Dynamics 365 Business Central Product Availability User", productAvailabilityUser],
  ["Business Central Dataverse Integration", dataverseIntegration],
  ["System Customizer", systemCustomizer],
  ["Salesperson", salesperson("Basic")],
  ["Sales Manager", salesperson("Local")],
  ["VP of Sales", salesperson("Global")],
  ["Basic User", [...basic, ["account", everything, "Basic"], ["contact", everything, "Basic"]]],
  ["Delegate", ["prvActOnBehalfOfAnotherUser"]],
]);
