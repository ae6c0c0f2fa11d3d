export { type AzureadProviderArgs, azureadProviderArgs } from "./clients/sign-in/azuread-provider";
export type { ConfigReader, Environment as CredentialEnvironment } from "./clients/sign-in/credential-choice";
export { assertFresh, type CompiledPackage } from "./freshness";
export { AccessMode, type AccessModeArgs } from "./kinds/access-mode/resource";
export type { AccessModeName } from "./kinds/access-mode/modes";
export {
  ConnectionReadiness,
  type ConnectionReadinessArgs,
  type ReadinessAccountArgs,
} from "./kinds/connection-readiness/resource";
export type { CheckResult } from "./readiness/check";
export { EnvironmentUser, type EnvironmentUserArgs } from "./kinds/environment-user/resource";
export { InitialPassword, type InitialPasswordArgs } from "./kinds/initial-password/resource";
export { LicenseAssignment, type LicenseAssignmentArgs } from "./kinds/license-assignment/resource";
export { LicenseRelease, type LicenseReleaseArgs } from "./kinds/license-release/resource";
export { MinimumPermissions, type MinimumPermissionsArgs } from "./kinds/minimum-permissions/resource";
export type { IdentityArgs, PersonArgs } from "./kinds/person-args";
export { RoleAssignments, type RoleAssignmentsArgs } from "./kinds/role-assignments/resource";
export { SalesEnvironment, type SalesEnvironmentArgs } from "./kinds/sales-environment/resource";
export type { SalespersonAccount, SalespersonCoupling } from "./kinds/salespeople-roster/accounts-view";
export type { Farewell, Salespeople, Salesperson } from "./kinds/salespeople-roster/inputs";
export {
  SalespeopleRoster,
  type SalespeopleRosterArgs,
  type SalespersonArgs,
} from "./kinds/salespeople-roster/resource";
export { peopleOfRoster } from "./kinds/salespeople-roster/wire";
export { MINIMUM_ROLES, type MinimumRole } from "./permissions/tables";
export { PRODUCT_VERSIONS, type ProductVersion } from "./permissions/versions";
export { formatProblem, type Problem, ProblemsError } from "./problems";
export { couplingCsv } from "./roster/coupling-csv";
export type { Roster } from "./roster/parse";
export type { RosterPerson } from "./roster/person";
export { type ReadRosters, readRoster, readRosters } from "./roster/read";
export type { RoleMode } from "./roles/plan";
export {
  BASIC_USER,
  DATAVERSE_INTEGRATION,
  INTEGRATION_ADMINISTRATOR,
  INTEGRATION_USER,
  PRODUCT_AVAILABILITY_USER,
  SALES_MANAGER,
  SALESPERSON,
  type SolutionRole,
  SYSTEM_ADMINISTRATOR,
  SYSTEM_CUSTOMIZER,
  type TemplateRole,
} from "./roles/well-known";
