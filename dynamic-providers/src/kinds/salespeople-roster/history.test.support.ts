import { expect } from "chai";
import fc from "fast-check";
import type { AssignedLicense } from "../../clients/graph/graph";
import { readLicense, writeLicense } from "../../licenses/notation";
import { disabledPlansOf } from "../../licenses/plan";
import { ProblemsError } from "../../problems";
import { PartialFailure } from "../../reconciler";
import type { Farewell, SalespeopleRosterInputs, Salesperson } from "./inputs";
import { salespeopleRoster as roster } from "./reconciler";
import type { SalespeopleRosterState } from "./state";
import { planId, PLANS, POWER, SALES } from "./directory-model.test.support";
import { CHILD, ORGANIZATION, OTHER_TEAM, ROOT, TEAM, TenantModel } from "./tenant-model.test.support";

export const NAMES = ["anna", "ben", "carla", "dev"].map((name) => `${name}@contoso.com`);
export const ROLES = ["Salesperson", "Sales Manager", "Basic User"];
export const SKUS: Readonly<Record<string, string>> = { [SALES]: "sku-sales", [POWER]: "sku-power" };

/** Somebody before the first deployment. */
export interface Start {
  readonly exists: boolean;
  readonly licenses: readonly AssignedLicense[];
  readonly user: "none" | "enabled" | "disabled";
  readonly unit: string;
  readonly roles: readonly string[];
}

export type Wish = Pick<Salesperson, "licenses" | "roles"> & {
  readonly businessUnit: string | undefined;
  readonly enabled: boolean;
};

/** One thing that somebody does by hand. */
export interface Act {
  readonly name: string;
  readonly role: string;
  readonly kind: "grant" | "take" | "disable" | "move" | "join" | "part" | "replan";
  /** Of those that `replan` turns off. */
  readonly plans: readonly string[];
}

export interface Deployment {
  readonly acts: readonly Act[];
  readonly people: Readonly<Record<string, Wish>>;
  readonly onRemoval: Farewell;
  readonly teams: readonly string[];
}

export const plans = fc.subarray([...PLANS]);
export const start: fc.Arbitrary<Start> = fc.record({
  exists: fc.boolean(),
  licenses: fc.subarray(Object.values(SKUS)).chain((ids) =>
    fc.tuple(
      ...ids.map((skuId) =>
        fc.tuple(fc.constantFrom(undefined, "group"), plans).map(([assignedByGroup, off]) => ({
          skuId,
          assignedByGroup,
          ...(skuId === SKUS[SALES] ? { disabledPlans: off.map(planId) } : {}),
        })),
      ),
    ),
  ),
  user: fc.constantFrom("none", "enabled", "disabled"),
  unit: fc.constantFrom(ROOT, CHILD),
  roles: fc.subarray(ROLES),
});
// Somebody without any licence does not get into an environment, so everybody is to have one.
export const wish: fc.Arbitrary<Wish> = fc.record({
  licenses: fc
    .tuple(fc.subarray(Object.keys(SKUS), { minLength: 1 }), fc.option(plans, { nil: undefined }))
    .map(([parts, disabledPlans]) =>
      parts.map((partNumber) =>
        partNumber === SALES ? writeLicense({ partNumber, disabledPlans }) : partNumber,
      ),
    ),
  roles: fc.subarray(ROLES),
  businessUnit: fc.constantFrom<string | undefined>("Root", "child", undefined),
  enabled: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
});
export const act: fc.Arbitrary<Act> = fc.record({
  name: fc.constantFrom(...NAMES),
  role: fc.constantFrom(...ROLES),
  kind: fc.constantFrom("grant", "take", "disable", "move", "join", "part", "replan"),
  plans,
});
/** What is taken and given again between two looks cannot be told from what stayed, so one act concerns it. */
export function subjectOf({ name, role, kind }: Act): string {
  const isOfTeam = kind === "join" || kind === "part";
  const subject = { move: "unit", replan: "plans" }[kind as string] ?? role;
  return `${name} ${isOfTeam ? "team" : subject}`;
}
export const deployment: fc.Arbitrary<Deployment> = fc.record({
  acts: fc.uniqueArray(act, { maxLength: 3, selector: subjectOf }),
  people: fc.dictionary(fc.constantFrom(...NAMES), wish, { noNullPrototype: true }),
  onRemoval: fc.constantFrom<Farewell>("revoke", "delete"),
  teams: fc.subarray([TEAM, OTHER_TEAM]),
});
export const starts = fc.tuple(...NAMES.map(() => start));
export const history = fc.array(deployment, { minLength: 1, maxLength: 4 });

