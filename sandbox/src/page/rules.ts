import { holds, type Account } from "./account";
import { hasBothAdministrativeRoles, hasOtherRole, isIntegrationUser } from "./badges";

/** `open`: there is nobody yet whom the rule is about, or what it asks for is still to come. */
export type Verdict = "holds" | "broken" | "open";

/** A rule of the setup article or of the environment, as the tenant stands. */
export interface Rule {
  readonly title: string;
  readonly verdict: Verdict;
  /** What is so, in a sentence. */
  readonly finding: string;
  /** Who breaks it. */
  readonly culprits: readonly Account[];
}

/** @param places most non-interactive users that the environment takes */
export function rulesOf(accounts: readonly Account[], places: number): Rule[] {
  const integration = accounts.filter(isIntegrationUser);
  return [
    integrationHasNoPower(integration),
    integrationIsNonInteractive(integration),
    placesSuffice(accounts, places),
    administratorHasOtherRole(accounts),
    somebodyAdministers(accounts),
  ];
}

function integrationHasNoPower(integration: readonly Account[]): Rule {
  const culprits = integration.filter(
    (account) => holds(account, "system-administrator") || holds(account, "system-customizer"),
  );
  return {
    title: "The integration user is no administrator",
    culprits,
    ...(integration.length === 0
      ? open(
          "Nobody holds a role of Business Central's integration yet; they are granted when it has connected.",
        )
      : culprits.length > 0
        ? broken(`With an administrative role, which breaks the synchronization: ${names(culprits)}.`)
        : held(`Without System Administrator and System Customizer: ${names(integration)}.`)),
  };
}

function integrationIsNonInteractive(integration: readonly Account[]): Rule {
  const people = integration.filter(({ isApplication }) => !isApplication);
  const others = people.filter(({ accessMode }) => accessMode !== "Non-interactive");
  return {
    title: "The integration user is Non-interactive",
    culprits: [],
    ...(integration.length === 0
      ? open("It becomes so once Business Central has connected.")
      : others.length > 0
        ? open(`Has the roles of a connection and still another mode: ${names(others)}.`)
        : held(`Only programs sign in as: ${names(integration)}.`)),
  };
}

function placesSuffice(accounts: readonly Account[], places: number): Rule {
  const taking = accounts.filter(({ takesPlace }) => takesPlace);
  const who = taking.length === 0 ? "" : `: ${names(taking)}`;
  return {
    title: `At most ${places} non-interactive users`,
    culprits: taking.length > places ? taking : [],
    ...(taking.length > places ? broken : held)(
      `${taking.length} of ${places} places taken${who}.${taking.length === places ? " One more is refused." : ""}`,
    ),
  };
}

function administratorHasOtherRole(accounts: readonly Account[]): Rule {
  const administrators = accounts.filter(hasBothAdministrativeRoles);
  const culprits = administrators.filter((account) => !hasOtherRole(account));
  return {
    title: "The administrator has a non-administrative role too",
    culprits,
    ...(administrators.length === 0
      ? open("Nobody holds both System Administrator and System Customizer yet.")
      : culprits.length > 0
        ? broken(`With these two only: ${names(culprits)}.`)
        : held(`With another role: ${names(administrators)}.`)),
  };
}

function somebodyAdministers(accounts: readonly Account[]): Rule {
  const administrators = accounts.filter(
    (account) => account.isEnabled && holds(account, "system-administrator"),
  );
  return {
    title: "Somebody holds System Administrator",
    culprits: [],
    ...(administrators.length === 0
      ? broken("Nobody who is enabled does.")
      : held(
          administrators.length === 1
            ? `Only one is left, and cannot be disabled: ${names(administrators)}.`
            : `${administrators.length} do: ${names(administrators)}.`,
        )),
  };
}

type Finding = Pick<Rule, "verdict" | "finding">;

function held(finding: string): Finding {
  return { verdict: "holds", finding };
}

function broken(finding: string): Finding {
  return { verdict: "broken", finding };
}

function open(finding: string): Finding {
  return { verdict: "open", finding };
}

/** At most three names, and how many more there are. */
export function names(accounts: readonly Pick<Account, "name">[]): string {
  const shown = accounts.slice(0, 3).map(({ name }) => name);
  const rest = accounts.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}
