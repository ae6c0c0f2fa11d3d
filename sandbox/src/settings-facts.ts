import type { Evidence } from "./http/types";
import type { SandboxSettings } from "./settings";

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

/** By name of the setting. */
export const settingFacts: Readonly<Record<keyof SandboxSettings, SettingFact>> = {
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
};
