import type { DataverseOperation, Team } from "../../clients/dataverse/dataverse";
import { mayHaveHappened } from "../failures";
import { carryOut, type Deployment, onDataverse, type Step } from "./steps";
import type { Situation } from "./situation";
import type { Task, Work } from "./work";

interface TeamStep extends Step<DataverseOperation> {
  readonly team: Team;
}

/**
 * Takes those whom `select` takes into teams, and out of those that this stack took them into. Returns the sign-in
 * names of all concerned.
 */
export async function changeTeams(
  work: Work,
  deployment: Deployment,
  select: (situation: Situation) => boolean,
): Promise<string[]> {
  return carryOut(work, deployment, onDataverse(deployment), {
    doing: "Changing teams",
    select: ({ teams: { join, leave } }, situation) => join.length + leave.length > 0 && select(situation),
    stepsOf,
    settle: (step, outcome, situation) => {
      const isJoining = step.operation.kind === "joinTeam";
      if (outcome.ok || (isJoining && mayHaveHappened(outcome))) {
        work.change(situation, after(step.team, isJoining, situation));
      }
      if (!outcome.ok) work.fail(situation, outcome.error);
    },
  });
}

function stepsOf({ situation: { signInName, user }, plan }: Task): TeamStep[] {
  if (user === undefined) return [];
  const { systemUserId } = user;
  const step = (kind: "joinTeam" | "leaveTeam", team: Team, label: string): TeamStep => ({
    signInName,
    team,
    operation: { kind, systemUserId, teamId: team.teamId, label, person: signInName },
  });
  return [
    ...plan.teams.join.map((team) =>
      step("joinTeam", team, `take ${signInName} into the team "${team.name}"`),
    ),
    ...plan.teams.leave.map((team) =>
      step("leaveTeam", team, `take ${signInName} out of the team "${team.name}"`),
    ),
  ];
}

function after({ teamId }: Team, isIn: boolean, { teams, member }: Situation): Partial<Situation> {
  const changed = (ids: readonly string[]) => [
    ...ids.filter((id) => id !== teamId),
    ...(isIn ? [teamId] : []),
  ];
  return {
    teams: changed(teams),
    member: { ...member, grantedTeams: changed(member.grantedTeams) },
  };
}
