import { type Account, accountOf, integrationUsersOf, isConnected, isSame, nameOf } from "../accounts";
import type { Resource } from "../resource";
import type { Rule, Violation } from "../rule";
import { textsOf } from "../values";

const TABLE = "integration-user";

/** Pure: the integration users whose minimum permissions no deployment looks at. */
export function unverifiedUsers(resources: readonly Resource[]): Violation[] {
  return integrationUsersOf(resources)
    .filter((user) => !resources.some((resource) => verifies(resource, user, isConnected(user, resources))))
    .map((user) => ({
      where: "",
      message: `Nothing verifies that ${nameOf(user)} has the minimum permissions of an integration user.`,
      remedy: `Use the component IntegrationUserAccount, or add a MinimumPermissions of the user with minimum ["${TABLE}"] and, once connected, required true.`,
      urn: user.urn,
    }));
}

function verifies(resource: Resource, user: Account, connected: boolean): boolean {
  if (resource.kind !== "MinimumPermissions" || !textsOf(resource.props.minimum).includes(TABLE))
    return false;
  // Before Business Central has connected, its solution with the roles need not be there.
  if (connected && resource.props.required === false) return false;
  const account = accountOf(resource);
  return account !== undefined && isSame(account, user);
}

export const minimumPermissionsVerified: Rule = {
  name: "minimum-permissions-verified",
  description: "Each deployment at least verifies the minimum permissions of the integration user.",
  enforcementLevel: "advisory",
  severity: "medium",
  remedy: "Use IntegrationUserAccount, or add a MinimumPermissions for the user.",
  stack: unverifiedUsers,
};
