import type { SystemUser } from "../../clients/dataverse/dataverse";
import type { Problem } from "../../problems";
import { wordList } from "../../text/list";

/** Dataverse takes no more non-interactive users in an environment. (Power Platform: "Create users", non-interactive.) */
const MOST_NON_INTERACTIVE = 7;

interface Person {
  /** Unknown, or of nobody yet, for an account that is still to be made. */
  readonly objectId: string;
  readonly signInName: string;
}

/** Whether there is room for one more, the person itself not counted twice. */
export function limitProblems(person: Person, nonInteractive: readonly SystemUser[]): Problem[] {
  const others = nonInteractive.filter((user) => user.objectId !== person.objectId);
  if (others.length < MOST_NON_INTERACTIVE) return [];
  return [
    {
      where: "accessMode",
      message:
        `${person.signInName} cannot become non-interactive: an environment takes ${String(MOST_NON_INTERACTIVE)} ` +
        `such users, and these are: ${wordList(others.map((user) => user.domainName).sort())}.`,
      remedy:
        "Set one of them to Read-Write or disable it, or use an application user for it: those do not count.",
    },
  ];
}

export function applicationUserProblems(person: Person, user: SystemUser): Problem[] {
  if (user.applicationId === undefined) return [];
  return [
    {
      where: "objectId",
      message: `${person.signInName} is an application user, whose access mode cannot be changed.`,
      remedy: "Leave its access mode out of the program, or name a user account.",
    },
  ];
}

/** Business Central refuses a user without roles, and nobody can give one to a user that cannot sign in to ask. */
export function rolelessProblems(person: Person, user: SystemUser): Problem[] {
  if (user.roles.length > 0) return [];
  return [
    {
      where: "accessMode",
      message: `${person.signInName} holds no security role, and a non-interactive user without one is of no use.`,
      remedy: "Assign a role first: declare RoleAssignments and let this resource depend on it.",
    },
  ];
}
