import { licensesOf } from "../../licenses/plan";
import { sameWishes } from "./inputs";
import type { PersonFailure } from "./failures";
import type { Members } from "./find";
import { liveSalesperson } from "./live";
import { isDone, type PersonPlan, planPerson } from "./plan";
import type { Rules } from "./rules";
import type { Member, Situation } from "./situation";
import type { LivePeople } from "./state";

/** Somebody for whom something is to be done. */
export interface Task {
  readonly situation: Situation;
  readonly plan: PersonPlan;
}

/** What all parts of a work have in common. */
interface Course {
  readonly people: Map<string, Situation>;
  readonly failed: Set<string>;
  readonly failures: PersonFailure[];
  hasBegun: boolean;
}

/** A roster while it is brought about: how everybody stands by now, and with whom something failed. */
export class Work {
  private constructor(
    private readonly course: Course,
    private readonly names: readonly string[],
    readonly rules: Rules,
  ) {}

  static of(situations: readonly Situation[], rules: Rules): Work {
    const people = new Map(situations.map((situation) => [situation.signInName, situation]));
    return new Work({ people, failed: new Set(), failures: [], hasBegun: false }, [...people.keys()], rules);
  }

  /** The same work for some of its people. */
  part(signInNames: readonly string[]): Work {
    return new Work(this.course, signInNames, this.rules);
  }

  /** Whether a write was begun. */
  get hasBegun(): boolean {
    return this.course.hasBegun;
  }

  /** From now on a failure leaves something behind. */
  begin(): void {
    this.course.hasBegun = true;
  }

  get failures(): readonly PersonFailure[] {
    return this.course.failures;
  }

  get situations(): Situation[] {
    return this.names.flatMap((name) => this.course.people.get(name) ?? []);
  }

  situationOf(signInName: string): Situation | undefined {
    return this.course.people.get(signInName);
  }

  /** Everybody whose plan is selected by now, without those with whom something failed. */
  tasks(select: (plan: PersonPlan, situation: Situation) => boolean): Task[] {
    return this.situations
      .filter((situation) => !this.course.failed.has(situation.signInName))
      .map((situation) => ({ situation, plan: planPerson(situation, this.rules) }))
      .filter(({ plan, situation }) => select(plan, situation));
  }

  /** Somebody stands otherwise now. */
  change({ signInName }: Situation, changes: Partial<Situation>): void {
    const before = this.course.people.get(signInName);
    if (before !== undefined) this.course.people.set(signInName, { ...before, ...changes });
  }

  /** Nothing more is done for this person; everybody else goes on. */
  fail({ signInName }: Situation, cause: PersonFailure["cause"]): void {
    this.course.failed.add(signInName);
    this.course.failures.push({ signInName, cause });
  }

  /** What the state is to record. Those who left and have nothing more to give back are forgotten. */
  members(): Members {
    return membersAfter(
      this.situations.filter(
        (situation) =>
          situation.wanted !== undefined ||
          this.course.failed.has(situation.signInName) ||
          !isDone(planPerson(situation, this.rules)),
      ),
    );
  }
}

/**
 * What the state is to record of people as they stand. Of somebody who is wanted and not found it keeps what it had: Entra
 * may show the account again a moment later.
 */
export function membersAfter(situations: readonly Situation[]): Members {
  return Object.fromEntries(
    situations
      .filter(
        ({ wanted, account, member }) =>
          account !== undefined || member.madeHere || (wanted !== undefined && member.objectId !== undefined),
      )
      .map((situation) => [situation.signInName, memberAfter(situation)]),
  );
}

/** A grant that is gone is not ours any more, even if somebody else grants the same later. */
function memberAfter({ account, user, teams, member }: Situation): Member {
  if (account === undefined) return member;
  const { madeHere, broughtIn, password } = member;
  const { direct } = licensesOf(account);
  const roles = user?.roles ?? [];
  const held = new Set(roles.map((role) => role.roleId));
  return {
    objectId: account.objectId,
    madeHere,
    broughtIn,
    ...(user === undefined
      ? {}
      : { systemUserId: user.systemUserId, email: user.email, fullName: user.fullName }),
    grantedRoles: member.grantedRoles.filter((id) => held.has(id)).sort(),
    grantedLicenses: member.grantedLicenses.filter((id) => direct.includes(id)).sort(),
    grantedTeams: member.grantedTeams.filter((id) => teams.includes(id)).sort(),
    rolesInEffect: [...new Set(roles.map((role) => role.name))].sort(),
    ...(password === undefined ? {} : { password }),
  };
}

/** Those who stand otherwise than it is wanted, as they stand. */
export function otherwise(situations: readonly Situation[], rules: Rules): LivePeople {
  return Object.fromEntries(
    situations.flatMap((situation) => {
      if (situation.wanted === undefined) return [];
      const live = liveSalesperson(situation, rules);
      const asWanted = live !== undefined && sameWishes(live, situation.wanted);
      return asWanted ? [] : [[situation.signInName, live ?? null]];
    }),
  );
}
