import { AccessModeValue, type Role, type SystemUser } from "../clients/dataverse/dataverse";
import { isSystemAdministrator } from "../roles/reference";
import {
  DATAVERSE_INTEGRATION,
  INTEGRATION_ADMINISTRATOR,
  INTEGRATION_USER,
  type SolutionRole,
} from "../roles/well-known";
import { quotedList } from "../text/list";
import { type Answer, type Check, OK } from "./check";
import type { ReadinessFacts } from "./facts";

// Order, conditions and texts: procedure TestIntegrationUserRequirements of Business Central's table 5330 "CRM Connection
// Setup", and CheckIntegrationUserPrerequisites and CheckIntegrationUserRequirements of codeunit 7201 "CDS Integration Impl.".

const READ_WRITE: number = AccessModeValue.ReadWrite;
const NON_INTERACTIVE: number = AccessModeValue.NonInteractive;

const NOBODY: Answer = { state: "not applicable", detail: "The integration user is not in the environment." };

/** A question about the integration user's row, which must be there to be asked. */
function about(
  id: string,
  title: string,
  answer: (user: SystemUser, facts: ReadinessFacts) => Answer,
): Check {
  return {
    id,
    title,
    answer: (facts) => (facts.integrationUser.user ? answer(facts.integrationUser.user, facts) : NOBODY),
  };
}

const exists: Check = {
  id: "integration-user-exists",
  title: "The integration user is in the environment.",
  answer: ({ integrationUser, server }) =>
    integrationUser.user
      ? OK
      : {
          state: "failed",
          detail: `${integrationUser.signInName} has no row in ${server}.`,
          remedy: "Declare the account, and deploy: it is added to the environment.",
        },
};

const enabled = about("integration-user-enabled", "The integration user is enabled.", (user, facts) =>
  user.disabled
    ? {
        state: "failed",
        detail: `${facts.integrationUser.signInName} is disabled in the environment.`,
        businessCentral: `User ${facts.integrationUser.signInName} is disabled on server ${facts.server}.`,
        remedy: "Deploy with a licence assigned, which enables it again; a non-interactive user needs none.",
      }
    : OK,
);

const licensed = about(
  "integration-user-licensed",
  "The integration user has a licence where one counts.",
  (user, facts) => {
    const needed = licenseNeeded(user, facts);
    if (needed !== undefined) return { state: "not applicable", detail: needed };
    if (user.licensed) return OK;
    return {
      state: "failed",
      detail: `${facts.integrationUser.signInName} has no licence that the environment knows of.`,
      businessCentral: `User ${facts.integrationUser.signInName} is not licensed on server ${facts.server}.`,
      remedy: "Give it a licence for Sales (integrationUserLicenses), and deploy again.",
    };
  },
);

/** Why a licence does not count; undefined when it does. */
function licenseNeeded(user: SystemUser, { connection, authentication }: ReadinessFacts): string | undefined {
  if (user.applicationId !== undefined) return "An application user needs no licence.";
  if (connection === "sales") {
    return authentication === "office365"
      ? "With the authentication type Office 365 Business Central does not ask for one."
      : undefined;
  }
  return isNonInteractive(user) ? "A non-interactive user needs none." : undefined;
}

const accessMode = about(
  "integration-user-access-mode",
  "The integration user's access mode fits the state of the connection.",
  (user, { connected, integrationUser }) => {
    const { signInName } = integrationUser;
    if (user.applicationId !== undefined) {
      return { state: "not applicable", detail: "An application user is non-interactive by itself." };
    }
    if (isNonInteractive(user)) return OK;
    if (connected) {
      return {
        state: "failed",
        detail: `${signInName} is not in Non-interactive access mode, though Business Central has connected.`,
        remedy: "Deploy with connectionEstablished true, which sets the mode.",
      };
    }
    if (user.accessMode === READ_WRITE) return OK;
    return {
      state: "failed",
      detail: `${signInName} is in an access mode in which Business Central cannot use it.`,
      businessCentral: "Valid access modes are Read-Write or Non-Interactive.",
      remedy: "Deploy, which sets the mode to Read-Write until Business Central has connected.",
    };
  },
);

