import type { Role } from "../state/model";

/** What a security role means for the account set; every other role is `other`. */
export type Duty =
  "system-administrator" | "system-customizer" | "integration" | "salesperson" | "basic-user" | "other";

// Template ids are the same in every organization (Business Central's codeunit 7201 compares with the first two).
const templates: Readonly<Record<string, Duty>> = {
  "627090ff-40a3-4053-8790-584edc5be201": "system-administrator",
  "119f245c-3cc8-4b62-b31c-d1a046ced15d": "system-customizer",
  "a4be89ff-7c35-4d69-9900-999c3f603e6f": "salesperson",
  "236750cd-45ae-4939-ab12-b24b920ced93": "basic-user",
};

// Ids in the root business unit, fixed in Business Central's code (codeunits 5330 and 7201): Integration
// Administrator, Integration User, Business Central Dataverse Integration.
const integrationRoles: readonly string[] = [
  "8c8d4f51-a72b-e511-80d9-3863bb349780",
  "6f960e32-a72b-e511-80d9-3863bb349780",
  "a2b18661-9ff5-e911-a812-000d3a0b9028",
];

export function dutyOf({ roletemplateid, parentrootroleid }: Role): Duty {
  if (integrationRoles.includes(parentrootroleid)) return "integration";
  return templates[roletemplateid ?? ""] ?? "other";
}
