import { problem } from "../../messages/notice";
import { SALESPEOPLE_NOTICES } from "../../messages/salespeople";
import type { Problem } from "../../problems";
import { people, peopleList } from "./names";

/** So many people, or this part of all, may leave a roster at once unless more is allowed. */
const FEW = 5;
const PART = 0.2;
const RENAMED =
  " If they were renamed, refresh in the same command (`--refresh`), or give their object ids: without either they count as leaving.";

/** How many of `all` people may leave in one deployment when nobody says otherwise. */
export function defaultMaxRemovals(all: number): number {
  return Math.max(FEW, Math.ceil(all * PART));
}

/**
 * A file that was emptied or cut short looks like many people leaving. So more than `most` of them are refused
 * until somebody says that they are to go.
 *
 * @param leaving - sign-in names; people who were renamed are not among them.
 * @param all - how many people there were.
 * @param isFollowed - whether it is known who was renamed; without a refresh nobody's object id is.
 */
export function removalProblems(
  leaving: readonly string[],
  all: number,
  most: number | undefined,
  isFollowed: boolean,
): Problem[] {
  const limit = most ?? defaultMaxRemovals(all);
  const count = leaving.length;
  if (count <= limit) return [];
  return [
    problem(SALESPEOPLE_NOTICES["salespeople-too-many-leave"], "people", {
      count: people(count),
      all,
      limit,
      people: peopleList([...leaving].sort()),
      number: count,
      renamed: isFollowed ? "" : RENAMED,
    }),
  ];
}
