import type { EntraUser } from "../../clients/graph/graph";
import type { Environment } from "../../clients/power-platform/power-platform";
import type { Problem } from "../../problems";
import { wordList } from "../../text/list";

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
  const { account, environment, refusedForLicense, signInName } = absence;
  const place = `the environment ${environment.displayName}`;
  if (account === undefined) {
    return problem(
      `${signInName} cannot be a user of ${place}: Entra has no account with this object id.`,
      "Restore the account, or use the object id of one that exists.",
    );
  }
  if (!account.accountEnabled) {
    return problem(
      `${signInName} cannot be a user of ${place}: sign-in of the Entra account is blocked.`,
      "Unblock the account in Entra (Users > Edit > Account enabled) and deploy again.",
    );
  }
  if (account.licenses.length === 0) {
    return problem(
      `${signInName} cannot be a user of ${place}: the account has no licence.`,
      "Assign a licence that includes Dataverse, for example DYN365_ENTERPRISE_SALES, and deploy again.",
    );
  }
  if (refusedForLicense) {
    const held = wordList(
      account.licenses.map(({ skuId }) => absence.partNumbers.get(skuId) ?? skuId).sort(),
    );
    return problem(
      `${signInName} cannot be a user of ${place}: none of the account's licences (${held}) has arrived there as one that includes Dataverse.`,
      `Assign a licence that includes Dataverse, for example DYN365_ENTERPRISE_SALES. If it was assigned minutes ago, deploy again.${
        account.licenses.some(({ disabledPlans = [] }) => disabledPlans.length > 0)
          ? " Service plans of the account's licences are off; that of Dataverse must be on."
          : ""
      }`,
    );
  }
  if (environment.securityGroupId !== undefined) {
    return problem(
      `${signInName} does not appear in ${place}, which admits only members of the security group ${environment.securityGroupId}.`,
      "Make the account a direct member of the group (nested groups do not count) and deploy again.",
    );
  }
  return problem(
    `${signInName} was added to ${place} and does not appear there yet, though the account is licensed and not blocked.`,
    "Deploy again: adding users can take longer than usual.",
  );
}

function problem(message: string, remedy: string): Problem {
  return { where: "objectId", message, remedy };
}
