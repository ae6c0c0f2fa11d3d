// What looks at a tenant, and what it is compared with: the reconcilers' own code, without what needs Pulumi.
export { connectTenant, signIn } from "./clients/connect";
export { endpointsOf, organizationEndpoint } from "./clients/clouds";
export { ServiceError } from "./clients/http/service-error";
export { type TenantSettings, tenantSettings } from "./clients/settings";
export { describeCredential } from "./clients/sign-in/credential-choice";
export type { Tenant } from "./clients/tenant";
export type { DataverseClient, Role, SystemUser } from "./clients/dataverse/dataverse";
export type { EntraUser, SubscribedSku } from "./clients/graph/graph";
export type { Environment } from "./clients/power-platform/power-platform";
export { type BusinessUnit, resolveBusinessUnit } from "./kinds/business-unit";
export { accessModeName } from "./kinds/access-mode/modes";
export { gather } from "./kinds/connection-readiness/gather";
export { causeOf } from "./kinds/environment-user/cause";
export { findingsOf, type Situation, situationOf } from "./kinds/minimum-permissions/situation";
export { assessRoles } from "./kinds/role-assignments/situation";
export { findMemberships, type Memberships, resolveTeams } from "./kinds/salespeople-roster/memberships";
export { accountChange, liveProfile } from "./kinds/salespeople-roster/plan";
export { findEnvironment } from "./kinds/sales-environment/find";
export { groupProblems, liveLicenses, partNumbersOf, planFor } from "./licenses/live";
export { licensesOf } from "./licenses/plan";
export { resolveLicenses } from "./licenses/resolve";
export { seatProblems } from "./licenses/seats";
export { type Requirement, requirementsOf } from "./permissions/requirement";
export { depthLabel } from "./permissions/depths";
export { rightLabel } from "./permissions/rights";
export { MINIMUM_ROLE_LABELS, MINIMUM_ROLES, type MinimumRole } from "./permissions/tables";
export { PRODUCT_VERSIONS, type ProductVersion, VERSION_LABELS } from "./permissions/versions";
export { notices, problem } from "./messages/notice";
export { formatProblem, type Problem, ProblemsError } from "./problems";
export type { CheckResult } from "./readiness/check";
export { evaluate, isReady } from "./readiness/evaluate";
export type { RosterFile } from "./roster/parse";
export type { RosterPerson } from "./roster/person";
export { readRosterFiles, readRosters } from "./roster/read";
export { foldSignInName } from "./roster/sign-in-name";
export type { RoleMode } from "./roles/plan";
export { isSystemAdministrator } from "./roles/reference";
export {
  INTEGRATION_ADMINISTRATOR,
  INTEGRATION_USER,
  SYSTEM_ADMINISTRATOR,
  SYSTEM_CUSTOMIZER,
  type TemplateRole,
} from "./roles/well-known";
export { csv } from "./text/csv";
export { counted, quotedList, wordList } from "./text/list";
