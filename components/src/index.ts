export type { AccessArgs } from "./access";
export type { AccountArgs, ExistingAccountArgs, NewAccountArgs } from "./account";
export {
  AdministratorAccount,
  type AdministratorAccountArgs,
  DEFAULT_ADMINISTRATOR_ROLES,
} from "./administratorAccount";
export type { EnvironmentArgs } from "./environment";
export {
  IntegrationUserAccount,
  type IntegrationUserAccountArgs,
  ROLES_BEFORE_CONNECTION,
  ROLES_ONCE_CONNECTED,
} from "./integrationUserAccount";
export type { PermissionReport, PermissionsArgs, ProductAvailabilityArgs } from "./permissions";
export type { ReadinessArgs, ReadinessReport } from "./readiness";
export { type EnvironmentInfo, SalesIntegration, type SalesIntegrationArgs } from "./salesIntegration";
export {
  DEFAULT_SALESPERSON_ROLES,
  SalespersonAccounts,
  type SalespersonAccountsArgs,
} from "./salespersonAccounts";
