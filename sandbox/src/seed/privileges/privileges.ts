import { rights, type Right } from "../../rules/rights";
import type { Privilege } from "../../state/model";
import { guidOf } from "../guid";
import { knownPrivilegeIds } from "./known-ids";
import { tableFacts } from "./tables";

type Other = readonly [name: string, table: string | null, right: Right | "None", depths: string];

// Recorded for business units; the rest of the names are documented, and their depths assumed.
const others: readonly Other[] = [
  ["prvDisableBusinessUnit", "businessunit", "None", "G"],
  ["prvReparentBusinessUnit", "businessunit", "None", "G"],
  ["prvDisableUser", "systemuser", "None", "LDG"],
  ["prvReparentUser", "systemuser", "None", "LDG"],
  ["prvReparentTeam", "team", "None", "LDG"],
  ["prvActOnBehalfOfAnotherUser", null, "None", "BLDG"],
  ["prvBulkDelete", null, "None", "G"],
  ["prvExportToExcel", null, "None", "G"],
  ["prvMerge", null, "None", "G"],
  ["prvPublishCustomization", null, "None", "G"],
  ["prvCreateSharePointData", null, "Create", "G"],
  ["prvReadSharePointData", null, "Read", "G"],
  ["prvWriteSharePointData", null, "Write", "G"],
  ["prvReadSharePointDocument", null, "Read", "G"],
];

/** Recorded: units are made and deleted from above, and so at no less than this. */
const depthsByName: ReadonlyMap<string, string> = new Map([
  ["prvCreateBusinessUnit", "DG"],
  ["prvDeleteBusinessUnit", "DG"],
]);

/** All privileges of the seeded environment. */
export function seedPrivileges(): Privilege[] {
  return [
    ...tableFacts.flatMap(({ LogicalName, segment, rights: ofTable, depths }) =>
      ofTable.map((right) => privilege(`prv${right}${segment}`, LogicalName, right, depths)),
    ),
    ...others.map((line) => privilege(...line)),
  ];
}

export function privilegeIdOf(name: string): string {
  return knownPrivilegeIds.get(name) ?? guidOf(`privilege ${name}`);
}

function privilege(name: string, table: string | null, right: Right | "None", ofTable: string): Privilege {
  const depths = depthsByName.get(name) ?? ofTable;
  return {
    privilegeid: privilegeIdOf(name),
    name,
    table,
    accessright: right === "None" ? 0 : rights[right],
    canbebasic: depths.includes("B"),
    canbelocal: depths.includes("L"),
    canbedeep: depths.includes("D"),
    canbeglobal: depths.includes("G"),
    versionnumber: 0,
  };
}