/** The end of a process. */
class Death extends Error {}

/** A tenant, what others have granted in it, and a roster that is deployed to it again and again. */
export class World {
  readonly tenant = new TenantModel();
  /** By object id, the roles that others granted. */
  readonly others = new Map<string, Set<string>>();
  /** System user ids of those whom others took into the one team. */
  readonly theirTeam = new Set<string>();
  state: SalespeopleRosterState | undefined;
  inputs: SalespeopleRosterInputs | undefined;

  constructor(people: readonly Start[], keepsRoles = false) {
    this.tenant.keepsRoles = keepsRoles;
    this.tenant.stripped = (objectId) => this.others.set(objectId, new Set());
    for (const [index, { exists, licenses, user, unit, roles }] of people.entries()) {
      if (!exists) continue;
      const account = this.tenant.add(NAMES[index] ?? "", { licenses });
      const ids = new Set(user === "none" ? [] : roles.map((name) => this.tenant.roleId(name, unit)));
      this.others.set(account.objectId, ids);
      if (user === "none") continue;
      this.tenant.addRow(account, {
        disabled: user === "disabled",
        businessUnitId: unit,
        roles: new Set(ids),
      });
    }
  }

  act({ name, role, kind, plans: off }: Act): void {
    if (!this.tenant.hasAccount(name)) return;
    const { objectId } = this.tenant.account(name);
    if (kind === "replan") {
      this.#replan(name, off.map(planId));
      return;
    }
    const row = this.tenant.rows.get(objectId);
    if (row === undefined) return;
    const id = this.tenant.roleId(role, row.businessUnitId);
    const theirs = this.others.get(objectId) ?? new Set();
    this.others.set(objectId, theirs);
    if (kind === "disable") row.disabled = true;
    else if (kind === "join" && !this.tenant.team(TEAM).has(row.systemUserId)) {
      this.tenant.team(TEAM).add(row.systemUserId);
      this.theirTeam.add(row.systemUserId);
    } else if (kind === "part") {
      this.tenant.team(TEAM).delete(row.systemUserId);
      this.theirTeam.delete(row.systemUserId);
    } else if (kind === "join") return;
    else if (kind === "move") this.tenant.move(row, row.businessUnitId === ROOT ? CHILD : ROOT);
    else if (kind === "take") {
      row.roles.delete(id);
      theirs.delete(id);
    } else if (!row.roles.has(id)) {
      row.roles.add(id);
      theirs.add(id);
    }
  }

  inputsOf(
    { people, onRemoval, teams }: Deployment,
    mode: "additive" | "authoritative",
  ): SalespeopleRosterInputs {
    const all = Object.entries(people).map(([name, { businessUnit, licenses, ...one }]) => [
      name,
      {
        displayName: name,
        usageLocation: "US",
        ...one,
        licenses: this.#reachable(name, licenses),
        ...(businessUnit === undefined ? {} : { businessUnit }),
      },
    ]);
    const { inputs, problems } = roster.check({
      organizationUrl: ORGANIZATION,
      createMissing: true,
      mode,
      people: Object.fromEntries(all) as SalespeopleRosterInputs["people"],
      onRemoval,
      onDestroy: onRemoval,
      ...(teams.length === 0 ? {} : { teams }),
    });
    expect(problems).to.deep.equal([]);
    return inputs;
  }

