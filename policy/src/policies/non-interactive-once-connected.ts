import { isUnknown } from "@bc-sales/dynamic-providers/declared";
import { type Account, accountOf, integrationUsersOf, isConnected, isSame, nameOf } from "../accounts";
import type { Resource } from "../resource";
import type { Rule, Violation } from "../rule";
import { isOneOf } from "../stack-names";
import { stackPatterns } from "./config";

interface Config {
  readonly connectedStacks?: readonly string[];
}

const REMEDY =
  'Set connectionEstablished to true in the project\'s configuration, or give the account an AccessMode of "non-interactive".';

/** Pure: the integration users that somebody could still sign in with although Business Central has connected. */
export function interactiveUsers(
  resources: readonly Resource[],
  { connectedStacks = [] }: Config,
): Violation[] {
  return integrationUsersOf(resources)
    .filter((user) => isOneOf(stackOf(resources), connectedStacks) || isConnected(user, resources))
    .flatMap((user) => interactive(user, resources));
}

function interactive(user: Account, resources: readonly Resource[]): Violation[] {
  const modes = resources
    .filter(({ kind }) => kind === "AccessMode")
    .filter((resource) => {
      const account = accountOf(resource);
      return account !== undefined && isSame(account, user);
    });
  if (modes.length === 0) {
    const message = `Business Central has connected, and nothing keeps the access mode of ${nameOf(user)}.`;
    return [{ where: "", message, remedy: REMEDY, urn: user.urn }];
  }
  return modes
    .filter(({ props }) => props.accessMode !== "non-interactive" && !isUnknown(props.accessMode))
    .map(({ props, urn }) => ({
      where: "accessMode",
      message: `Business Central has connected, and people can still sign in as ${nameOf(user)}: its access mode is ${JSON.stringify(props.accessMode)}.`,
      remedy: REMEDY,
      urn,
    }));
}

function stackOf(resources: readonly Resource[]): string {
  return resources[0]?.stack ?? "";
}

export const nonInteractiveOnceConnected: Rule<Config> = {
  name: "non-interactive-once-connected",
  description: "Once Business Central has connected, the integration user's access mode is Non-interactive.",
  enforcementLevel: "mandatory",
  severity: "high",
  remedy: "Set connectionEstablished to true; in a program of your own, give the user an AccessMode.",
  config: {
    connectedStacks: stackPatterns("Names of stacks that are connected whatever they say themselves.", []),
  },
  stack: interactiveUsers,
};
