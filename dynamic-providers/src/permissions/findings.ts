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
  return shortfall.map((one) => ({
    where: "",
    message: `${what(one.requirement)} ${state(one)} (${one.privilege.name}).`,
    remedy: canBeAdded(one)
      ? ""
      : "It cannot be given to a role through the API. Assign a role that comes with it, such as Delegate, or import the integration solution again.",
  }));
}

/** One line for each table or privilege that the environment does not have. */
export function unresolvedProblems(unresolved: readonly Unresolved[]): readonly Problem[] {
  return unresolved.map((one): Problem => {
    if (one.why === "table-missing") {
      return {
        where: "",
        message: `${one.name}: the environment has no table ${one.table}.`,
        remedy: one.table.startsWith(BROUGHT_BY_BUSINESS_CENTRAL)
          ? "Business Central's integration solution brings it: set up the connection in Business Central, which imports it."
          : "Install the solution that brings it, or check that the deploying application may read the table's definition.",
      };
    }
    const { privilege } = one.requirement;
    return {
      where: "",
      message: `${what(one.requirement)} does not exist in this environment (${privilege}).`,
      remedy: "Nobody can be given it here; check whether this version of Business Central needs it.",
    };
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
