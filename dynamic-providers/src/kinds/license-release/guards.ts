import { AccessModeValue, type SystemUser } from "../../clients/dataverse/dataverse";
import type { EntraUser, SubscribedSku } from "../../clients/graph/graph";
import type { Problem } from "../../problems";
import { counted, wordList } from "../../text/list";
import { accessModeName } from "../access-mode/modes";

/** Only a non-interactive user stays enabled without a licence. (Power Platform: "Create users".) */
export function declaredModeProblems(signInName: string, accessMode: string): Problem[] {
  if (accessMode === "non-interactive") return [];
  return [
    {
      where: "accessMode",
      message: `The licences of ${signInName} cannot be released in access mode ${accessMode}: the environment would disable the user.`,
      remedy: 'Set the access mode to "non-interactive" first, or release to false.',
    },
  ];
}

/** The same, of the user as it is. */
export function liveModeProblems(signInName: string, user: SystemUser): Problem[] {
  if (user.disabled) {
    return [
      {
        where: "release",
        message: `${signInName} is disabled in the environment, and would not be enabled again without a licence.`,
        remedy: "Enable the user before its licences are released.",
      },
    ];
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
  return [
    {
      where: "release",
      message: `After its licences were released ${signInName} ${found}.`,
      remedy:
        "Set release to false and deploy, to have the licences back, before Business Central synchronizes again.",
    },
  ];
}

function inheritedProblem(signInName: string, partNumber: string, groups: readonly string[]): Problem {
  return {
    where: "licenses",
    message: `${signInName} has ${partNumber} from ${groups.length === 1 ? "the group" : counted(groups.length, "group") + ":"} ${wordList(groups)}, and a licence of a group cannot be released for one account.`,
    remedy: "Take the account out of the group, or leave the licence out of licenses.",
  };
}
