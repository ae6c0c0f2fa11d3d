import { problem } from "../messages/notice";
import { PERMISSION_NOTICES } from "../messages/permissions";
import type { Problem } from "../problems";
import { depthLabel } from "./depths";
import type { Requirement } from "./requirement";
import type { Unresolved } from "./resolve";
import { rightLabel } from "./rights";
import { canBeAdded, type Shortfall } from "./shortfall";

/** Prefix of the tables that Business Central's integration solution brings. */
const BROUGHT_BY_BUSINESS_CENTRAL = "nav_";

/** One line for each privilege that is missing or does not reach far enough. */
export function shortfallProblems(shortfall: readonly Shortfall[]): readonly Problem[] {
  return shortfall.map((one) =>
    problem(PERMISSION_NOTICES[canBeAdded(one) ? "permission-short" : "permission-cannot-be-given"], "", {
      permission: what(one.requirement),
      state: state(one),
      privilege: one.privilege.name,
    }),
  );
}

/** One line for each table or privilege that the environment does not have. */
export function unresolvedProblems(unresolved: readonly Unresolved[]): readonly Problem[] {
  return unresolved.map((one): Problem => {
    if (one.why === "table-missing") {
      const brought = one.table.startsWith(BROUGHT_BY_BUSINESS_CENTRAL);
      const notice = brought ? "permission-solution-missing" : "permission-table-missing";
      return problem(PERMISSION_NOTICES[notice], "", { name: one.name, table: one.table });
    }
    const { privilege } = one.requirement;
    const values = { permission: what(one.requirement), privilege };
    return problem(PERMISSION_NOTICES["permission-unknown"], "", values);
  });
}

/** What a repair gives, a line each, for a preview. */
export function additionLines(shortfall: readonly Shortfall[]): string[] {
  return shortfall.filter(canBeAdded).map(({ requirement, privilege, held, needed }) => {
    const level = depthLabel(needed);
    return held === undefined
      ? `+ ${what(requirement)} at ${level} (${privilege.name})`
      : `~ ${what(requirement)} from ${depthLabel(held)} to ${level} (${privilege.name})`;
  });
}

function what({ name, right }: Requirement): string {
  return right === undefined ? name : `${name}: ${rightLabel(right)}`;
}

function state({ held, needed }: Shortfall): string {
  return held === undefined
    ? `is missing; ${depthLabel(needed)} is needed`
    : `reaches ${depthLabel(held)} only; ${depthLabel(needed)} is needed`;
}
