import type { Role } from "../../clients/dataverse/dataverse";
import type { PrivilegeOperation } from "../../clients/dataverse/privileges";
import { additionLines } from "../../permissions/findings";
import { additionsFor, type Held, type Shortfall } from "../../permissions/shortfall";
import { problem } from "../../messages/notice";
import { PERMISSION_NOTICES } from "../../messages/permissions";
import type { Problem } from "../../problems";
import { counted, wordList } from "../../text/list";
import type { Added, MinimumPermissionsInputs, MinimumPermissionsState } from "./inputs";
import type { Situation } from "./situation";

/** Why a role cannot be given what it lacks. Empty when it can, or lacks nothing. */
export function obstacles(
  { target, subject, shortfall }: Situation,
  { createIfMissing }: Pick<MinimumPermissionsInputs, "createIfMissing">,
): readonly Problem[] {
  if (target.kind === "missing" && createIfMissing) return [];
  if ("problem" in target) {
    return [{ ...target.problem, message: `${subject}: ${target.problem.message}` }];
  }
  if (target.kind === "user" || target.role.customizable || additionsFor(shortfall).length === 0) return [];
  const values = { role: subject, count: counted(shortfall.length, "minimum permission") };
  return [problem(PERMISSION_NOTICES["permission-role-not-customizable"], "role", values)];
}

/** What the next deployment gives, a line each. */
export function pending(
  situation: Situation,
  { createIfMissing, onDrift }: Pick<MinimumPermissionsInputs, "createIfMissing" | "onDrift">,
): readonly string[] {
  const makes = situation.target.kind === "missing" && createIfMissing;
  if (!makes && (onDrift !== "repair" || obstacles(situation, { createIfMissing }).length > 0)) return [];
  return additionLines(situation.shortfall);
}

/** All that is missing, in one request. */
export function additionOperations(role: Role, shortfall: readonly Shortfall[]): PrivilegeOperation[] {
  const privileges = additionsFor(shortfall);
  if (privileges.length === 0) return [];
  return [
    {
      kind: "addPrivileges",
      roleId: role.rootRoleId,
      businessUnitId: role.businessUnitId,
      privileges,
      label: `give ${counted(privileges.length, "permission")} to the role "${role.name}"`,
    },
  ];
}

/** What has been given, with what was held before; earlier gifts keep what they found. */
export function addedAfter(earlier: readonly Added[], given: readonly Shortfall[]): readonly Added[] {
  const known = new Map(earlier.map((one) => [one.privilegeId, one]));
  for (const { privilege, needed, held } of given) {
    const { privilegeId, name } = privilege;
    const before = known.get(privilegeId)?.before ?? held ?? "";
    known.set(privilegeId, { privilegeId, name, depth: needed, before });
  }
  return [...known.values()];
}

/** Takes back what was given, as far as it is still as it was given; a role that was made here goes as a whole. */
export function revocations(state: MinimumPermissionsState, role: Role, held: Held): PrivilegeOperation[] {
  if (state.created) {
    return [{ kind: "deleteRole", roleId: role.rootRoleId, label: `delete the role "${role.name}"` }];
  }
  const ours = state.added.filter(({ privilegeId, depth }) => held.get(privilegeId) === depth);
  const lowered = ours.flatMap(({ privilegeId, before }) =>
    before === "" ? [] : [{ privilegeId, depth: before }],
  );
  const removed = ours.filter(({ before }) => before === "");
  return [
    ...removed.map(({ privilegeId, name }) => ({
      kind: "removePrivilege" as const,
      roleId: role.rootRoleId,
      privilegeId,
      label: `take the permission ${name} from the role "${role.name}"`,
    })),
    ...(lowered.length === 0
      ? []
      : [
          {
            kind: "addPrivileges" as const,
            roleId: role.rootRoleId,
            businessUnitId: role.businessUnitId,
            privileges: lowered,
            label: `give ${counted(lowered.length, "permission")} of the role "${role.name}" the level of before`,
          },
        ]),
  ];
}

/** What the service said it had given and does not show. */
export function unheard(role: Role, shortfall: readonly Shortfall[]): Problem {
  const privileges = wordList(shortfall.map(({ privilege }) => privilege.name));
  return problem(PERMISSION_NOTICES["permission-taken-again"], "role", { role: role.name, privileges });
}
