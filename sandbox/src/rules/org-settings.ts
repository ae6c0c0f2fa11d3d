import type { Sandbox } from "../sandbox";
import type { Environment } from "../state/model";
import { theEnvironment } from "./entitlement";

/** What `organization.orgdborgsettings` of a fresh organization says of users and roles (recorded). */
const recorded: Readonly<Record<string, string>> = {
  CanCreateApplicationStubUser: "false",
  AllowRoleAssignmentOnDisabledUsers: "false",
};

/** Settings that rules here ask for, with what holds where the organization does not name them. */
const defaults = {
  AllowRoleAssignmentOnDisabledUsers: false,
  /** Power Platform admin guide, Assign security roles: "Record ownership across business units". */
  EnableOwnershipAcrossBusinessUnits: false,
  /** Same guide, Change the business unit of a user: has a meaning only together with the one before. */
  DoNotRemoveRolesOnChangeBusinessUnit: false,
  /** "Enable delete disabled users" of the admin center; that it is on by default is assumed. */
  EnableSystemUserDelete: true,
} as const;

export function isOn(setting: keyof typeof defaults, sandbox: Sandbox): boolean {
  const value = settingsOf(theEnvironment(sandbox))[setting];
  return value === undefined ? defaults[setting] : value.toLowerCase() === "true";
}

/** The settings as the XML that the Web API shows. */
export function orgSettingsXml(environment: Environment): string {
  const elements = Object.entries(settingsOf(environment)).map(
    ([name, value]) => `<${name}>${escape(value)}</${name}>`,
  );
  return `<OrgSettings>${elements.join("")}</OrgSettings>`;
}

function settingsOf(environment: Environment): Partial<Record<string, string>> & Record<string, string> {
  return { ...recorded, ...environment.orgSettings };
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
