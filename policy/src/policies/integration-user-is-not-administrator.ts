import { administratorsOf, integrationUsersOf, isSame, nameOf } from "../accounts";
import type { Resource } from "../resource";
import type { Rule, Violation } from "../rule";
import { listOf } from "./config";

interface Config {
  readonly administrators?: readonly string[];
}

/** Pure: the integration users of a stack that are its administrator besides. */
export function sharedAccounts(
  resources: readonly Resource[],
  { administrators: configured }: Config,
): Violation[] {
  const administrators = administratorsOf(resources, configured);
  return integrationUsersOf(resources)
    .filter((user) => administrators.some((administrator) => isSame(administrator, user)))
    .map((user) => ({
      where: "",
      message: `${nameOf(user)} is the integration user and the administrator.`,
      remedy:
        "Give Business Central a dedicated account that nobody administers with: another sign-in name for one of the two.",
      urn: user.urn,
    }));
}

export const integrationUserIsNotAdministrator: Rule<Config> = {
  name: "integration-user-is-not-administrator",
  description: "The account that Business Central synchronizes with is not the administrator's.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remedy: "Give Business Central a dedicated account.",
  config: {
    administrators: listOf("Sign-in names of administrators whom the stack does not declare as such."),
  },
  stack: sharedAccounts,
};
