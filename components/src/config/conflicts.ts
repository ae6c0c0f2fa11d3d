import {
  foldSignInName,
  type Problem,
  problem,
  SYSTEM_ADMINISTRATOR,
  SYSTEM_CUSTOMIZER,
  type TemplateRole,
} from "@bc-sales/dynamic-providers/declared";
import type { AccountSet } from "./accountSet";
import { CONFLICT_NOTICES } from "./conflictNotices";

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
    const values = { person: integrationUser };
    problems.push(problem(CONFLICT_NOTICES["integration-user-is-administrator"], "integrationUser", values));
  }
  problems.push(...repeatedPeople(accounts.salespeople?.signInNames));
  for (const [account, name] of [
    ["administrator", administrator],
    ["integration user", integrationUser],
  ] as const) {
    if (name === undefined || !salespeople.includes(name)) continue;
    const values = { person: name, account };
    problems.push(problem(CONFLICT_NOTICES["salesperson-has-another-account"], "salespeople", values));
  }
  return problems;
}

/** One problem for each salesperson who is in the list more than once. */
export function repeatedPeople(signInNames: readonly string[] = []): Problem[] {
  const seen = new Set<string>();
  const repeated = folded(signInNames).filter((name) => seen.size === seen.add(name).size);
  return [...new Set(repeated)].map((person) =>
    problem(CONFLICT_NOTICES["salesperson-twice"], "salespeople", { person }),
  );
}

function roleConflicts({ administrator, integrationUser, salespeople }: AccountSet): Problem[] {
  const problems: Problem[] = [];
  if (administrator?.roles.every((role) => is(SYSTEM_ADMINISTRATOR, role) || is(SYSTEM_CUSTOMIZER, role))) {
    problems.push(problem(CONFLICT_NOTICES["administrator-without-daily-role"], "administrator.roles", {}));
  }
  if (integrationUser.roles.some((role) => is(SYSTEM_ADMINISTRATOR, role))) {
    problems.push(problem(CONFLICT_NOTICES["integration-user-administrates"], "integrationUser.roles", {}));
  }
  if (integrationUser.roles.length === 0) {
    problems.push(problem(CONFLICT_NOTICES["integration-user-without-role"], "integrationUser.roles", {}));
  }
  if (salespeople?.roles.some((role) => is(SYSTEM_ADMINISTRATOR, role))) {
    problems.push(problem(CONFLICT_NOTICES["salespeople-administrate"], "salespeople.roles", {}));
  }
  for (const { signInName, roles = [] } of salespeople?.own ?? []) {
    if (!roles.some((role) => is(SYSTEM_ADMINISTRATOR, role))) continue;
    const values = { person: signInName };
    problems.push(problem(CONFLICT_NOTICES["salesperson-administrates"], "salespeople", values));
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
