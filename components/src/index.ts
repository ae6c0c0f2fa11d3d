export type { AccessArgs } from "./access";
export type { AccountArgs, ExistingAccountArgs, NewAccountArgs } from "./account";
export { AdministratorAccount, type AdministratorAccountArgs } from "./administratorAccount";
export {
  DEFAULT_ADMINISTRATOR_ROLES,
  DEFAULT_SALESPERSON_ROLES,
  ROLES_BEFORE_CONNECTION,
  ROLES_ONCE_CONNECTED,
} from "./config/defaults";
export type { EnvironmentArgs } from "./environment";
export { IntegrationUserAccount, type IntegrationUserAccountArgs } from "./integrationUserAccount";
export type { PermissionReport, PermissionsArgs, ProductAvailabilityArgs } from "./permissions";
export type { ReadinessArgs, ReadinessReport } from "./readiness";
export {
  type EnvironmentInfo,
  type ProtectionArgs,
  SalesIntegration,
  type SalesIntegrationArgs,
} from "./salesIntegration";
export { SalespersonAccounts, type SalespersonAccountsArgs } from "./salespersonAccounts";
