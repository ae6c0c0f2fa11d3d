import { AccessModeValue, type SystemUser } from "../../clients/dataverse/dataverse";
import type { EntraUser, SubscribedSku } from "../../clients/graph/graph";
import { LICENSE_NOTICES } from "../../messages/licenses";
import { problem } from "../../messages/notice";
import type { Problem } from "../../problems";
import { counted, wordList } from "../../text/list";
import { accessModeName } from "../access-mode/modes";

/** Only a non-interactive user stays enabled without a licence. (Power Platform: "Create users".) */
export function declaredModeProblems(signInName: string, accessMode: string): Problem[] {
  if (accessMode === "non-interactive") return [];
  const values = { person: signInName, mode: accessMode };
  return [problem(LICENSE_NOTICES["license-release-mode"], "accessMode", values)];
}

/** The same, of the user as it is. */
export function liveModeProblems(signInName: string, user: SystemUser): Problem[] {
  if (user.disabled) {
    return [problem(LICENSE_NOTICES["license-release-disabled"], "release", { person: signInName })];
  }
  if (user.accessMode === (AccessModeValue.NonInteractive as number)) return [];
  return declaredModeProblems(signInName, accessModeName(user.accessMode));
}

/** Licences of groups cannot be taken from a person. */
export function inheritedProblems(
  signInName: string,
  account: EntraUser,
  skus: readonly SubscribedSku[],
): Problem[] {
  return skus.flatMap(({ skuId, skuPartNumber }) => {
    const groups = account.licenses
      .filter((license) => license.skuId === skuId)
      .flatMap(({ assignedByGroup }) => assignedByGroup ?? []);
    return groups.length === 0 ? [] : [inheritedProblem(signInName, skuPartNumber, groups)];
  });
}

/** What the removal of a licence must not have done. */
export function aftermathProblems(signInName: string, user: SystemUser | undefined): Problem[] {
  const nonInteractive = user?.accessMode === (AccessModeValue.NonInteractive as number);
  if (user !== undefined && nonInteractive && !user.disabled) return [];
  const found =
    user === undefined
      ? "is no longer in the environment"
      : nonInteractive
        ? "is disabled"
        : `is in access mode ${accessModeName(user.accessMode)}`;
  const values = { person: signInName, state: found };
  return [problem(LICENSE_NOTICES["license-release-aftermath"], "release", values)];
}

function inheritedProblem(signInName: string, partNumber: string, groups: readonly string[]): Problem {
  const given = groups.length === 1 ? "the group" : `${counted(groups.length, "group")}:`;
  return problem(LICENSE_NOTICES["license-release-group"], "licenses", {
    person: signInName,
    sku: partNumber,
    groups: `${given} ${wordList(groups)}`,
  });
}
