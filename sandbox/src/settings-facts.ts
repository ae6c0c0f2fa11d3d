import type { Evidence } from "./http/types";

/** What a setting stands for in the real services, and how sure it is. */
export interface SettingFact {
  readonly unit: "ms" | "";
  /** The rule, in words. */
  readonly rule: string;
  readonly evidence: Evidence;
  /** Where the rule is written down or was seen. */
  readonly source: string;
}

const createUsers = "Power Platform admin guide, Create users";

const dataverseLimits = "learn.microsoft.com, Dataverse: Service protection API limits";
const graphLimits =
  "learn.microsoft.com, Microsoft Graph service-specific throttling limits: identity and access";

/** By name of the setting; a test sees to it that none is missing. */
export const settingFacts: Readonly<Partial<Record<string, SettingFact>>> = {
  licenseDelay: {
    unit: "ms",
    rule: "Dataverse and addUser know of a licence so long after it was assigned",
    evidence: "documented",
    source: `${createUsers} ("a few minutes"); that it takes no time by default is for fast tests`,
  },
  addUserDelay: {
    unit: "ms",
    rule: "The row of a user can be seen so long after addUser's answer",
    evidence: "assumed",
    source: "not published; clients of addUser poll for the row",
  },
  syncInterval: {
    unit: "ms",
    rule: "Between runs of the background sync: who has lost the licence is disabled, unless Non-interactive",
    evidence: "documented",
    source: `${createUsers} ("periodically"; 30 minutes in editions of 2021)`,
  },
  maxNonInteractiveUsers: {
    unit: "",
    rule: "Most users in access mode Non-interactive; application users are not counted",
    evidence: "documented",
    source: "Power Platform admin guide, Create a non-interactive user account",
  },
  roleCache: {
    unit: "ms",
    rule: "How old reads of roles and privileges may be without `Consistency: Strong`",
    evidence: "documented",
    source: "learn.microsoft.com, Dataverse: Compose HTTP requests and handle errors (header Consistency)",
  },
  groupLicenseDelay: {
    unit: "ms",
    rule: "From a change to a group or its licences until its members have them",
    evidence: "assumed",
    source: "Entra, group-based licensing: it takes time; how long is not published",
  },
  latency: {
    unit: "ms",
    rule: "Real time added to every answer of a service",
    evidence: "observed",
    source: "any network",
  },
  dataverseRequests: {
    unit: "",
    rule: "Dataverse: requests of one caller in 300 s, a batch being one; 0: no limit",
    evidence: "documented",
    source: dataverseLimits,
  },
  dataverseExecution: {
    unit: "ms",
    rule: "Dataverse: combined execution time of one caller's requests in 300 s; 0: no limit",
    evidence: "documented",
    source: dataverseLimits,
  },
  dataverseConcurrency: {
    unit: "",
    rule: "Dataverse: requests of one caller at the same time; 0: no limit",
    evidence: "documented",
    source: dataverseLimits,
  },
  dataverseRequestCost: {
    unit: "ms",
    rule: "What a request to Dataverse is reckoned to execute for, however long it really takes",
    evidence: "assumed",
    source: "not published",
  },
  dataversePartCost: {
    unit: "ms",
    rule: "The same for each part of a batch",
    evidence: "assumed",
    source: "not published",
  },
  dopHint: {
    unit: "",
    rule: "Most parallel requests that Dataverse recommends (`x-ms-dop-hint`); 0: not sent",
    evidence: "documented",
    source: "learn.microsoft.com, Dataverse: Send parallel requests; the number is assumed",
  },
  graphUnitsSmall: {
    unit: "",
    rule: "Graph: resource units of one application in 10 s, in a tenant of fewer than 50 users; 0: no limit",
    evidence: "documented",
    source: graphLimits,
  },
  graphUnitsMedium: {
    unit: "",
    rule: "The same, from 50 to 500 users",
    evidence: "documented",
    source: graphLimits,
  },
  graphUnitsLarge: {
    unit: "",
    rule: "The same, above 500 users",
    evidence: "documented",
    source: graphLimits,
  },
  graphWrites: {
    unit: "",
    rule: "Graph: writes of one application in 150 s; 0: no limit",
    evidence: "documented",
    source: graphLimits,
  },
};
