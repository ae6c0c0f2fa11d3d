import { containsUnknown, wordList } from "@bc-sales/dynamic-providers/declared";
import type { Resource } from "../resource";
import type { Rule, Violation } from "../rule";

/** What the other policies look at. */
const LOOKED_AT: Readonly<Record<string, readonly string[]>> = {
  RoleAssignments: ["signInName", "roles", "mode"],
  SalespeopleRoster: ["people", "mode", "onRemoval", "onDestroy"],
  LicenseAssignment: ["licenses"],
  AccessMode: ["signInName", "accessMode"],
  MinimumPermissions: ["minimum", "required"],
  ConnectionReadiness: ["connected"],
};

/** Pure: the inputs of a resource that policies look at and preview does not know. */
export function unknownInputs(resource: Resource): Violation[] {
  const unknown = (LOOKED_AT[resource.kind] ?? []).filter((input) => containsUnknown(resource.props[input]));
  if (unknown.length === 0) return [];
  return [
    {
      where: wordList(unknown),
      message: "Not known before the deployment, so that no other policy has judged it.",
      remedy:
        "The deployment itself looks again, at roles, licences and modes before it writes them. To have it judged in preview, give a value that does not come from a resource.",
    },
  ];
}

export const knownInPreview: Rule = {
  name: "known-in-preview",
  description: "What policies look at is known in preview.",
  enforcementLevel: "advisory",
  severity: "low",
  remedy: "Give values that do not come from resources.",
  resource: unknownInputs,
};
