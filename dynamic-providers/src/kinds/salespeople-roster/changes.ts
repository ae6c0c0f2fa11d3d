import { foldLicense } from "../../licenses/notation";
import type { Salespeople, Salesperson } from "./inputs";

/** So many people get a line each. */
const MOST_LINES = 20;

/**
 * Who is to be changed in what, a line a person: what the engine shows of a roster is either nothing of its
 * people or all of everybody.
 *
 * @param renamed - the names of before by those of now.
 */
export function changeLines(
  before: Salespeople,
  wanted: Salespeople,
  renamed: ReadonlyMap<string, string> = new Map(),
): string[] {
  const followed = new Set(renamed.values());
  const lines = [...new Set([...Object.keys(before), ...Object.keys(wanted)])]
    .sort()
    .filter((signInName) => signInName in wanted || !followed.has(signInName))
    .flatMap((signInName) => {
      const formerName = renamed.get(signInName);
      const [old, now] = [before[formerName ?? signInName], wanted[signInName]];
      if (old !== undefined && now !== undefined && formerName !== undefined) {
        return [[`${formerName} is now ${signInName}`, ...changesOf(old, now)].join("; ")];
      }
      if (old === undefined) return [`${signInName}: joins, or is missing`];
      if (now === undefined) return [`${signInName}: leaves`];
      const changes = changesOf(old, now);
      return changes.length === 0 ? [] : [`${signInName}: ${changes.join("; ")}`];
    });
  const more = lines.length - MOST_LINES;
  return more <= 1 ? lines : [...lines.slice(0, MOST_LINES), `and ${String(more)} more people`];
}

function changesOf(old: Salesperson, now: Salesperson): string[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])] as (keyof Salesperson)[];
  return keys.flatMap((key) => {
    if (key === "roles" || key === "licenses") {
      const list = listChange(old[key], now[key], key === "licenses" ? foldLicense : fold);
      return list === "" ? [] : [`${key} ${list}`];
    }
    // Programs ask for teams for everybody, so that only the live side has these.
    if (key === "teamsToJoin") return [`teams ${listChange([], old[key] ?? [])}`];
    if (key === "teamsToLeave") return [`teams ${listChange(old[key] ?? [], [])}`];
    return old[key] === now[key] ? [] : [`${key} ${JSON.stringify(old[key])} => ${JSON.stringify(now[key])}`];
  });
}

/** `+ "new" - "old"`; letter case makes no difference. */
function listChange(old: readonly string[], now: readonly string[], by = fold): string {
  const without = (names: readonly string[], others: readonly string[]) => {
    const folded = new Set(others.map(by));
    return names.filter((name) => !folded.has(by(name)));
  };
  return [
    ...without(now, old).map((name) => `+ "${name}"`),
    ...without(old, now).map((name) => `- "${name}"`),
  ].join(" ");
}

function fold(name: string): string {
  return name.trim().normalize("NFC").toLowerCase();
}
