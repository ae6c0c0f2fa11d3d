import type { DataverseClient } from "../clients/dataverse/dataverse";
import { problem } from "../messages/notice";
import { ROLE_NOTICES } from "../messages/roles";
import type { Problem } from "../problems";
import { nearest } from "../text/nearest";

export type BusinessUnit = Awaited<ReturnType<DataverseClient["businessUnits"]>>[number];

/** The business unit at the top of an organization; it is where new users arrive. */
export async function rootBusinessUnitOf(dataverse: DataverseClient): Promise<string> {
  return rootAmong(await dataverse.businessUnits(), dataverse);
}

/** The id of the business unit at the top. @throws Error when the application user does not see it. */
export function rootAmong(
  units: readonly BusinessUnit[],
  { organizationUrl }: Pick<DataverseClient, "organizationUrl">,
): string {
  const root = units.find((unit) => unit.parentId === undefined);
  if (root === undefined) {
    throw new Error(
      `${organizationUrl} shows no root business unit. Give the application user a role that may read business units.`,
    );
  }
  return root.businessUnitId;
}

export type ResolvedUnit =
  { readonly ok: true; readonly unit: BusinessUnit } | { readonly ok: false; readonly problem: Problem };

/**
 * The business unit of a name, in any letter case; where several differ in nothing else, the one spelled exactly so.
 *
 * @param where - the input that names it, for the problem.
 */
export function resolveBusinessUnit(
  name: string,
  units: readonly BusinessUnit[],
  where: string,
): ResolvedUnit {
  const meant = units.filter((unit) => folded(unit.name) === folded(name));
  const exact = meant.filter((unit) => unit.name === name);
  const [unit, ...others] = exact.length === 1 ? exact : meant;
  if (unit !== undefined && others.length === 0) return { ok: true, unit };
  if (unit !== undefined) {
    const values = { unit: name, count: others.length + 1 };
    return { ok: false, problem: problem(ROLE_NOTICES["business-unit-ambiguous"], where, values) };
  }
  const similar = nearest(
    name,
    units.map((one) => one.name),
  );
  if (similar.length === 0) {
    return { ok: false, problem: problem(ROLE_NOTICES["business-unit-unknown"], where, { unit: name }) };
  }
  const values = { unit: name, names: similar.map((one) => `"${one}"`).join(" or ") };
  return { ok: false, problem: problem(ROLE_NOTICES["business-unit-misspelled"], where, values) };
}

function folded(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}
