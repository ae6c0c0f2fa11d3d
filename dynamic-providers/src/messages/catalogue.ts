import { ENVIRONMENT_NOTICES } from "./environment";
import { LICENSE_NOTICES } from "./licenses";
import { PERMISSION_NOTICES } from "./permissions";
import { ROLE_NOTICES } from "./roles";
import { SALESPEOPLE_NOTICES } from "./salespeople";

export { REMEDIES, type Remedy } from "../clients/http/remedies";
export { type Cause, NOTHING_FOUND, SIGN_IN_CAUSES, UNEXPLAINED } from "../clients/sign-in/sign-in-causes";
export { READINESS_CHECKS } from "../readiness/evaluate";
export type { Notice } from "./notice";

/** All notices by what they are about, for `docs/messages.md`. */
export const NOTICES = {
  environment: ENVIRONMENT_NOTICES,
  roles: ROLE_NOTICES,
  licenses: LICENSE_NOTICES,
  salespeople: SALESPEOPLE_NOTICES,
  permissions: PERMISSION_NOTICES,
} as const;
