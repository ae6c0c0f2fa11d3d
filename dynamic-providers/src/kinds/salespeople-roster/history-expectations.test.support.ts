import { expect } from "chai";
import type { AssignedLicense } from "../../clients/graph/graph";
import { readLicense } from "../../licenses/notation";
import { disabledPlansOf } from "../../licenses/plan";
import { planId, SALES } from "./directory-model.test.support";
import { SKUS } from "./histories.test.support";
import type { World } from "./history-world.test.support";
import type { SalespeopleRosterInputs } from "./inputs";
import { CHILD, OTHER_TEAM, ROOT, TEAM, type TenantModel } from "./tenant-model.test.support";

/**
 * Everybody stands as declared.
 *
 * @param before - the licences as they were before the deployment, if nothing went wrong in it.
 */
export function expectWanted(
  world: World,
  { people, mode, teams = [] }: SalespeopleRosterInputs,
  before?: ReadonlyMap<string, readonly AssignedLicense[]>,
): void {
  const isEnabled = (name: string) => people[name]?.enabled !== false;
  const userOf = (name: string) => world.tenant.row(name).systemUserId;
  const users = Object.keys(people).filter(isEnabled).map(userOf);
  // Of those who are disabled nothing is changed.
  const resting = new Set(
    Object.keys(people)
      .filter((name) => !isEnabled(name) && world.tenant.hasRow(name))
      .map(userOf),
  );
  const membersOf = (team: string) => [...world.tenant.team(team)].filter((id) => !resting.has(id));
  const wanted = (name: string) => (teams.includes(name) ? users : []);
  expect(membersOf(OTHER_TEAM)).to.have.members(wanted(OTHER_TEAM));
  const inTeam = new Set([...wanted(TEAM), ...world.stillInTheirTeam().filter((id) => !resting.has(id))]);
  expect(membersOf(TEAM)).to.have.members([...inTeam]);
  for (const [name, { licenses, roles, businessUnit }] of Object.entries(people)) {
    const held = world.tenant.account(name).licenses.map((license) => license.skuId);
    expect(held).to.include.members(licenses.map((text) => SKUS[readLicense(text).partNumber]));
    expectPlans(world, name, licenses, before?.get(name));
    if (!isEnabled(name)) {
      if (world.tenant.hasRow(name)) expect(world.tenant.row(name).disabled, name).to.equal(true);
      continue;
    }
    const row = world.tenant.row(name);
    expect(row.disabled, name).to.equal(false);
    if (businessUnit !== undefined) {
      expect(row.businessUnitId, name).to.equal(businessUnit === "child" ? CHILD : ROOT);
    }
    const wanted = roles.map((role) => world.tenant.roleId(role, row.businessUnitId));
    const theirs = mode === "additive" ? [...(world.others.get(row.objectId) ?? [])] : [];
    expect([...row.roles]).to.have.members([...new Set([...wanted, ...theirs])]);
  }
}

/** Those plans are off that are named; where none is, those that were off. */
function expectPlans(
  world: World,
  name: string,
  texts: readonly string[],
  before: readonly AssignedLicense[] | undefined,
): void {
  const wanted = texts.map(readLicense).find(({ partNumber }) => partNumber === SALES);
  if (wanted === undefined) return;
  const ofSales = (licenses: readonly AssignedLicense[]) =>
    licenses.filter((one) => one.skuId === SKUS[SALES]);
  const off = disabledPlansOf(ofSales(world.tenant.account(name).licenses));
  if (wanted.disabledPlans !== undefined) expect(off, name).to.have.members(wanted.disabledPlans.map(planId));
  else if (before !== undefined) expect(off, name).to.deep.equal(disabledPlansOf(ofSales(before)));
}

/** Whoever is still there has exactly what others granted. */
export function expectOthersGrants(world: World, before: ReadonlyMap<string, readonly string[]>): void {
  expect([...world.tenant.team(TEAM)]).to.have.members(world.stillInTheirTeam());
  expect([...world.tenant.team(OTHER_TEAM)]).to.deep.equal([]);
  for (const row of world.tenant.rows.values()) {
    const theirs = [...(world.others.get(row.objectId) ?? [])];
    // Somebody disabled may keep a role whose removal was refused.
    if (row.disabled) expect([...row.roles]).to.include.members(theirs);
    else expect([...row.roles]).to.have.members(theirs);
  }
  for (const [objectId, licenses] of before) {
    const held = world.tenant.accounts.get(objectId)?.licenses.map((license) => license.skuId);
    expect(held, "an account that was there before").to.have.members([...licenses]);
  }
}

/** By object id, the SKU ids of those who have an account. */
export function licensesAt(tenant: TenantModel): Map<string, readonly string[]> {
  return new Map(
    [...tenant.accounts.values()].map(({ objectId, licenses }) => [
      objectId,
      licenses.map((license) => license.skuId),
    ]),
  );
}