  #replan(name: string, disabledPlans: readonly string[]): void {
    const account = this.tenant.account(name);
    const licenses = account.licenses.map((license) =>
      license.skuId === SKUS[SALES] && license.assignedByGroup === undefined
        ? { ...license, disabledPlans }
        : license,
    );
    this.tenant.accounts.set(account.objectId, { ...account, licenses });
  }

  /** The service plans of a licence that comes from a group are the group's, so that a program names none. */
  #reachable(name: string, licenses: readonly string[]): string[] {
    const held = this.tenant.hasAccount(name) ? this.tenant.account(name).licenses : [];
    const isOfGroup = (partNumber: string) =>
      held.some((one) => one.skuId === SKUS[partNumber] && one.assignedByGroup !== undefined);
    return licenses.map((text) => {
      const { partNumber } = readLicense(text);
      return isOfGroup(partNumber) ? partNumber : text;
    });
  }

  /** By sign-in name, the licences of those who have an account. */
  licenses(): Map<string, readonly AssignedLicense[]> {
    return new Map([...this.tenant.accounts.values()].map((one) => [one.userPrincipalName, one.licenses]));
  }

  /** As `pulumi up` with a refresh before it. */
  async deploy(inputs: SalespeopleRosterInputs): Promise<void> {
    const before = await this.refresh();
    expect(await roster.preflight?.(inputs, this.tenant, before)).to.deep.equal([]);
    try {
      const state =
        this.state === undefined
          ? (await roster.create(inputs, this.tenant)).state
          : await roster.update("id", this.state, inputs, this.tenant);
      this.state = { ...inputs, ...state };
      this.inputs = inputs;
    } catch (error) {
      if (error instanceof PartialFailure)
        this.state = { ...inputs, ...(error.state as SalespeopleRosterState) };
      throw error;
    }
  }

  /** A deployment whose process ends after so many writes; the state stays as it was before. */
  async deployAndDie(inputs: SalespeopleRosterInputs, survived: number): Promise<void> {
    const { state } = this;
    const until = this.tenant.writes.length + survived;
    this.tenant.fault = () => {
      if (this.tenant.writes.length >= until) throw new Death();
      return undefined;
    };
    try {
      await this.deploy(inputs);
    } catch (error) {
      if (!(error instanceof Death || (error instanceof PartialFailure && error.cause instanceof Death)))
        throw error;
    } finally {
      this.tenant.fault = () => undefined;
      this.state = state;
    }
  }

  async refresh(): Promise<SalespeopleRosterInputs | undefined> {
    if (this.state === undefined) return undefined;
    const found = await roster.read("id", this.state, this.tenant);
    if (found === "gone") throw new Error("gone");
    this.state = { ...found.inputs, ...found.state };
    return found.inputs;
  }

  /** Deploys until nothing fails any more. */
  async deployPersistently(inputs: SalespeopleRosterInputs): Promise<void> {
    for (let attempt = 0; attempt < 50; attempt++) {
      try {
        await this.deploy(inputs);
        return;
      } catch (error) {
        if (!(error instanceof PartialFailure)) throw error;
      }
    }
    throw new Error("did not converge");
  }

  async destroyPersistently(): Promise<void> {
    for (let attempt = 0; attempt < 50; attempt++) {
      try {
        if (this.state !== undefined) await roster.delete("id", this.state, this.tenant);
        return;
      } catch (error) {
        if (!(error instanceof PartialFailure || error instanceof ProblemsError)) throw error;
      }
    }
    throw new Error("did not end");
  }

  /** @param before - the licences as they were before the deployment, if nothing went wrong in it. */
  expectWanted(
    { people, mode, teams = [] }: SalespeopleRosterInputs,
    before?: ReadonlyMap<string, readonly AssignedLicense[]>,
  ): void {
    const isEnabled = (name: string) => people[name]?.enabled !== false;
    const userOf = (name: string) => this.tenant.row(name).systemUserId;
    const users = Object.keys(people).filter(isEnabled).map(userOf);
    // Of those who are disabled nothing is changed.
    const resting = new Set(
      Object.keys(people)
        .filter((name) => !isEnabled(name) && this.tenant.hasRow(name))
        .map(userOf),
    );
    const membersOf = (team: string) => [...this.tenant.team(team)].filter((id) => !resting.has(id));
    const wanted = (name: string) => (teams.includes(name) ? users : []);
    expect(membersOf(OTHER_TEAM)).to.have.members(wanted(OTHER_TEAM));
    const inTeam = new Set([...wanted(TEAM), ...this.#theirs().filter((id) => !resting.has(id))]);
    expect(membersOf(TEAM)).to.have.members([...inTeam]);
    for (const [name, { licenses, roles, businessUnit }] of Object.entries(people)) {
      const held = this.tenant.account(name).licenses.map((license) => license.skuId);
      expect(held).to.include.members(licenses.map((text) => SKUS[readLicense(text).partNumber]));
      this.#expectPlans(name, licenses, before?.get(name));
      if (!isEnabled(name)) {
        if (this.tenant.hasRow(name)) expect(this.tenant.row(name).disabled, name).to.equal(true);
        continue;
      }
      const row = this.tenant.row(name);
      expect(row.disabled, name).to.equal(false);
      if (businessUnit !== undefined) {
        expect(row.businessUnitId, name).to.equal(businessUnit === "child" ? CHILD : ROOT);
      }
      const wanted = roles.map((role) => this.tenant.roleId(role, row.businessUnitId));
      const theirs = mode === "additive" ? [...(this.others.get(row.objectId) ?? [])] : [];
      expect([...row.roles]).to.have.members([...new Set([...wanted, ...theirs])]);
    }
  }

  /** Those plans are off that are named; where none is, those that were off. */
  #expectPlans(name: string, texts: readonly string[], before: readonly AssignedLicense[] | undefined): void {
    const wanted = texts.map(readLicense).find(({ partNumber }) => partNumber === SALES);
    if (wanted === undefined) return;
    const ofSales = (licenses: readonly AssignedLicense[]) =>
      licenses.filter((one) => one.skuId === SKUS[SALES]);
    const off = disabledPlansOf(ofSales(this.tenant.account(name).licenses));
    if (wanted.disabledPlans !== undefined)
      expect(off, name).to.have.members(wanted.disabledPlans.map(planId));
    else if (before !== undefined) expect(off, name).to.deep.equal(disabledPlansOf(ofSales(before)));
  }

  /** Those who are still there of whom others took into the team. */
  #theirs(): string[] {
    return [...this.tenant.rows.values()]
      .map((row) => row.systemUserId)
      .filter((id) => this.theirTeam.has(id));
  }

  /** Whoever is still there has exactly what others granted. */
  expectOthersGrants(before: ReadonlyMap<string, readonly string[]>): void {
    expect([...this.tenant.team(TEAM)]).to.have.members(this.#theirs());
    expect([...this.tenant.team(OTHER_TEAM)]).to.deep.equal([]);
    for (const row of this.tenant.rows.values()) {
      const theirs = [...(this.others.get(row.objectId) ?? [])];
      // Somebody disabled may keep a role whose removal was refused.
      if (row.disabled) expect([...row.roles]).to.include.members(theirs);
      else expect([...row.roles]).to.have.members(theirs);
    }
    for (const [objectId, licenses] of before) {
      const held = this.tenant.accounts.get(objectId)?.licenses.map((license) => license.skuId);
      expect(held, "an account that was there before").to.have.members([...licenses]);
    }
  }
}

export function licensesAt(tenant: TenantModel): Map<string, readonly string[]> {
  return new Map(
    [...tenant.accounts.values()].map(({ objectId, licenses }) => [
      objectId,
      licenses.map((license) => license.skuId),
    ]),
  );
}
