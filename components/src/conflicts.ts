import type { Problem } from "@bc-sales/dynamic-providers";

/** The sign-in names of one integration's accounts. */
export interface AccountSet {
  readonly administrator: string | undefined;
  readonly integrationUser: string | undefined;
  readonly salespeople: readonly string[];
}

/** What no single account can see: the same person in two places. Sign-in names compare without regard to case. */
export function accountConflicts(accounts: AccountSet): Problem[] {
  const problems: Problem[] = [];
  const administrator = normalized(accounts.administrator);
  const integrationUser = normalized(accounts.integrationUser);
  if (integrationUser !== undefined && integrationUser === administrator) {
    problems.push({
      where: "integrationUser",
      message: `${integrationUser} is the administrator too, and synchronizing with the administrator's account breaks the synchronization.`,
      remedy: "Declare a dedicated account as the integration user.",
    });
  }
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const name of accounts.salespeople.map((signInName) => signInName.normalize("NFC").toLowerCase())) {
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
  }
  for (const name of repeated) {
    problems.push({
      where: "salespeople",
      message: `${name} is in the list more than once.`,
      remedy: "Keep one entry for each person.",
    });
  }
  for (const [role, name] of [
    ["administrator", administrator],
    ["integration user", integrationUser],
  ] as const) {
    if (name !== undefined && seen.has(name)) {
      problems.push({
        where: "salespeople",
        message: `${name} is the ${role} and cannot be a salesperson besides.`,
        remedy: "Take the person out of the list of salespeople, or use another account.",
      });
    }
  }
  return problems;
}

function normalized(signInName: string | undefined): string | undefined {
  return signInName?.normalize("NFC").toLowerCase();
}
