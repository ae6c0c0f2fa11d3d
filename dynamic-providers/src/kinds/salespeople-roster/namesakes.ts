import type { DeletedUser, EntraUser } from "../../clients/graph/graph";
import type { Tenant } from "../../clients/tenant";
import { problem } from "../../messages/notice";
import { SALESPEOPLE_NOTICES } from "../../messages/salespeople";
import type { Problem } from "../../problems";
import { ifAllowed } from "../if-allowed";
import { peopleList, placeOf } from "./names";
import type { Rules } from "./rules";
import type { Situation } from "./situation";

/** Whom else the sign-in names of people without an account may mean, by sign-in name. */
export interface Namesakes {
  readonly deleted: ReadonlyMap<string, DeletedUser>;
  /** Guests whose mail address is the sign-in name. */
  readonly guests: ReadonlyMap<string, EntraUser>;
}

const NOBODY: Namesakes = { deleted: new Map(), guests: new Map() };

/** Looks for guests and deleted accounts, if anybody has no account. What may not be read is left out. */
export async function findNamesakes(situations: readonly Situation[], { graph }: Tenant): Promise<Namesakes> {
  const missing = situations.filter(({ wanted, account }) => wanted !== undefined && account === undefined);
  if (missing.length === 0) return NOBODY;
  const names = missing.map(({ signInName }) => signInName);
  const [users, guests] = await Promise.all([
    ifAllowed(graph.deletedUsers(), []),
    ifAllowed(graph.guestsByMail(names), NOBODY.guests),
  ]);
  const byName = new Map(users.map((user) => [user.userPrincipalName.toLowerCase(), user]));
  const byId = new Map(users.map((user) => [user.objectId, user]));
  const deleted = missing.flatMap(({ signInName, wanted }) => {
    const user = wanted?.objectId === undefined ? byName.get(signInName) : byId.get(wanted.objectId);
    return user === undefined ? [] : [[signInName, user] as const];
  });
  return { deleted: new Map(deleted), guests };
}

/** Why people cannot be had while their names mean somebody else. A deleted account is no obstacle to another one. */
export function namesakeProblems(
  situations: readonly Situation[],
  { deleted, guests }: Namesakes,
  { createMissing }: Rules,
): Problem[] {
  const isPinned = new Set(
    situations.flatMap(({ signInName, wanted }) => (wanted?.objectId === undefined ? [] : [signInName])),
  );
  const gone = [...deleted].filter(([signInName]) => !createMissing || isPinned.has(signInName));
  const invited = [...guests].map(
    ([signInName, { userPrincipalName }]) => `${signInName} (${userPrincipalName})`,
  );
  return [
    ...(gone.length === 0
      ? []
      : [
          problem(
            SALESPEOPLE_NOTICES["salespeople-account-deleted"],
            placeOf(gone.map(([signInName]) => signInName)),
            { people: peopleList(gone.map(described)) },
          ),
        ]),
    ...(invited.length === 0
      ? []
      : [
          problem(SALESPEOPLE_NOTICES["salespeople-guest-mail"], placeOf([...guests.keys()]), {
            people: peopleList(invited),
          }),
        ]),
  ];
}

/** That accounts are made although deleted ones of the same name could come back. */
export function deletedLines(
  situations: readonly Situation[],
  { deleted }: Namesakes,
  { createMissing }: Rules,
): string[] {
  const again = situations.flatMap(({ signInName, wanted }) => {
    const user = wanted?.objectId === undefined ? deleted.get(signInName) : undefined;
    return user === undefined ? [] : [described([signInName, user])];
  });
  if (!createMissing || again.length === 0) return [];
  return [
    `A deleted account had the sign-in name, and another one will be made: ${peopleList(again)}. To have the old one back instead: ${RESTORE}`,
  ];
}

const RESTORE = SALESPEOPLE_NOTICES["salespeople-account-deleted"].remedy;

function described([signInName, { objectId, deletedAt }]: readonly [string, DeletedUser]): string {
  const since = deletedAt === undefined ? "" : `, deleted ${deletedAt.slice(0, "2000-01-01".length)}`;
  return `${signInName} (${objectId}${since})`;
}
