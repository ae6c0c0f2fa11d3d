import { expect } from "chai";
import type { AssignedLicense } from "../../clients/graph/graph";
import { readLicense } from "../../licenses/notation";
import { ProblemsError } from "../../problems";
import { PartialFailure } from "../../reconciler";
import { planId, SALES } from "./directory-model.test.support";
import { type Act, type Deployment, NAMES, SKUS, type Start } from "./histories.test.support";
import type { SalespeopleRosterInputs } from "./inputs";
import { salespeopleRoster as roster } from "./reconciler";
import type { SalespeopleRosterState } from "./state";
import { CHILD, ORGANIZATION, ROOT, TEAM, TenantModel } from "./tenant-model.test.support";

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

  /** Those who are still there of whom others took into the team. */
  stillInTheirTeam(): string[] {
    return [...this.tenant.rows.values()]
      .map((row) => row.systemUserId)
      .filter((id) => this.theirTeam.has(id));
  }
}
