import {
  foldSignInName,
  type Problem,
  SYSTEM_ADMINISTRATOR,
  SYSTEM_CUSTOMIZER,
  type TemplateRole,
} from "@bc-sales/dynamic-providers/inspect";
import type { AccountSet } from "./accountSet";

/**
 * What is wrong with a set of accounts by itself, before any tenant is asked: the same person in two places,
 * and roles that an account must not or must have. Roles are known here by name and template id; one that is
 * named by its id in the environment is recognized later, against the tenant.
 */
export function accountConflicts(accounts: AccountSet): Problem[] {
  return [...samePerson(accounts), ...roleConflicts(accounts)];
}

function samePerson(accounts: AccountSet): Problem[] {
  const problems: Problem[] = [];
  const [administrator] = folded(accounts.administrator?.signInNames);
  const [integrationUser] = folded(accounts.integrationUser.signInNames);
  const salespeople = folded(accounts.salespeople?.signInNames);
  if (integrationUser !== undefined && integrationUser === administrator) {
    problems.push({
      where: "integrationUser",
      message: `${integrationUser} is the administrator too, and synchronizing with the administrator's account breaks the synchronization.`,
      remedy: "Declare a dedicated account as the integration user.",
    });
  }
  problems.push(...repeatedPeople(accounts.salespeople?.signInNames));
  for (const [account, name] of [
    ["administrator", administrator],
    ["integration user", integrationUser],
  ] as const) {
    if (name === undefined || !salespeople.includes(name)) continue;
    problems.push({
      where: "salespeople",
      message: `${name} is the ${account} and cannot be a salesperson besides.`,
      remedy: "Take the person out of the list of salespeople, or use another account.",
    });
  }
  return problems;
}

/** One problem for each salesperson who is in the list more than once. */
export function repeatedPeople(signInNames: readonly string[] = []): Problem[] {
  const seen = new Set<string>();
  const repeated = folded(signInNames).filter((name) => seen.size === seen.add(name).size);
  return [...new Set(repeated)].map((name) => ({
    where: "salespeople",
    message: `${name} is in the list more than once.`,
    remedy: "Keep one entry for each person.",
  }));
}

function roleConflicts({ administrator, integrationUser, salespeople }: AccountSet): Problem[] {
  const problems: Problem[] = [];
  if (administrator?.roles.every((role) => is(SYSTEM_ADMINISTRATOR, role) || is(SYSTEM_CUSTOMIZER, role))) {
    problems.push({
      where: "administrator.roles",
      message:
        "The administrator needs at least one role that is neither System Administrator nor System Customizer.",
      remedy: 'Add a role of daily work, such as "Sales Manager".',
    });
  }
  if (integrationUser.roles.some((role) => is(SYSTEM_ADMINISTRATOR, role))) {
    problems.push({
      where: "integrationUser.roles",
      message:
        "The integration user must never hold System Administrator: Business Central refuses to synchronize with it.",
      remedy: "Take the role out of the list.",
    });
  }
  if (integrationUser.roles.length === 0) {
    problems.push({
      where: "integrationUser.roles",
      message: "The integration user needs at least one security role to sign in.",
      remedy: 'Name one, such as "Basic User", or leave the list out to have the default.',
    });
  }
  if (salespeople?.roles.some((role) => is(SYSTEM_ADMINISTRATOR, role))) {
    problems.push({
      where: "salespeople.roles",
      message: "Salespeople must not hold System Administrator.",
      remedy: "Take the role out of the list.",
    });
  }
  for (const { signInName, roles = [] } of salespeople?.own ?? []) {
    if (!roles.some((role) => is(SYSTEM_ADMINISTRATOR, role))) continue;
    problems.push({
      where: "salespeople",
      message: `${signInName} is a salesperson and must not hold System Administrator.`,
      remedy: "Take the role out of the person's own list.",
    });
  }
  return problems;
}

function is(role: TemplateRole, reference: string): boolean {
  const text = reference.trim().toLowerCase();
  return text === role.name.toLowerCase() || text === role.templateId;
}

/** Sign-in names as Entra compares them. */
function folded(signInNames: readonly string[] = []): string[] {
  return signInNames.map(foldSignInName);
}
