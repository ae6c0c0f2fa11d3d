/** Roles of the administrator as the setup article asks for them: administrator, customizer, one that is neither. */
export const DEFAULT_ADMINISTRATOR_ROLES: readonly string[] = [
  "System Administrator",
  "System Customizer",
  "Sales Manager",
];

/** Present in every environment; lets the user sign in until Business Central has brought its own roles. */
export const ROLES_BEFORE_CONNECTION: readonly string[] = ["Basic User"];

/** What Business Central assigns when it connects, and checks for afterwards. */
export const ROLES_ONCE_CONNECTED: readonly string[] = [
  "Dynamics 365 Business Central Integration Administrator",
  "Dynamics 365 Business Central Integration User",
];

export const DEFAULT_SALESPERSON_ROLES: readonly string[] = ["Salesperson"];

/** The roles an integration user is given when the program names none. */
export function defaultIntegrationRoles(connected: boolean): string[] {
  return connected ? [...ROLES_BEFORE_CONNECTION, ...ROLES_ONCE_CONNECTED] : [...ROLES_BEFORE_CONNECTION];
}

/** The mode that keeps people out of the account once only a program signs in with it. */
export function integrationAccessMode(connected: boolean): "non-interactive" | "read-write" {
  return connected ? "non-interactive" : "read-write";
}
