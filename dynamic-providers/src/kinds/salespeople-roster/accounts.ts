import type { EntraUser, GraphOperation } from "../../clients/graph/graph";
import { graphProfile } from "../../roster/person";
import { wordList } from "../../text/list";
import { mayHaveHappened } from "../failures";
import { newPassword } from "../initial-password/password";
import type { Salesperson } from "./inputs";
import { NEW_MEMBER, type Situation } from "./situation";
import { carryOut, type Deployment, idOf, onGraph, type Step } from "./steps";
import type { Task, Work } from "./work";

/** People type an initial password once; 24 characters of 67 are 145 bits. */
const PASSWORD_LENGTH = 24;

interface AccountStep extends Step<GraphOperation> {
  readonly task: Task;
}

/** Makes the accounts that are missing. */
export async function makeAccounts(work: Work, deployment: Deployment): Promise<void> {
  await carryOut(work, deployment, onGraph(deployment), {
    doing: "Making accounts",
    select: ({ create }, { wanted }) => create && wanted !== undefined,
    stepsOf: ({ situation }) => {
      const { wanted } = situation;
      if (wanted === undefined) return [];
      const password = passwordFor(situation);
      return [{ ...creation(situation.signInName, wanted, password), wanted, password }];
    },
    settle: ({ wanted, password }, outcome, situation) => {
      const member = { ...NEW_MEMBER, madeHere: true, password };
      if (outcome.ok) {
        const account = newAccount(situation.signInName, outcome.value, wanted);
        work.change(situation, { account, member: { ...member, objectId: outcome.value } });
        return;
      }
      // Whether there is an account now, the next deployment finds out; the password must not be lost till then.
      if (mayHaveHappened(outcome)) work.change(situation, { member });
      work.fail(situation, outcome.error);
    },
  });
}

/** A creation that was left without an answer is tried again as it was. */
function passwordFor({ member }: Situation): string {
  const isOpen = member.objectId === undefined && member.password !== undefined;
  return isOpen ? member.password : newPassword(PASSWORD_LENGTH);
}

function creation(signInName: string, wanted: Salesperson, password: string): Step<GraphOperation> {
  const user = {
    userPrincipalName: signInName,
    displayName: wanted.displayName,
    mailNickname: signInName.slice(0, signInName.indexOf("@")),
    usageLocation: wanted.usageLocation,
    password,
    forceChangePasswordNextSignIn: true,
    profile: graphProfile(wanted),
  };
  return {
    signInName,
    operation: { kind: "createUser", user, label: `make the account ${signInName}`, person: signInName },
  };
}

/** The account as it was just made: it need not be on every replica of the directory yet. */
function newAccount(signInName: string, objectId: string, wanted: Salesperson): EntraUser {
  return {
    objectId,
    userPrincipalName: signInName,
    accountEnabled: true,
    displayName: wanted.displayName,
    mail: undefined,
    usageLocation: wanted.usageLocation,
    userType: "Member",
    licenses: [],
    profile: textOf(graphProfile(wanted)),
  };
}

/** Sets the usage location, and the profile of accounts that were made here. */
export async function changeAccounts(work: Work, deployment: Deployment): Promise<void> {
  await carryOut(work, deployment, onGraph(deployment), {
    doing: "Changing accounts",
    select: ({ change }) => Object.keys(change).length > 0,
    stepsOf: (task): AccountStep[] => {
      const { change } = task.plan;
      const { signInName } = task.situation;
      const label = `set ${wordList(Object.keys(change))} of ${signInName}`;
      const objectId = idOf(task.situation);
      return [
        { task, signInName, operation: { kind: "updateUser", objectId, change, label, person: signInName } },
      ];
    },
    settle: ({ task }, outcome, situation) => {
      if (!outcome.ok) work.fail(situation, outcome.error);
      else if (situation.account) work.change(situation, { account: changed(situation.account, task) });
    },
  });
}

function changed(account: EntraUser, { plan: { change } }: Task): EntraUser {
  const { displayName, usageLocation, ...profile } = textOf(change);
  return {
    ...account,
    displayName: displayName ?? account.displayName,
    usageLocation: usageLocation ?? account.usageLocation,
    profile: { ...account.profile, ...profile },
  };
}

/** Deletes the accounts that were made here and are to go. */
export async function deleteAccounts(work: Work, deployment: Deployment): Promise<void> {
  await carryOut(work, deployment, onGraph(deployment), {
    doing: "Deleting accounts",
    select: ({ remove }) => remove,
    stepsOf: (task): AccountStep[] => {
      const { signInName } = task.situation;
      const label = `delete the account ${signInName}`;
      const objectId = idOf(task.situation);
      return [{ task, signInName, operation: { kind: "deleteUser", objectId, label, person: signInName } }];
    },
    settle: (_step, outcome, situation) => {
      if (outcome.ok) work.change(situation, { account: undefined, user: undefined });
      else work.fail(situation, outcome.error);
    },
  });
}

/** Texts as they are, of lists the first element. */
function textOf(properties: Readonly<Record<string, unknown>>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value[0] : value) as string | undefined,
    ]),
  );
}
