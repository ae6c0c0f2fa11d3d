import type { DataverseOperation } from "../../clients/dataverse/dataverse";
import { quotedList } from "../../text/list";
import { planPerson, unitOf } from "./plan";
import type { Rules } from "./rules";
import type { Situation } from "./situation";
import { carryOut, type Deployment, onDataverse, type Step } from "./steps";
import type { Work } from "./work";

interface Move extends Step<DataverseOperation> {
  readonly businessUnitId: string;
}

/**
 * Moves people to their business units, and reads what roles they have left there: a move takes all of them away, but
 * where the organization is set not to (Power Platform: "Change the business unit for a user"). Returns the sign-in
 * names of those who were moved.
 */
export async function moveUsers(work: Work, deployment: Deployment): Promise<string[]> {
  const moved: Move[] = [];
  await carryOut(work, deployment, onDataverse(deployment), {
    doing: "Moving people to their business units",
    select: ({ move }, { user }) => move && user !== undefined,
    stepsOf: ({ situation }): Move[] => {
      const { signInName, user } = situation;
      if (user === undefined) return [];
      const businessUnitId = unitOf(situation, work.rules);
      const label = `move ${signInName} to the business unit "${work.rules.unitNames.get(businessUnitId) ?? businessUnitId}"`;
      const { systemUserId } = user;
      const change = { businessUnitId };
      const operation = { kind: "updateUser", systemUserId, change, label, person: signInName } as const;
      return [{ signInName, businessUnitId, operation }];
    },
    settle: (step, outcome, situation) => {
      const { user } = situation;
      if (!outcome.ok) work.fail(situation, outcome.error);
      else if (user !== undefined) {
        moved.push(step);
        work.change(situation, { user: { ...user, businessUnitId: step.businessUnitId, roles: [] } });
      }
    },
  });
  if (moved.length === 0) return [];
  const dataverse = deployment.tenant.dataverse(deployment.organizationUrl);
  const situations = moved.flatMap(({ signInName }) => work.situationOf(signInName) ?? []);
  const ids = situations.flatMap(({ account }) => account?.objectId ?? []);
  const users = await dataverse.systemUsers(ids, { fresh: true });
  for (const situation of situations) {
    const user = users.get(situation.account?.objectId ?? "");
    // What was read may be older than the move.
    if (user?.businessUnitId === situation.user?.businessUnitId) work.change(situation, { user });
  }
  return moved.map(({ signInName }) => signInName);
}

/** What moves take away that others granted, a line a person. Authoritative mode would take it away anyway. */
export function lossLines(situations: readonly Situation[], rules: Rules): string[] {
  if (rules.mode === "authoritative") return [];
  return situations.flatMap((situation) => {
    const { signInName, wanted, user, member } = situation;
    if (wanted === undefined || user === undefined || !planPerson(situation, rules).move) return [];
    const unit = unitOf(situation, rules);
    const wantedRoots = new Set(rules.rolesOf(wanted.roles, unit).value.map((role) => role.rootRoleId));
    const lost = user.roles
      .filter((role) => !member.grantedRoles.includes(role.roleId) && !wantedRoots.has(role.rootRoleId))
      .map((role) => role.name)
      .sort();
    if (lost.length === 0) return [];
    const place = rules.unitNames.get(unit) ?? unit;
    return [
      `${signInName}: the move to the business unit "${place}" takes away what others granted, ${quotedList(lost)}, unless the organization keeps roles.`,
    ];
  });
}
