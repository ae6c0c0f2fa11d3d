import type { Account } from "./account";
import type { BadgeName } from "./badges";

/** An account as the page lists it. */
export interface ListedAccount {
  readonly account: Account;
  readonly badges: readonly BadgeName[];
  /** Titles of the rules it breaks. */
  readonly breaks: readonly string[];
}

type Choice = (listed: ListedAccount) => boolean;

/** What can be shown, by the name that stands in the address; the first is the default. */
export const choices = {
  everybody: { label: "Everybody", includes: () => true },
  guarded: { label: "Guarded", includes: isGuarded },
  attention: { label: "In need of attention", includes: needsAttention },
  salespeople: { label: "Salespeople", includes: ({ badges }) => badges.includes("Salesperson") },
  "non-interactive": {
    label: "Non-interactive",
    includes: ({ account }) => account.accessMode === "Non-interactive",
  },
  applications: { label: "Application users", includes: ({ account }) => account.isApplication },
  environment: { label: "In the environment", includes: ({ account }) => isInEnvironment(account) },
  outside: { label: "Not in the environment", includes: ({ account }) => !isInEnvironment(account) },
} as const satisfies Record<string, { readonly label: string; readonly includes: Choice }>;

export type ChoiceName = keyof typeof choices;

/** Those of a choice whose names, roles or licences contain all words of `search`, the interesting ones first. */
export function selectAccounts(
  listed: readonly ListedAccount[],
  choice: ChoiceName,
  search: string,
): ListedAccount[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const { includes }: { includes: Choice } = choices[choice];
  const found = listed.filter((one) => includes(one) && words.every((word) => textOf(one).includes(word)));
  // A stable sort: within a rank they stay by name.
  return found.sort((one, other) => rank(one) - rank(other));
}

function rank(listed: ListedAccount): number {
  const ranks = [
    listed.breaks.length > 0,
    listed.badges.includes("Administrator") || listed.badges.includes("Integration user"),
    isGuarded(listed),
    needsAttention(listed),
    listed.badges.length > 0,
    isInEnvironment(listed.account),
  ];
  const index = ranks.indexOf(true);
  return index < 0 ? ranks.length : index;
}

function isGuarded({ badges }: ListedAccount): boolean {
  return badges.some((badge) => badge !== "Salesperson");
}

function isInEnvironment({ accessMode }: Account): boolean {
  return accessMode !== undefined;
}

/** A non-interactive user needs no licence. */
function needsAttention({ account, breaks }: ListedAccount): boolean {
  return (
    breaks.length > 0 ||
    account.states.some(
      (state) => state !== "not in the environment" && !(state === "no licence" && account.takesPlace),
    )
  );
}

function textOf({ account, badges }: ListedAccount): string {
  const { name, signInName, roles, licenses, businessUnit = "" } = account;
  const held = [...roles, ...licenses].map((one) => one.name);
  return [name, signInName, businessUnit, ...held, ...badges].join("\n").toLowerCase();
}
