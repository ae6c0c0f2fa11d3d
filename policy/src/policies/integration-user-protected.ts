import { accountOf, integrationUsersOf, isSame } from "../accounts";
import { ENTRA_USER, type Resource } from "../resource";
import type { Rule, Violation } from "../rule";
import { isOneOf, PRODUCTION } from "../stack-names";
import { textOf } from "../values";
import { stackPatterns } from "./config";

interface Config {
  readonly stacks?: readonly string[];
}

/** Pure: the Entra accounts of integration users that a production stack makes and could delete. */
export function unprotectedUsers(
  resources: readonly Resource[],
  { stacks = PRODUCTION }: Config,
): Violation[] {
  const users = integrationUsersOf(resources);
  return resources
    .filter(({ kind, protect, stack }) => kind === ENTRA_USER && !protect && isOneOf(stack, stacks))
    .filter((resource) => {
      const account = accountOf(resource);
      return account !== undefined && users.some((user) => isSame(user, account));
    })
    .map(({ name, urn, props }) => ({
      where: "",
      message: `The Entra account ${textOf(props.userPrincipalName) ?? name} of the integration user is not protected.`,
      remedy:
        "Set protectIntegrationUser to true in the project's configuration, or give the account protect: true in a program.",
      urn,
    }));
}

export const integrationUserProtected: Rule<Config> = {
  name: "integration-user-protected",
  description: "In production Pulumi refuses to delete the integration user's Entra account.",
  enforcementLevel: "advisory",
  severity: "medium",
  remedy: "Protect the account.",
  config: { stacks: stackPatterns("Names of production stacks.", PRODUCTION) },
  stack: unprotectedUsers,
};
