import { ADMINISTRATOR_ACCOUNT, INTEGRATION_USER_ACCOUNT, type Resource } from "../resource";
import type { Rule, Violation } from "../rule";
import { isOneOf, PRODUCTION } from "../stack-names";
import { stackPatterns } from "./config";

interface Config {
  readonly stacks?: readonly string[];
}

/** Pure: whether a roster deletes the accounts of people who leave, in a production stack. */
export function peopleDeleted(resource: Resource, config: Config): Violation[] {
  if (resource.kind !== "SalespeopleRoster" || !isProduction(resource, config)) return [];
  return (["onRemoval", "onDestroy"] as const)
    .filter((where) => resource.props[where] === "delete")
    .map((where) => ({
      where,
      message: `"delete" deletes Entra accounts of salespeople ${where === "onRemoval" ? "who leave the list" : "when the stack is destroyed"}, and ${resource.stack} is a production stack.`,
      remedy:
        where === "onRemoval"
          ? 'Use "revoke" or "disable" (onRemoval of the project\'s configuration).'
          : 'Use "revoke" or "disable" (onDestroy: "keep" in the project\'s configuration).',
    }));
}

/** Pure: the components in a production stack that delete the account they made. */
export function accountsDeleted(resources: readonly Resource[], config: Config): Violation[] {
  return resources
    .filter(({ kind }) => kind === ADMINISTRATOR_ACCOUNT || kind === INTEGRATION_USER_ACCOUNT)
    .filter((resource) => resource.props.onDestroy === "delete" && isProduction(resource, config))
    .map(({ name, stack, urn }) => ({
      where: "onDestroy",
      message: `"delete" deletes the Entra account of ${name} when the stack is destroyed, and ${stack} is a production stack.`,
      remedy: 'Use "keep" (onDestroy of the project\'s configuration).',
      urn,
    }));
}

function isProduction({ stack }: Resource, { stacks = PRODUCTION }: Config): boolean {
  return isOneOf(stack, stacks);
}

export const noDeletionInProduction: Rule<Config> = {
  name: "no-deletion-in-production",
  description: "In production no Entra account is deleted because it left a list or a stack was destroyed.",
  enforcementLevel: "mandatory",
  severity: "high",
  remedy:
    "Set onRemoval to revoke or disable, and onDestroy to keep; delete by hand what nobody needs any more.",
  config: { stacks: stackPatterns("Names of production stacks.", PRODUCTION) },
  resource: peopleDeleted,
  stack: accountsDeleted,
};
