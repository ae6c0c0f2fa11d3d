import { wordList } from "@bc-sales/dynamic-providers/declared";
import { accountOf, integrationUsersOf, isSame, nameOf } from "../accounts";
import { ENTRA_USER, type Resource } from "../resource";
import type { Rule, Violation } from "../rule";
import { isOneOf, PRODUCTION } from "../stack-names";
import { stackPatterns } from "./config";

interface Config {
  readonly stacks?: readonly string[];
}

/** What Business Central cannot synchronize without. */
const NEEDED = [ENTRA_USER, "LicenseAssignment", "RoleAssignments", "AccessMode"];

/** Pure: the integration users of a production stack that Pulumi would delete, or take something from. */
export function unprotectedUsers(
  resources: readonly Resource[],
  { stacks = PRODUCTION }: Config,
): Violation[] {
  const open = resources.filter(
    ({ kind, protect, stack }) => NEEDED.includes(kind) && !protect && isOneOf(stack, stacks),
  );
  return integrationUsersOf(resources).flatMap((user) => {
    const names = open
      .filter((resource) => {
        const account = accountOf(resource);
        return account !== undefined && isSame(user, account);
      })
      .map(({ name }) => name);
    if (names.length === 0) return [];
    return [
      {
        where: "",
        message: `Destroying the stack would take away the integration user ${nameOf(user)}: ${wordList(names)} ${names.length === 1 ? "is" : "are"} not protected.`,
        remedy:
          "Set protectIntegrationUser to true in the project's configuration, or the option protect of the component or the resources in a program.",
        urn: user.urn,
      },
    ];
  });
}

export const integrationUserProtected: Rule<Config> = {
  name: "integration-user-protected",
  description: "In production Pulumi refuses to delete the integration user and what it holds.",
  enforcementLevel: "advisory",
  severity: "medium",
  remedy: "Set protectIntegrationUser to true; in a program of your own, the option protect.",
  config: { stacks: stackPatterns("Names of production stacks.", PRODUCTION) },
  stack: unprotectedUsers,
};
