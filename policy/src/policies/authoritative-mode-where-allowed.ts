import { isPart } from "../accounts";
import { ADMINISTRATOR_ACCOUNT, INTEGRATION_USER_ACCOUNT, type Resource } from "../resource";
import type { Rule, Violation } from "../rule";
import { isOneOf } from "../stack-names";
import { stackPatterns } from "./config";

const ACCOUNTS = ["administrator", "integrationUser", "salespeople", "others"] as const;
type Accounts = (typeof ACCOUNTS)[number];

interface Config {
  readonly stacks?: readonly string[];
  readonly accounts?: readonly Accounts[];
}

/** Pure: whether a resource takes away roles that others granted where it may not. */
export function authoritativeMode(resource: Resource, config: Config): Violation[] {
  const accounts = accountsOf(resource);
  if (accounts === undefined || resource.props.mode !== "authoritative") return [];
  const { stacks = [], accounts: allowed = ACCOUNTS } = config;
  if (isOneOf(resource.stack, stacks) && allowed.includes(accounts)) return [];
  return [
    {
      where: "mode",
      message: `The mode "authoritative" takes away roles that others granted; it is not allowed for ${WORDS[accounts]} in the stack ${resource.stack}.`,
      remedy:
        "Use \"additive\" (roleMode of the project's configuration), or have the policy pack's configuration allow it (authoritative-mode-where-allowed: stacks, accounts).",
    },
  ];
}

const WORDS: Readonly<Record<Accounts, string>> = {
  administrator: "the administrator",
  integrationUser: "the integration user",
  salespeople: "salespeople",
  others: "other accounts",
};

function accountsOf(resource: Resource): Accounts | undefined {
  if (resource.kind === "SalespeopleRoster") return "salespeople";
  if (resource.kind !== "RoleAssignments") return undefined;
  if (isPart(resource, ADMINISTRATOR_ACCOUNT)) return "administrator";
  return isPart(resource, INTEGRATION_USER_ACCOUNT) ? "integrationUser" : "others";
}

export const authoritativeModeWhereAllowed: Rule<Config> = {
  name: "authoritative-mode-where-allowed",
  description: "Roles that others granted are taken away only where that is allowed.",
  enforcementLevel: "mandatory",
  severity: "medium",
  remedy: "Set roleMode to additive, or allow the authoritative mode in the pack's configuration.",
  config: {
    stacks: stackPatterns("Names of stacks in which the authoritative mode is allowed.", []),
    accounts: {
      type: "array",
      items: { type: "string", enum: [...ACCOUNTS] },
      default: [...ACCOUNTS],
      description: "For which accounts it is allowed there.",
    },
  },
  resource: authoritativeMode,
};
