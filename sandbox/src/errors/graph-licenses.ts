import type { ErrorEntry } from "./sandbox-error";

/** What Microsoft Graph refuses about licences; a part of `graphErrors`. */
export const graphLicenseErrors = {
  noUsageLocation: {
    code: "Request_BadRequest",
    status: 400,
    message: "License assignment cannot be done for user with invalid usage location.",
    source: "Okta support article that quotes Graph's answer",
    evidence: "observed",
  },
  noSeats: {
    code: "Request_BadRequest",
    status: 400,
    message: "Subscription with SKU {0} does not have any available licenses.",
    source: "several published scripts match this ending",
    evidence: "observed",
  },
  unknownSku: {
    code: "Request_BadRequest",
    status: 400,
    message: "License {0} does not correspond to a valid company License.",
    source: "no public source found",
    evidence: "assumed",
  },
  unknownPlan: {
    code: "Request_BadRequest",
    status: 400,
    message: "Service plan {0} is not part of license {1}.",
    source: "no public source found",
    evidence: "assumed",
  },
  licenseNotAssigned: {
    code: "Request_BadRequest",
    status: 400,
    message: "User does not have a corresponding license.",
    source: "no public source found",
    evidence: "assumed",
  },
  inheritedLicense: {
    code: "Request_BadRequest",
    status: 400,
    message:
      "User license is inherited from a group membership and it cannot be removed directly from the user.",
    source: "rule: Entra, group-based licensing; text matched by published scripts",
    evidence: "observed",
  },
  exclusivePlans: {
    code: "Request_BadRequest",
    status: 400,
    message: "License assignment failed because service plans {0} and {1} are mutually exclusive.",
    source:
      "the beginning and the end of the text are quoted in published scripts; where the ids stand is assumed",
    evidence: "assumed",
  },
  dependentPlan: {
    code: "Request_BadRequest",
    status: 400,
    message: "License assignment failed because service plan {0} depends on the service plan(s) {1}",
    source: "text matched by published scripts",
    evidence: "observed",
  },
  licensedGroup: {
    code: "Request_BadRequest",
    status: 400,
    message: "A group with an active license assigned cannot be deleted. Remove the licenses from it first.",
    source: "rule: Entra, group-based licensing, Deleting a group with an assigned license; text assumed",
    evidence: "assumed",
  },
} as const satisfies Record<string, ErrorEntry>;
