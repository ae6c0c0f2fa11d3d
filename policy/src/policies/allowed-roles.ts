import { quotedList } from "@bc-sales/dynamic-providers/declared";
import { rolesGivenBy, shared } from "../grants";
import type { Resource } from "../resource";
import { roleKey } from "../roles";
import type { Rule, Violation } from "../rule";
import { listOf } from "./config";

interface Config {
  readonly roles?: readonly string[];
}

/** Pure: the roles in a resource's inputs that are not on the list; none where there is no list. */
export function rolesNotAllowed(resource: Resource, { roles }: Config): Violation[] {
  if (roles === undefined) return [];
  const allowed = new Set(roles.map(roleKey));
  return shared(rolesGivenBy(resource).filter(({ name }) => !allowed.has(roleKey(name)))).map(
    ({ where, whoIsGiven, name }) => ({
      where,
      message: `${whoIsGiven} the security role "${name}", which is not allowed.`,
      remedy: `${roles.length === 0 ? "No role is allowed." : `Use ${quotedList(roles)},`} or have the role added to the policy pack's configuration (allowed-roles.roles).`,
    }),
  );
}

export const allowedRoles: Rule<Config> = {
  name: "allowed-roles",
  description: "Accounts are given only security roles that are on the list.",
  enforcementLevel: "mandatory",
  severity: "high",
  remedy: "Use a role that is on the list, or have the role added to it.",
  config: {
    roles: listOf(
      "Names, template ids or ids of the roles that may be given. Without a list any role may be.",
    ),
  },
  resource: rolesNotAllowed,
};
