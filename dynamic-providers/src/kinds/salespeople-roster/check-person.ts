import { isUnknown } from "../../adapter/unknown";
import type { Problem } from "../../problems";
import { blankNames, missingInputs } from "../inputs";
import { checkUsageLocation } from "../license-assignment/usage-location";
import type { Salesperson } from "./inputs";

/** A person's inputs in the spelling of the services, and what is wrong with them; `where` is within the person. */
export function checkPerson(given: Salesperson): {
  readonly person: Salesperson;
  readonly problems: readonly Problem[];
} {
  const location = checkUsageLocation(given.usageLocation);
  const person = {
    enabled: true,
    ...given,
    ...(location.usageLocation === undefined ? {} : { usageLocation: location.usageLocation }),
    ...(typeof given.objectId === "string" ? { objectId: given.objectId.trim().toLowerCase() } : {}),
  };
  return {
    person,
    problems: [
      ...missingInputs<Salesperson>(given, ["displayName"]),
      ...notLists(given, ["licenses", "roles"]),
      ...location.problems,
      ...blankNames("licenses", given.licenses),
      ...blankNames("roles", given.roles),
      ...notAGuid(person.objectId),
      ...notAName(given.businessUnit),
      ...notYesOrNo(person.enabled),
    ],
  };
}

function notYesOrNo(enabled: unknown): Problem[] {
  if (typeof enabled === "boolean" || isUnknown(enabled)) return [];
  const message = `${JSON.stringify(enabled)} is neither true nor false.`;
  return [{ where: "enabled", message, remedy: "Use true or false, or leave it out; then it is true." }];
}

function notLists(given: Salesperson, keys: readonly ("licenses" | "roles")[]): Problem[] {
  return keys
    .filter((key) => !Array.isArray(given[key]))
    .map((key) => ({
      where: key,
      message: "This is not a list of names.",
      remedy: "Use a list; it may be empty.",
    }));
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function notAGuid(objectId: unknown): Problem[] {
  if (objectId === undefined || (typeof objectId === "string" && GUID.test(objectId))) return [];
  const remedy = "Use the Object ID that Entra shows for the user, or leave it out.";
  return [{ where: "objectId", message: `${JSON.stringify(objectId)} is no object id.`, remedy }];
}

function notAName(businessUnit: unknown): Problem[] {
  if (businessUnit === undefined || (typeof businessUnit === "string" && businessUnit.trim() !== ""))
    return [];
  const remedy = "Name one, or leave it out; then the user stays where it is.";
  return [{ where: "businessUnit", message: "The name of the business unit is empty.", remedy }];
}