const hasRoles = about(
  "integration-user-roles",
  "The integration user holds a security role directly.",
  (user, { integrationUser, server }) =>
    user.roles.length > 0
      ? OK
      : {
          state: "failed",
          detail: `${integrationUser.signInName} holds no security role directly; roles of teams do not count.`,
          businessCentral: `User ${integrationUser.signInName} has no user roles assigned on server ${server}.`,
          remedy: "Deploy with at least one role for it (integrationUserRoles).",
        },
);

const notAdministrator = about(
  "integration-user-not-administrator",
  "The integration user does not hold System Administrator.",
  (user, { integrationUser, server }) => {
    const role = user.roles.find(isSystemAdministrator);
    if (role === undefined) return OK;
    return {
      state: "failed",
      detail: `${integrationUser.signInName} holds the role "${role.name}".`,
      businessCentral:
        `User ${integrationUser.signInName} has the ${role.name} role on server ${server}.\n` +
        `You must choose a user that does not have the ${role.name} role.`,
      remedy: 'Take the role away, or set roleMode to "authoritative" to have that done.',
    };
  },
);

const integrationRoles = about(
  "integration-user-integration-roles",
  "The integration user holds the roles that Business Central's solution brings, itself and those of the root business unit.",
  (user, facts) => {
    if (!facts.connected) {
      return { state: "not applicable", detail: "Business Central assigns them when it connects." };
    }
    const required = requiredRoles(facts).filter(({ roleId }) => isDeployed(roleId, facts.roles));
    if (required.length === 0) {
      return { state: "not applicable", detail: "The solution that brings the roles is not installed." };
    }
    const lacking = required.filter(({ roleId }) => user.roles.every((role) => role.roleId !== roleId));
    if (lacking.length === 0) return OK;
    const { signInName } = facts.integrationUser;
    const names = required.map(({ name }) => name);
    return {
      state: "failed",
      detail: `${signInName} lacks ${lacking.map((role) => whyLacking(role, user, facts)).join("; ")}.`,
      businessCentral:
        `User ${signInName} does not have the required roles on server ${facts.server}.\n` +
        (names.length === 1
          ? `You must choose a user that has the role ${String(names[0])}.`
          : `You must choose a user that has the roles ${names.join(" and ")}.`),
      remedy:
        "Deploy with connectionEstablished true, which assigns them; the user must be in the root business unit.",
    };
  },
);

/** A copy of the role in another business unit, and a role that comes by a team, are not what Business Central looks for. */
function whyLacking({ name, roleId }: SolutionRole, user: SystemUser, facts: ReadinessFacts): string {
  const copy = user.roles.some((role) => role.rootRoleId === roleId);
  if (copy) return `"${name}" (it holds the copy of another business unit, which does not count)`;
  const teams = facts.integrationUser.teams.filter(({ roles }) => holds(roles, roleId));
  if (teams.length === 0) return `"${name}"`;
  return `"${name}" (it comes by the team ${quotedList(teams.map((team) => team.name))} only, which does not count)`;
}

function requiredRoles({ connection }: ReadinessFacts): readonly SolutionRole[] {
  return connection === "sales" ? [INTEGRATION_ADMINISTRATOR, INTEGRATION_USER] : [DATAVERSE_INTEGRATION];
}

function isDeployed(roleId: string, roles: readonly Role[]): boolean {
  return roles.some((role) => role.roleId === roleId);
}

function holds(roles: readonly Role[], rootRoleId: string): boolean {
  return roles.some((role) => role.rootRoleId === rootRoleId);
}

function isNonInteractive({ accessMode: mode }: SystemUser): boolean {
  return mode === NON_INTERACTIVE;
}

/** What Business Central checks of the integration user, in its order. */
export const INTEGRATION_USER_CHECKS: readonly Check[] = [
  exists,
  enabled,
  licensed,
  accessMode,
  hasRoles,
  notAdministrator,
  integrationRoles,
];
