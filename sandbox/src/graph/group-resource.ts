import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Group } from "../state/model";

/** The properties of a group that the sandbox knows, by name: `licensed…` ones are shown only when selected. */
const properties = {
  id: ({ id }) => id,
  deletedDateTime: () => null,
  createdDateTime: ({ createdDateTime }) => createdDateTime ?? "2024-03-15T16:00:00Z",
  description: ({ description }) => description ?? null,
  displayName: ({ displayName }) => displayName,
  groupTypes: () => [],
  mail: () => null,
  mailEnabled: () => false,
  mailNickname: ({ mailNickname, id }) => mailNickname ?? id,
  proxyAddresses: () => [],
  securityEnabled: () => true,
  visibility: () => null,
  assignedLicenses: ({ licenses }) => licenses.map(({ disabledPlans, skuId }) => ({ disabledPlans, skuId })),
  // Documented values: QueuedForProcessing, ProcessingInProgress, ProcessingComplete; null without licences.
  licenseProcessingState: ({ licenses, pending }) =>
    pending !== undefined
      ? { state: "QueuedForProcessing" }
      : licenses.length > 0
        ? { state: "ProcessingComplete" }
        : null,
} satisfies Record<string, (group: Group) => unknown>;

type GroupProperty = keyof typeof properties;

const selectedOnly: readonly string[] = ["assignedLicenses", "licenseProcessingState"];

/** The properties to show; all but those about licences without `$select`. */
export function selectedOfGroup(query: URLSearchParams): readonly GroupProperty[] {
  const names = Object.keys(properties) as GroupProperty[];
  const select = query.get("$select");
  if (!select) return names.filter((name) => !selectedOnly.includes(name));
  return select.split(",").map((text) => {
    const name = names.find((known) => known.toLowerCase() === text.trim().toLowerCase());
    if (name === undefined)
      throw new SandboxError(graphErrors.groupNotCovered, [`the property '${text.trim()}'`]);
    return name;
  });
}

export function groupResource(group: Group, select: readonly GroupProperty[]): Record<string, unknown> {
  return Object.fromEntries(select.map((name) => [name, groupProperty(group, name)]));
}

/** One property by its name. */
export function groupProperty(group: Group, name: GroupProperty): unknown {
  return properties[name](group);
}
