/** A role made of a template: its id differs between environments, the template's is the same everywhere. */
export interface TemplateRole {
  readonly name: string;
  readonly templateId: string;
}

/** A role that a solution brings: its id in the root business unit is the same everywhere, and it has no template. */
export interface SolutionRole {
  readonly name: string;
  readonly roleId: string;
}

// Templates: codeunit 7201 "CDS Integration Impl." of Business Central compares with the first two; all five are in
// the lists of predefined templates that Power Apps developers publish, the same in each.
export const SYSTEM_ADMINISTRATOR: TemplateRole = {
  name: "System Administrator",
  templateId: "627090ff-40a3-4053-8790-584edc5be201",
};
export const SYSTEM_CUSTOMIZER: TemplateRole = {
  name: "System Customizer",
  templateId: "119f245c-3cc8-4b62-b31c-d1a046ced15d",
};
export const SALES_MANAGER: TemplateRole = {
  name: "Sales Manager",
  templateId: "c0ed2f4f-6f92-4691-92ba-78f2931e8fba",
};
export const SALESPERSON: TemplateRole = {
  name: "Salesperson",
  templateId: "a4be89ff-7c35-4d69-9900-999c3f603e6f",
};
export const BASIC_USER: TemplateRole = {
  name: "Basic User",
  templateId: "236750cd-45ae-4939-ab12-b24b920ced93",
};

// Fixed in Business Central: codeunit 5330 "CRM Integration Management" (the two integration roles) and codeunit
// 7201 "CDS Integration Impl." (the Dataverse role).
export const INTEGRATION_ADMINISTRATOR: SolutionRole = {
  name: "Dynamics 365 Business Central Integration Administrator",
  roleId: "8c8d4f51-a72b-e511-80d9-3863bb349780",
};
export const INTEGRATION_USER: SolutionRole = {
  name: "Dynamics 365 Business Central Integration User",
  roleId: "6f960e32-a72b-e511-80d9-3863bb349780",
};
export const DATAVERSE_INTEGRATION: SolutionRole = {
  name: "Business Central Dataverse Integration",
  roleId: "a2b18661-9ff5-e911-a812-000d3a0b9028",
};

/** No id of it is published anywhere: it is found by name. */
export const PRODUCT_AVAILABILITY_USER = "Dynamics 365 Business Central Product Availability User";
