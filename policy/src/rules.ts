import { allowedLicenses } from "./policies/allowed-licenses";
import { allowedRoles } from "./policies/allowed-roles";
import { authoritativeModeWhereAllowed } from "./policies/authoritative-mode-where-allowed";
import { initialPasswordsSecret } from "./policies/initial-passwords-secret";
import { integrationUserIsNotAdministrator } from "./policies/integration-user-is-not-administrator";
import { integrationUserProtected } from "./policies/integration-user-protected";
import { knownInPreview } from "./policies/known-in-preview";
import { minimumPermissionsVerified } from "./policies/minimum-permissions-verified";
import { noDeletionInProduction } from "./policies/no-deletion-in-production";
import { nonInteractiveOnceConnected } from "./policies/non-interactive-once-connected";
import { systemAdministratorForAdministratorOnly } from "./policies/system-administrator-for-administrator-only";
import type { Rule } from "./rule";

/** All rules, the gravest first. */
export const RULES: readonly Rule[] = [
  integrationUserIsNotAdministrator,
  systemAdministratorForAdministratorOnly,
  initialPasswordsSecret,
  nonInteractiveOnceConnected,
  noDeletionInProduction,
  authoritativeModeWhereAllowed,
  allowedRoles,
  allowedLicenses,
  minimumPermissionsVerified,
  integrationUserProtected,
  knownInPreview,
];
