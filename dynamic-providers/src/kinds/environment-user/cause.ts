import type { EntraUser } from "../../clients/graph/graph";
import type { Environment } from "../../clients/power-platform/power-platform";
import { ENVIRONMENT_NOTICES } from "../../messages/environment";
import { problem } from "../../messages/notice";
import type { Problem } from "../../problems";
import { wordList } from "../../text/list";

const WHERE = "objectId";

/** What is known about somebody who does not arrive in an environment, or cannot be enabled there. */
export interface Absence {
  readonly signInName: string;
  /** The Entra account, undefined when there is none. */
  readonly account: EntraUser | undefined;
  readonly environment: Environment;
  /** Whether the environment said that the user is not licensed. */
  readonly refusedForLicense: boolean;
  /** SKU id → part number of what the tenant owns. */
  readonly partNumbers: ReadonlyMap<string, string>;
}

/**
 * Why the user is not there: the conditions that the service documents for a user to be added and enabled,
 * in the order in which they can be told apart. (Power Platform: "Add users to Dataverse".)
 */
export function causeOf(absence: Absence): Problem {
  const { account, environment, refusedForLicense, signInName: person } = absence;
  const place = `the environment ${environment.displayName}`;
  const is = ENVIRONMENT_NOTICES;
  if (account === undefined) return problem(is["user-no-account"], WHERE, { person, place });
  if (!account.accountEnabled) return problem(is["user-blocked"], WHERE, { person, place });
  if (account.licenses.length === 0) return problem(is["user-unlicensed"], WHERE, { person, place });
  if (refusedForLicense) {
    const held = account.licenses.map(({ skuId }) => absence.partNumbers.get(skuId) ?? skuId).sort();
    const plansAreOff = account.licenses.some(({ disabledPlans = [] }) => disabledPlans.length > 0);
    const notice = is[plansAreOff ? "user-license-plans-off" : "user-license-not-there"];
    return problem(notice, WHERE, { person, place, licenses: wordList(held) });
  }
  if (environment.securityGroupId !== undefined) {
    const group = environment.securityGroupId;
    return problem(is["user-outside-security-group"], WHERE, { person, place, group });
  }
  return problem(is["user-late"], WHERE, { person, place });
}
