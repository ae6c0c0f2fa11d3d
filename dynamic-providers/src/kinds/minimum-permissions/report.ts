import { canBeAdded } from "../../permissions/shortfall";
import { MINIMUM_ROLE_LABELS, type MinimumRole } from "../../permissions/tables";
import { type ProductVersion, VERSION_LABELS } from "../../permissions/versions";
import { formatProblem, type Problem } from "../../problems";
import { counted, wordList } from "../../text/list";
import { findingsOf, type Situation } from "./situation";

interface Wanted {
  readonly minimum: readonly MinimumRole[];
  readonly version: ProductVersion;
}

/** What is not as it must be: a headline, and a line for each finding. Empty when all is well. */
export function warningLines(situation: Situation, wanted: Wanted): string[] {
  const findings = findingsOf(situation);
  if (findings.length === 0) return [];
  return [`warning: ${headline(situation, wanted)}`, ...findings.map((one) => `  ${formatProblem(one)}`)];
}

/** The same as problems, each of which names whom it concerns. */
export function failures(situation: Situation): readonly Problem[] {
  return findingsOf(situation).map((problem) => ({
    ...problem,
    message: `${situation.subject}: ${problem.message}`,
  }));
}

/** What is given, a line each under a headline. Empty when there is nothing to give. */
export function giftLines({ subject }: Situation, gifts: readonly string[]): string[] {
  if (gifts.length === 0) return [];
  return [`${subject} is given ${counted(gifts.length, "permission")}:`, ...gifts.map((one) => `  ${one}`)];
}

/** What stays after a repair, since the API gives it to no role. */
export function remainder(situation: Situation): Situation {
  return { ...situation, shortfall: situation.shortfall.filter((one) => !canBeAdded(one)) };
}

function headline({ subject, required, shortfall, target }: Situation, { minimum, version }: Wanted): string {
  const whose = `${wordList(minimum.map((role) => MINIMUM_ROLE_LABELS[role]))}, ${VERSION_LABELS[version]}`;
  if (!("problem" in target)) {
    return `${subject} lacks ${String(shortfall.length)} of ${counted(required, "minimum permission")} (${whose}).`;
  }
  return `${subject} does not have the minimum permissions (${whose}).`;
}
