import type { SystemUser } from "../clients/dataverse/dataverse";
import { isAdministrative, isSystemAdministrator } from "../roles/reference";
import { SYSTEM_ADMINISTRATOR, SYSTEM_CUSTOMIZER } from "../roles/well-known";
import { type Answer, type Check, OK } from "./check";

/** What the article asks of the administrator, and procedure CheckAdminUserPrerequisites of codeunit 7201. */
function about(id: string, title: string, answer: (user: SystemUser, signInName: string) => Answer): Check {
  return {
    id,
    title,
    answer: ({ administrator }) => {
      if (administrator === undefined) {
        return { state: "not applicable", detail: "No administrator is declared." };
      }
      if (administrator.user !== undefined) return answer(administrator.user, administrator.signInName);
      return { state: "not applicable", detail: "The administrator is not in the environment." };
    },
  };
}

const exists: Check = {
  id: "administrator-exists",
  title: "The administrator is in the environment.",
  answer: ({ administrator, server }) => {
    if (administrator === undefined)
      return { state: "not applicable", detail: "No administrator is declared." };
    if (administrator.user !== undefined) return OK;
    return {
      state: "failed",
      detail: `${administrator.signInName} has no row in ${server}.`,
      remedy: "Declare the account, and deploy: it is added to the environment.",
    };
  },
};

const enabled = about("administrator-enabled", "The administrator is enabled.", (user, signInName) =>
  user.disabled
    ? {
        state: "failed",
        detail: `${signInName} is disabled in the environment.`,
        remedy: "Deploy with a licence assigned, which enables it again.",
      }
    : OK,
);

const licensed = about("administrator-licensed", "The administrator has a licence.", (user, signInName) =>
  user.licensed
    ? OK
    : {
        state: "failed",
        detail: `${signInName} has no licence that the environment knows of.`,
        remedy: "Give it a licence for Sales (administratorLicenses), and deploy again.",
      },
);

const roles = about(
  "administrator-roles",
  "The administrator holds System Administrator, System Customizer and a role of daily work.",
  (user, signInName) => {
    const lacking = [
      ...(user.roles.some(isSystemAdministrator) ? [] : [SYSTEM_ADMINISTRATOR.name]),
      ...(user.roles.some((role) => role.templateId === SYSTEM_CUSTOMIZER.templateId)
        ? []
        : [SYSTEM_CUSTOMIZER.name]),
      ...(user.roles.some((role) => !isAdministrative(role)) ? [] : ["a role that is neither of the two"]),
    ];
    if (lacking.length === 0) return OK;
    return {
      state: "failed",
      detail: `${signInName} lacks ${lacking.join(", ")}.`,
      remedy: "Deploy with the roles of the setup article (administratorRoles).",
    };
  },
);

export const ADMINISTRATOR_CHECKS: readonly Check[] = [exists, enabled, licensed, roles];
