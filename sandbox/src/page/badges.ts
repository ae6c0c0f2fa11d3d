import { holds, type Account } from "./account";

/** Why an account is guarded, or what it is for. */
export type BadgeName =
  | "Administrator"
  | "Integration user"
  | "Last administrator"
  | "System Administrator"
  | "Non-interactive"
  | "Application user"
  | "Salesperson";

/** What each badge says, in the order in which they are shown. */
export const badgeMeanings: Readonly<Record<BadgeName, string>> = {
  Administrator:
    "Holds System Administrator, System Customizer and at least one other role: what the account that sets up the connection needs. It must not be the integration user.",
  "Integration user":
    "Holds a role of Business Central's integration. It synchronizes the data, must never hold System Administrator, and becomes Non-interactive once Business Central has connected.",
  "Last administrator":
    "The only enabled holder of System Administrator. The environment refuses to disable it.",
  "System Administrator":
    "Holds System Administrator, directly or through a team, and may change everything.",
  "Non-interactive":
    "Takes one of the few places for people's accounts that only programs sign in with. Stays enabled without a licence.",
  "Application user":
    "An application, not a person: takes neither a licence nor a place of the non-interactive.",
  Salesperson: "Holds Salesperson: a candidate for coupling with a salesperson of Business Central.",
};

/** Badges of everybody. */
export function badgesOf(accounts: readonly Account[]): ReadonlyMap<Account, readonly BadgeName[]> {
  const administrators = accounts.filter((account) => account.isEnabled && isDirectAdministrator(account));
  const last = administrators.length === 1 ? administrators[0] : undefined;
  return new Map(accounts.map((account) => [account, badges(account, account === last)]));
}

function badges(account: Account, isLast: boolean): BadgeName[] {
  const worn: Readonly<Record<BadgeName, boolean>> = {
    Administrator: isSetupAdministrator(account),
    "Integration user": isIntegrationUser(account),
    "Last administrator": isLast,
    // Said by "Administrator" too.
    "System Administrator": holds(account, "system-administrator") && !isSetupAdministrator(account),
    "Non-interactive": account.takesPlace,
    "Application user": account.isApplication,
    Salesperson: holds(account, "salesperson"),
  };
  return (Object.keys(badgeMeanings) as BadgeName[]).filter((name) => worn[name]);
}

/** The administrator of the setup article: both administrative roles and at least one that is neither. */
export function isSetupAdministrator(account: Account): boolean {
  return hasBothAdministrativeRoles(account) && hasOtherRole(account);
}

export function hasBothAdministrativeRoles(account: Account): boolean {
  return (
    !account.isApplication && holds(account, "system-administrator") && holds(account, "system-customizer")
  );
}

export function hasOtherRole({ roles }: Account): boolean {
  return roles.some(({ duty }) => duty !== "system-administrator" && duty !== "system-customizer");
}

/** Also an application user: today's Business Central makes one of its own. */
export function isIntegrationUser(account: Account): boolean {
  return holds(account, "integration");
}

/** Only roles assigned directly count where the environment looks for another administrator. */
function isDirectAdministrator({ roles }: Account): boolean {
  return roles.some(({ duty, team }) => duty === "system-administrator" && team === undefined);
}
