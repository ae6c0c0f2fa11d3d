import type { DataverseOperation, Role } from "../../clients/dataverse/dataverse";
import type { Outcome } from "../../clients/outcome";
import { isForDisabledUser } from "../../roles/disabled-user";
import { grantedAfter } from "../../roles/plan";
import { quotedList } from "../../text/list";
import { mayHaveHappened } from "../failures";
import type { Situation } from "./situation";
import { carryOut, type Deployment, onDataverse, type Step } from "./steps";
import type { Task, Work } from "./work";

interface UserStep extends Step<DataverseOperation> {
  /** Of an operation on a role. */
  readonly role?: Role;
}

/**
 * Assigns and removes the roles of those whom `select` takes, and disables those who are to be disabled. Returns
 * the sign-in names of all concerned.
 */
export async function changeUsers(
  work: Work,
  deployment: Deployment,
  select: (situation: Situation) => boolean,
): Promise<string[]> {
  return carryOut(work, deployment, onDataverse(deployment), {
    doing: "Changing roles",
    select: ({ roles: { assign, remove }, disable }, situation) =>
      assign.length + remove.length + Number(disable) > 0 &&
      situation.user !== undefined &&
      select(situation),
    stepsOf,
    settle: (step, outcome, situation) => {
      if (outcome.ok || (step.operation.kind === "assignRole" && mayHaveHappened(outcome))) {
        work.change(situation, after(step, situation));
      }
      if (!outcome.ok) refused(step, outcome, situation, work, deployment);
    },
  });
}

/** Assignments before removals, so that nobody is without any role in between. */
function stepsOf({ situation: { signInName, user }, plan }: Task): UserStep[] {
  if (user === undefined) return [];
  const { systemUserId } = user;
  const onRole = (kind: "assignRole" | "removeRole", role: Role, label: string): UserStep => ({
    signInName,
    role,
    operation: { kind, systemUserId, roleId: role.roleId, label, person: signInName, role: role.name },
  });
  return [
    ...plan.roles.assign.map((role) =>
      onRole("assignRole", role, `assign the role "${role.name}" to ${signInName}`),
    ),
    ...plan.roles.remove.map((role) =>
      onRole("removeRole", role, `remove the role "${role.name}" from ${signInName}`),
    ),
    ...(plan.disable ? [disabling(signInName, systemUserId)] : []),
  ];
}

function disabling(signInName: string, systemUserId: string): UserStep {
  const label = `disable ${signInName}`;
  return {
    signInName,
    operation: { kind: "updateUser", systemUserId, change: { disabled: true }, label, person: signInName },
  };
}

/** How a person stands after a step. */
function after({ operation, role }: UserStep, { user, member }: Situation): Partial<Situation> {
  if (user === undefined) return {};
  if (role === undefined) return { user: { ...user, disabled: true } };
  const isAssigned = operation.kind === "assignRole";
  const others = user.roles.filter((held) => held.roleId !== role.roleId);
  const done = isAssigned ? { assigned: [role], removed: [] } : { assigned: [], removed: [role] };
  return {
    user: { ...user, roles: isAssigned ? [...others, role] : others },
    member: {
      ...member,
      grantedRoles: grantedAfter({ granted: member.grantedRoles, held: user.roles, ...done }),
    },
  };
}

function refused(
  { operation, role }: UserStep,
  outcome: Outcome<void> & { readonly ok: false },
  situation: Situation,
  work: Work,
  { tenant }: Deployment,
): void {
  const { signInName, wanted, user, member } = situation;
  const isHarmless =
    operation.kind === "removeRole" &&
    wanted === undefined &&
    user?.disabled === true &&
    isForDisabledUser(outcome.error);
  if (!isHarmless) {
    work.fail(situation, outcome.error);
    return;
  }
  tenant.log(`${signInName} is disabled and keeps a role that this stack granted: ${outcome.error.message}`);
  work.change(situation, {
    member: { ...member, grantedRoles: member.grantedRoles.filter((id) => id !== role?.roleId) },
  });
}

/** Reads once more those who were changed, past any cache, and fails with whom the change did not last. */
export async function verify(
  work: Work,
  signInNames: ReadonlySet<string>,
  { tenant, organizationUrl }: Deployment,
): Promise<void> {
  const changed = work.tasks(({ create }, { signInName }) => !create && signInNames.has(signInName));
  if (changed.length === 0) return;
  const dataverse = tenant.dataverse(organizationUrl);
  const concerned = [...new Set(changed.flatMap(({ situation }) => situation.teams))];
  const [users, teamMembers] = await Promise.all([
    dataverse.systemUsers(
      changed.flatMap(({ situation }) => situation.account?.objectId ?? []),
      { fresh: true },
    ),
    concerned.length === 0 ? undefined : dataverse.teamMembers(concerned, { fresh: true }),
  ]);
  const asLeft = new Map(changed.map(({ situation }) => [situation.signInName, situation]));
  for (const { situation } of changed) {
    const user = users.get(situation.account?.objectId ?? "");
    const teams = situation.teams.filter((id) => teamMembers?.get(id)?.has(user?.systemUserId ?? ""));
    work.change(situation, { user, teams });
  }
  for (const { situation, plan } of work.tasks((_plan, { signInName }) => signInNames.has(signInName))) {
    const { assign, remove } = plan.roles;
    const { join } = plan.teams;
    const { bringIn, move, disable } = plan;
    if (!(bringIn || move || disable) && assign.length + remove.length + join.length === 0) continue;
    const others = plan.bringIn
      ? `${situation.signInName} was enabled in the environment and is not any more.`
      : plan.disable
        ? `${situation.signInName} was disabled in the environment and is not any more.`
        : plan.move
          ? `${situation.signInName} was moved to another business unit and is not there any more.`
          : join.length > 0
            ? `${situation.signInName} was taken into the team ${quotedList(join.map((team) => team.name))} and is not in it any more.`
            : `The roles of ${situation.signInName} were changed and are not as they were left: ${quotedList([...assign, ...remove].map((role) => role.name))}.`;
    // What was read may be older than what was done. Until a refresh tells, the grants stay known as ours.
    const { user, teams } = asLeft.get(situation.signInName) ?? situation;
    work.change(situation, { user, teams });
    work.fail(situation, {
      message: others,
      remedy: "Somebody or something else changes the user at the same time. Find out who, and deploy again.",
    });
  }
}
