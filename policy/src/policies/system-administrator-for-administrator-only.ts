import { foldSignInName, SYSTEM_ADMINISTRATOR } from "@bc-sales/dynamic-providers/declared";
import { accountOf, isPart, nameOf } from "../accounts";
import { rolesGivenBy, shared } from "../grants";
import { ADMINISTRATOR_ACCOUNT, type Resource } from "../resource";
import { meansSystemAdministrator } from "../roles";
import type { Rule, Violation } from "../rule";
import { folded, textsOf } from "../values";
import { listOf } from "./config";

interface Config {
  readonly administrators?: readonly string[];
  readonly systemAdministratorRoles?: readonly string[];
}

/** Pure: the grants of System Administrator in the inputs of a resource that is not the administrator's. */
export function systemAdministratorGiven(resource: Resource, config: Config): Violation[] {
  if (isPart(resource, ADMINISTRATOR_ACCOUNT)) return [];
  const grants = rolesGivenBy(resource)
    .filter(({ name }) => meansSystemAdministrator(name, config.systemAdministratorRoles))
    .filter(({ account }) => !isAdministrator(account, config));
  return shared(grants).map(({ where, whoIsGiven, name }) => ({
    where,
    message: `${whoIsGiven} the security role ${named(name)}, which only the administrator may hold.`,
    remedy: "Take the role out, and name roles that allow no more than the account's work needs.",
  }));
}

/** Pure: who of a stack holds System Administrator although no input asks for it; somebody else granted it. */
export function systemAdministratorHeld(resources: readonly Resource[], config: Config): Violation[] {
  return resources.flatMap((resource) => {
    if (resource.kind !== "RoleAssignments" || isPart(resource, ADMINISTRATOR_ACCOUNT)) return [];
    const isMeant = (name: string) => meansSystemAdministrator(name, config.systemAdministratorRoles);
    const account = accountOf(resource);
    const name = account === undefined ? "the account" : nameOf(account);
    if (!textsOf(resource.props.rolesInEffect).some(isMeant) || isAdministrator(name, config)) return [];
    // What an input asks for has been told of the resource itself.
    if (textsOf(resource.props.roles).some(isMeant)) return [];
    return [
      {
        where: "rolesInEffect",
        message: `${name} holds the security role "System Administrator", which only the administrator may hold.`,
        remedy:
          "Take it away in the Power Platform admin center (the environment > Settings > Users > Manage security roles).",
        urn: resource.urn,
      },
    ];
  });
}

/** With its name besides, where it is named by an id. */
function named(reference: string): string {
  const isName = folded(reference) === folded(SYSTEM_ADMINISTRATOR.name);
  return isName ? `"${SYSTEM_ADMINISTRATOR.name}"` : `"${reference}" (${SYSTEM_ADMINISTRATOR.name})`;
}

function isAdministrator(signInName: string, { administrators = [] }: Config): boolean {
  return administrators.some((one) => foldSignInName(one) === foldSignInName(signInName));
}

export const systemAdministratorForAdministratorOnly: Rule<Config> = {
  name: "system-administrator-for-administrator-only",
  description: "Nobody but the administrator account holds the security role System Administrator.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remedy: "Take the role away from whoever is not the administrator.",
  config: {
    administrators: listOf("Sign-in names of administrators whom the stack does not declare as such."),
    systemAdministratorRoles: listOf(
      "Further names and ids that mean System Administrator, such as the id of the role in your environment.",
    ),
  },
  resource: systemAdministratorGiven,
  stack: systemAdministratorHeld,
};
