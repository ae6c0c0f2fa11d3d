import type { SystemUser } from "../../clients/dataverse/dataverse";
import { LICENSE_NOTICES } from "../../messages/licenses";
import { problem } from "../../messages/notice";
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
    problem(LICENSE_NOTICES["access-mode-limit"], "accessMode", {
      person: person.signInName,
      most: MOST_NON_INTERACTIVE,
      users: wordList(others.map((user) => user.domainName).sort()),
    }),
  ];
}

export function applicationUserProblems(person: Person, user: SystemUser): Problem[] {
  if (user.applicationId === undefined) return [];
  const { signInName } = person;
  return [problem(LICENSE_NOTICES["access-mode-application-user"], "objectId", { person: signInName })];
}

/** Business Central refuses a user without roles, and nobody can give one to a user that cannot sign in to ask. */
export function rolelessProblems(person: Person, user: SystemUser): Problem[] {
  if (user.roles.length > 0) return [];
  return [problem(LICENSE_NOTICES["access-mode-no-role"], "accessMode", { person: person.signInName })];
}
