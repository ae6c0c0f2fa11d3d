/** Which accounts a deployment holds. */
export interface GuardedAccounts {
  readonly administrator: boolean;
  readonly salespeople: boolean;
  readonly connected: boolean;
}

/** What each deployment verifies before it writes, as sentences for people; docs/architecture.md says where each is kept. */
export function guardsOf(accounts: GuardedAccounts): string[] {
  return [
    "The integration user never holds System Administrator.",
    accounts.connected
      ? "The integration user stays in Non-interactive access mode, and at most 7 users of the environment are in it."
      : "The integration user stays in Read-Write access mode until Business Central has connected.",
    ...(accounts.administrator
      ? [
          "The integration user is never the administrator.",
          "The administrator keeps at least one role that is neither System Administrator nor System Customizer.",
        ]
      : []),
    ...(accounts.salespeople
      ? ["No salesperson is the administrator or the integration user, or is listed twice."]
      : []),
    "The integration roles and the accounts that use them have the minimum permissions of the setup article.",
    "What Business Central checks when it connects is looked at beforehand.",
    "There are free seats of each licence before anybody is given one.",
    "Roles and licences that others granted are left alone.",
  ];
}
