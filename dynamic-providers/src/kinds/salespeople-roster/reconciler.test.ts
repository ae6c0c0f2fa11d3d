import { expect } from "chai";
import { ProblemsError } from "../../problems";
import { PartialFailure } from "../../reconciler";
import type { SalespeopleRosterInputs, Salesperson } from "./inputs";
import { salespeopleRoster as roster } from "./reconciler";
import type { SalespeopleRosterState } from "./state";
import { membersOf } from "./state";
import { onWire, type WireInputs } from "./wire";
import { CHILD, ORGANIZATION, OTHER_TEAM, ROOT, SALES, TEAM, TenantModel } from "./tenant-model.test.support";

const ANNA = "anna@contoso.com";
const BEN = "ben@contoso.com";
const CARLA = "carla@contoso.com";

const salesperson = (name: string, given: Partial<Salesperson> = {}): Salesperson => ({
  displayName: name,
  usageLocation: "US",
  licenses: [SALES],
  roles: ["Salesperson"],
  ...given,
});

function inputsFor(
  people: Record<string, Salesperson>,
  rest: Partial<SalespeopleRosterInputs> = {},
): SalespeopleRosterInputs {
  const { inputs, problems } = roster.check({
    organizationUrl: ORGANIZATION,
    createMissing: true,
    people,
    ...rest,
  });
  expect(problems).to.deep.equal([]);
  return inputs;
}

const both = { [ANNA]: salesperson("Anna"), [BEN]: salesperson("Ben") };

async function problemsOf(promise: Promise<unknown>): Promise<ProblemsError["problems"]> {
  try {
    await promise;
  } catch (error) {
    const cause = error instanceof PartialFailure ? error.cause : error;
    if (cause instanceof ProblemsError) return cause.problems;
    throw error;
  }
  return [];
}

async function partial(promise: Promise<unknown>): Promise<PartialFailure<SalespeopleRosterState>> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof PartialFailure) return error as PartialFailure<SalespeopleRosterState>;
    throw error;
  }
  throw new Error("did not fail");
}

describe("a roster of salespeople", () => {
  let tenant: TenantModel;
  beforeEach(() => {
    tenant = new TenantModel();
  });

  const rolesOf = (signInName: string) => [...tenant.row(signInName).roles];
  const licensesOf = (signInName: string) => tenant.account(signInName).licenses.map(({ skuId }) => skuId);
  /** What a refresh finds, as the host hands it on. */
  async function refreshed(state: SalespeopleRosterState) {
    const found = await roster.read("id", state, tenant);
    if (found === "gone") throw new Error("gone");
    return { inputs: found.inputs, state: { ...found.inputs, ...found.state } };
  }

  it("makes accounts with licence, presence and roles", async () => {
    const { id, state } = await roster.create(inputsFor(both), tenant);
    expect(id).to.equal(`${ORGANIZATION}/salespeople`);
    for (const signInName of [ANNA, BEN]) {
      expect(licensesOf(signInName)).to.deep.equal(["sku-sales"]);
      expect(tenant.row(signInName).disabled).to.equal(false);
      expect(rolesOf(signInName)).to.deep.equal([tenant.roleId("Salesperson")]);
    }
    expect(Object.keys(state.initialPasswords)).to.deep.equal([ANNA, BEN]);
    expect(membersOf(state)[ANNA]).to.include({
      objectId: tenant.account(ANNA).objectId,
      systemUserId: tenant.row(ANNA).systemUserId,
      email: ANNA,
      fullName: "Anna",
      madeHere: true,
      broughtIn: true,
    });
  });

  it("writes nothing the second time, and finds nothing changed", async () => {
    const inputs = inputsFor(both);
    const { state } = await roster.create(inputs, tenant);
    tenant.writes.length = 0;
    const found = await refreshed(state);
    expect(found.inputs).to.deep.equal(inputs);
    expect(found.state).to.deep.equal({ ...inputs, ...state });
    expect(roster.diff(found.state, inputs)).to.include({ changed: false });
    expect(await roster.update("id", found.state, inputs, tenant)).to.deep.equal(state);
    expect(tenant.writes).to.deep.equal([]);
  });

  it("reads everybody with a handful of requests, and a preflight without a change with none", async () => {
    const people = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`p${String(index)}@contoso.com`, salesperson("P")]),
    );
    const inputs = inputsFor(people);
    const { state } = await roster.create(inputs, tenant);
    tenant.reads = 0;
    const found = await refreshed(state);
    // Accounts, rows, roles, business units, SKUs.
    expect(tenant.reads).to.equal(5);
    tenant.reads = 0;
    expect(await roster.preflight?.(inputs, tenant, found.inputs)).to.deep.equal([]);
    expect(tenant.reads).to.equal(0);
  });

  it("stores a person in a kilobyte", async () => {
    const count = 100;
    const people = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `firstname.lastname${String(index)}@contoso.onmicrosoft.com`,
        salesperson(`Firstname Lastname ${String(index)}`, {
          givenName: "Firstname",
          surname: `Lastname ${String(index)}`,
          jobTitle: "Account Manager",
          department: "Sales",
          businessPhone: "+1 555 0101",
          city: "Seattle",
          country: "United States",
        }),
      ]),
    );
    const engines = onWire(roster);
    const { inputs } = engines.check(inputsFor(people) as unknown as WireInputs);
    const { state } = await engines.create(inputs, tenant);
    const bytes = JSON.stringify(inputs).length + JSON.stringify({ ...inputs, ...state }).length;
    expect(bytes / count).to.be.below(1_000);
  });

  describe("people who were there before", () => {
    it("are adopted with what they have, and given what is missing", async () => {
      const anna = tenant.add(ANNA, { licenses: [{ skuId: "sku-sales", assignedByGroup: "group" }] });
      tenant.addRow(anna, { roles: new Set([tenant.roleId("Sales Manager")]) });
      const inputs = inputsFor({ [ANNA]: salesperson("Anna, renamed", { jobTitle: "Other" }) });
      const { state } = await roster.create(inputs, tenant);
      expect(tenant.writes).to.deep.equal([`assign the role "Salesperson" to ${ANNA}`]);
      expect(tenant.account(ANNA).displayName).to.equal(ANNA);
      expect(membersOf(state)[ANNA]).to.include({ madeHere: false, broughtIn: false });
      expect(state.initialPasswords).to.deep.equal({});
      await roster.delete("id", { ...inputs, ...state }, tenant);
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Sales Manager")]);
      expect(licensesOf(ANNA)).to.deep.equal(["sku-sales"]);
    });

    it("are given roles as their business unit has them", async () => {
      const anna = tenant.add(ANNA, { licenses: [{ skuId: "sku-sales", assignedByGroup: undefined }] });
      tenant.addRow(anna, { businessUnitId: CHILD });
      await roster.create(inputsFor({ [ANNA]: salesperson("Anna") }), tenant);
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson", CHILD)]);
    });

    it("are enabled again before they are given roles", async () => {
      const anna = tenant.add(ANNA);
      tenant.addRow(anna, { disabled: true });
      await roster.create(inputsFor({ [ANNA]: salesperson("Anna") }), tenant);
      expect(tenant.row(ANNA).disabled).to.equal(false);
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson")]);
    });

    it("get the usage location that the roster gives", async () => {
      tenant.add(ANNA, { usageLocation: "DE" });
      await roster.create(inputsFor({ [ANNA]: salesperson("Anna") }), tenant);
      expect(tenant.account(ANNA).usageLocation).to.equal("US");
    });
  });

  describe("drift", () => {
    let state: SalespeopleRosterState;
    const inputs = inputsFor(both);
    beforeEach(async () => {
      state = { ...inputs, ...(await roster.create(inputs, tenant)).state };
      tenant.writes.length = 0;
    });

    async function shown(expected: Partial<Salesperson>) {
      const found = await refreshed(state);
      expect(found.inputs.people[ANNA]).to.deep.equal({ ...inputs.people[ANNA], ...expected });
      expect(found.inputs.people[BEN]).to.deep.equal(inputs.people[BEN]);
      expect(Object.keys(found.state.drift)).to.deep.equal([ANNA]);
      expect(roster.diff(found.state, inputs)).to.include({ changed: true });
      const after = await roster.update("id", found.state, inputs, tenant);
      const again = await refreshed({ ...inputs, ...after });
      expect(again.inputs).to.deep.equal(inputs);
      expect(roster.diff(again.state, inputs)).to.include({ changed: false });
    }

    it("of a role that was taken away is shown for that person, and repaired by one write", async () => {
      tenant.row(ANNA).roles.clear();
      await shown({ roles: [] });
      expect(tenant.writes).to.deep.equal([`assign the role "Salesperson" to ${ANNA}`]);
    });

    it("is told in preview in a line for the person, since the engine shows all people or none", async () => {
      tenant.row(ANNA).roles.clear();
      tenant.row(ANNA).roles.add(tenant.roleId("System Administrator"));
      const found = await refreshed(state);
      const next = { ...inputs, mode: "authoritative" as const };
      await roster.preflight?.(next, tenant, found.inputs);
      expect(tenant.logged).to.deep.equal([`${ANNA}: roles + "Salesperson" - "System Administrator"`]);
    });

    it("of a licence that was removed", async () => {
      const anna = tenant.account(ANNA);
      tenant.accounts.set(anna.objectId, { ...anna, licenses: [] });
      await shown({ licenses: [] });
      expect(tenant.writes).to.deep.equal([`assign ${SALES} for ${ANNA}`]);
    });

    it("of a user who was disabled", async () => {
      tenant.row(ANNA).disabled = true;
      await shown({ enabled: false });
      expect(tenant.row(ANNA).disabled).to.equal(false);
    });

    it("of the profile of an account that was made here", async () => {
      const anna = tenant.account(ANNA);
      tenant.accounts.set(anna.objectId, { ...anna, displayName: "Somebody" });
      await shown({ displayName: "Somebody" });
      expect(tenant.account(ANNA).displayName).to.equal("Anna");
    });

    it("of an account that was deleted: the person is made again, with another password", async () => {
      const { password } = membersOf(state)[ANNA]!;
      tenant.rows.delete(tenant.account(ANNA).objectId);
      tenant.accounts.delete(tenant.account(ANNA).objectId);
      const found = await refreshed(state);
      expect(Object.keys(found.inputs.people)).to.deep.equal([BEN]);
      const after = await roster.update("id", found.state, inputs, tenant);
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson")]);
      expect(membersOf(after)[ANNA]?.password).to.be.a("string").and.to.not.equal(password);
      expect(membersOf(after)[BEN]?.password).to.equal(membersOf(state)[BEN]?.password);
    });

    it("is not what others granted, unless the mode is authoritative", async () => {
      tenant.row(ANNA).roles.add(tenant.roleId("Sales Manager"));
      expect((await refreshed(state)).inputs).to.deep.equal(inputs);
      const authoritative = { ...inputs, mode: "authoritative" as const };
      const found = await refreshed({ ...state, mode: "authoritative" });
      expect(found.inputs.people[ANNA]?.roles).to.deep.equal(["Salesperson", "Sales Manager"]);
      await roster.update("id", found.state, authoritative, tenant);
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson")]);
    });

    it("of a forbidden role is shown and refused, and taken away when the mode is authoritative", async () => {
      tenant.row(ANNA).roles.add(tenant.roleId("System Administrator"));
      const found = await refreshed(state);
      expect(found.inputs.people[ANNA]?.roles).to.deep.equal(["Salesperson", "System Administrator"]);
      const [problem] = (await roster.preflight?.(inputs, tenant, found.inputs)) ?? [];
      expect(problem?.where).to.equal(`people["${ANNA}"].roles`);
      expect(problem?.message).to.contain("System Administrator").and.to.contain(ANNA);
      const authoritative = { ...inputs, mode: "authoritative" as const };
      expect(await roster.preflight?.(authoritative, tenant, found.inputs)).to.deep.equal([]);
      await roster.update("id", found.state, authoritative, tenant);
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson")]);
    });

    it("of a renamed account is followed by its object id, and a renamed row of the roster too", async () => {
      const anna = tenant.account(ANNA);
      const renamed = "anna.new@contoso.com";
      tenant.accounts.set(anna.objectId, { ...anna, userPrincipalName: renamed });
      const found = await refreshed(state);
      expect(found.inputs).to.deep.equal(inputs);
      const next = inputsFor({ [renamed]: salesperson("Anna"), [BEN]: salesperson("Ben") });
      expect(await roster.preflight?.({ ...next, createMissing: false }, tenant, found.inputs)).to.deep.equal(
        [],
      );
      const after = await roster.update("id", found.state, next, tenant);
      expect(tenant.writes).to.deep.equal([]);
      expect(membersOf(after)[renamed]).to.include({ objectId: anna.objectId, madeHere: true });
      expect(membersOf(after)[renamed]?.password).to.equal(membersOf(state)[ANNA]?.password);
      expect(Object.keys(membersOf(after))).to.deep.equal([renamed, BEN]);
    });
  });

  describe("somebody who joins or leaves", () => {
    it("costs the writes for that person only", async () => {
      const inputs = inputsFor(both);
      const { state } = await roster.create(inputs, tenant);
      tenant.writes.length = 0;
      const next = inputsFor({ ...both, [CARLA]: salesperson("Carla") });
      expect(roster.diff({ ...inputs, ...state }, next)).to.include({ changed: true });
      await roster.update("id", { ...inputs, ...state }, next, tenant);
      expect(tenant.writes).to.have.length(4);
      for (const label of tenant.writes) expect(label).to.contain(CARLA);
    });

    for (const onRemoval of ["revoke", "disable", "delete"] as const) {
      it(`and is to ${onRemoval}`, async () => {
        const inputs = inputsFor(both, { onRemoval });
        const { state } = await roster.create(inputs, tenant);
        tenant.row(BEN).roles.add(tenant.roleId("Sales Manager"));
        const next = inputsFor({ [ANNA]: salesperson("Anna") }, { onRemoval });
        const after = await roster.update("id", { ...inputs, ...state }, next, tenant);
        expect(Object.keys(after.members)).to.deep.equal([ANNA]);
        expect(Object.keys(after.initialPasswords)).to.deep.equal([ANNA]);
        expect(tenant.hasAccount(BEN)).to.equal(onRemoval !== "delete");
        if (onRemoval === "delete") return;
        expect(rolesOf(BEN)).to.deep.equal([tenant.roleId("Sales Manager")]);
        expect(licensesOf(BEN)).to.deep.equal([]);
        expect(tenant.row(BEN).disabled).to.equal(onRemoval === "disable");
      });
    }

    it("keeps an account that was there before, whatever is to happen", async () => {
      tenant.add(BEN);
      const inputs = inputsFor(both, { onRemoval: "delete", onDestroy: "delete" });
      const { state } = await roster.create(inputs, tenant);
      const next = inputsFor({ [ANNA]: salesperson("Anna") }, { onRemoval: "delete", onDestroy: "delete" });
      const after = await roster.update("id", { ...inputs, ...state }, next, tenant);
      expect(tenant.hasAccount(BEN)).to.equal(true);
      expect(licensesOf(BEN)).to.deep.equal([]);
      await roster.delete("id", { ...next, ...after }, tenant);
      expect(tenant.hasAccount(ANNA)).to.equal(false);
      expect(tenant.hasAccount(BEN)).to.equal(true);
    });

    it("gives the seat to who joins in the same deployment", async () => {
      tenant.skus.set(SALES, { skuId: "sku-sales", seats: 2 });
      const inputs = inputsFor(both);
      const { state } = await roster.create(inputs, tenant);
      const next = inputsFor({ [ANNA]: salesperson("Anna"), [CARLA]: salesperson("Carla") });
      expect(await roster.preflight?.(next, tenant, inputs)).to.deep.equal([]);
      await roster.update("id", { ...inputs, ...state }, next, tenant);
      expect(licensesOf(CARLA)).to.deep.equal(["sku-sales"]);
    });

    it("is disabled on destroy only if this stack brought the person in", async () => {
      tenant.addRow(tenant.add(ANNA, { licenses: [{ skuId: "sku-sales", assignedByGroup: undefined }] }));
      const inputs = inputsFor(both, { onDestroy: "disable" });
      const { state } = await roster.create(inputs, tenant);
      await roster.delete("id", { ...inputs, ...state }, tenant);
      expect(tenant.row(ANNA).disabled).to.equal(false);
      expect(tenant.row(BEN).disabled).to.equal(true);
    });
  });

  describe("an object id", () => {
    const pinned = (objectId: string) => ({ [ANNA]: salesperson("Anna", { objectId }) });

    it("finds the account whatever its sign-in name is, though nobody has been deployed before", async () => {
      const other = tenant.add("anna.maiden@contoso.com");
      const inputs = inputsFor(pinned(other.objectId.toUpperCase()));
      expect(await roster.preflight?.(inputs, tenant)).to.deep.equal([]);
      const { state } = await roster.create(inputs, tenant);
      expect(membersOf(state)[ANNA]).to.include({ objectId: other.objectId, madeHere: false });
      expect(tenant.accounts.size).to.equal(1);
      expect([...(tenant.rows.get(other.objectId)?.roles ?? [])]).to.deep.equal([
        tenant.roleId("Salesperson"),
      ]);
      const found = await refreshed({ ...inputs, ...state });
      expect(found.inputs).to.deep.equal(inputs);
      expect(roster.diff(found.state, inputs)).to.include({ changed: false });
    });

    it("that no account has, or whose sign-in name is another account's, is refused", async () => {
      const nobody = "00000000-0000-4000-8000-00000000dead";
      const [unknown] = (await roster.preflight?.(inputsFor(pinned(nobody)), tenant)) ?? [];
      expect(unknown?.where).to.equal(`people["${ANNA}"].objectId`);
      expect(unknown?.message).to.contain(nobody);
      const anna = tenant.add(ANNA);
      const ben = tenant.add(BEN);
      const inputs = inputsFor(pinned(ben.objectId));
      const [wrong, ...others] = (await roster.preflight?.(inputs, tenant)) ?? [];
      expect(others).to.deep.equal([]);
      expect(wrong?.message).to.contain(anna.objectId).and.to.contain(ben.objectId);
      expect(await problemsOf(roster.create(inputs, tenant))).to.have.length(1);
      expect(tenant.writes).to.deep.equal([]);
    });

    it("tells in preview that a person was renamed, though nothing was read before", async () => {
      const anna = tenant.add(ANNA);
      const inputs = inputsFor(pinned(anna.objectId));
      const next = inputsFor(
        { "anna.new@contoso.com": salesperson("Anna", { objectId: anna.objectId }) },
        { maxRemovals: 0 },
      );
      expect(await roster.preflight?.(next, tenant, inputs)).to.deep.equal([]);
      expect(tenant.logged).to.deep.equal([`${ANNA} is now anna.new@contoso.com`]);
    });
  });

  describe("a sign-in name without an account", () => {
    const anna = (rest: Partial<SalespeopleRosterInputs> = {}) =>
      inputsFor({ [ANNA]: salesperson("A") }, rest);
    const deletedAnna = {
      objectId: "00000000-0000-4000-8000-0000000000aa",
      userPrincipalName: "Anna@contoso.com",
      deletedAt: "2026-03-01T12:00:00Z",
    };

    it("that a deleted account had: preview names it and how to restore it, and makes another one if that is asked for", async () => {
      tenant.deleted.push(deletedAnna);
      expect(await roster.preflight?.(anna(), tenant)).to.deep.equal([]);
      expect(tenant.logged).to.have.length(1);
      expect(tenant.logged[0])
        .to.contain(`${ANNA} (${deletedAnna.objectId}, deleted 2026-03-01)`)
        .and.to.contain("Deleted users");
      const found = (await roster.preflight?.(anna({ createMissing: false }), tenant)) ?? [];
      expect(found.at(-1)?.where).to.equal(`people["${ANNA}"]`);
      expect(found.at(-1)?.message).to.contain(deletedAnna.objectId);
      expect(found.at(-1)?.remedy).to.contain("Restore");
    });

    it("whose object id is that of a deleted account is refused with the way to restore it", async () => {
      tenant.deleted.push(deletedAnna);
      const inputs = inputsFor({ [BEN]: salesperson("B", { objectId: deletedAnna.objectId }) });
      const found = (await roster.preflight?.(inputs, tenant)) ?? [];
      expect(found).to.have.length(2);
      expect(found[1]?.message).to.contain(`${BEN} (${deletedAnna.objectId}`);
      expect(tenant.logged).to.deep.equal([]);
    });

    it("that is the mail address of a guest is refused", async () => {
      tenant.add("anna_contoso.com#EXT#@tenant.onmicrosoft.com", { userType: "Guest", mail: ANNA });
      const [problem, ...others] = (await roster.preflight?.(anna(), tenant)) ?? [];
      expect(others).to.deep.equal([]);
      expect(problem?.where).to.equal(`people["${ANNA}"]`);
      expect(problem?.message).to.contain("guest").and.to.contain("#EXT#");
    });

    it("costs three reads, of deleted users, guests and domains, and nothing where everybody has an account", async () => {
      await roster.preflight?.(anna(), tenant);
      const missing = tenant.reads;
      tenant.add(ANNA);
      tenant.reads = 0;
      await roster.preflight?.(anna(), tenant);
      // An account found means a look at its row besides.
      expect(missing - (tenant.reads - 1)).to.equal(3);
    });
  });

  it("refuses two names for one account, which was renamed and is listed under both", async () => {
    const inputs = inputsFor(both);
    const { state } = await roster.create(inputs, tenant);
    const anna = tenant.account(ANNA);
    tenant.accounts.set(anna.objectId, { ...anna, userPrincipalName: CARLA });
    const found = await refreshed({ ...inputs, ...state });
    const next = inputsFor({ ...both, [CARLA]: salesperson("Anna") });
    const [problem, ...others] = (await roster.preflight?.(next, tenant, found.inputs)) ?? [];
    expect(others).to.deep.equal([]);
    expect(problem?.where).to.equal(`people["${CARLA}"]`);
    expect(problem?.message).to.contain(`${ANNA} and ${CARLA}`).and.to.contain(anna.objectId);
  });

  describe("a business unit", () => {
    const inUnit = (businessUnit: string, rest: Partial<SalespeopleRosterInputs> = {}) =>
      inputsFor({ [ANNA]: salesperson("Anna", { businessUnit }) }, rest);
    const placed = (businessUnitId: string) => {
      const anna = tenant.add(ANNA, { licenses: [{ skuId: "sku-sales", assignedByGroup: undefined }] });
      return tenant.addRow(anna, { businessUnitId });
    };

    it("is where a new user is moved to, before roles are assigned there", async () => {
      const { state } = await roster.create(inUnit("CHILD"), tenant);
      expect(tenant.row(ANNA).businessUnitId).to.equal(CHILD);
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson", CHILD)]);
      expect(tenant.writes.slice(-2)).to.deep.equal([
        `move ${ANNA} to the business unit "child"`,
        `assign the role "Salesperson" to ${ANNA}`,
      ]);
      expect(membersOf(state)[ANNA]?.grantedRoles).to.deep.equal([tenant.roleId("Salesperson", CHILD)]);
    });

    it("is adopted where the user is there already", async () => {
      placed(CHILD).roles.add(tenant.roleId("Salesperson", CHILD));
      await roster.create(inUnit("child"), tenant);
      expect(tenant.writes).to.deep.equal([]);
    });

    it("that the user was moved away from by hand is drift, and repaired", async () => {
      const inputs = inUnit("child");
      const { state } = await roster.create(inputs, tenant);
      tenant.move(tenant.row(ANNA), ROOT);
      const found = await refreshed({ ...inputs, ...state });
      expect(found.inputs.people[ANNA]?.businessUnit).to.equal("root");
      expect(roster.diff(found.state, inputs)).to.include({ changed: true });
      await roster.update("id", found.state, inputs, tenant);
      expect(tenant.row(ANNA).businessUnitId).to.equal(CHILD);
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson", CHILD)]);
      expect((await refreshed({ ...inputs, ...state })).inputs).to.deep.equal(inputs);
    });

    it("says in preview what others granted and a move takes away, but not in authoritative mode", async () => {
      const row = placed(ROOT);
      for (const role of ["Salesperson", "Basic User"]) row.roles.add(tenant.roleId(role));
      await roster.preflight?.(inUnit("child"), tenant);
      const [line, ...others] = tenant.logged;
      expect(others).to.deep.equal([]);
      expect(line).to.contain(ANNA).and.to.contain('"Basic User"').and.to.not.contain("Salesperson");
      tenant.logged.length = 0;
      await roster.preflight?.(inUnit("child", { mode: "authoritative" }), tenant);
      expect(tenant.logged).to.deep.equal([]);
    });

    it("keeps what others granted where the organization keeps roles on a move", async () => {
      tenant.keepsRoles = true;
      const row = placed(ROOT);
      const theirs = tenant.roleId("Basic User");
      row.roles.add(theirs);
      const inputs = inUnit("child");
      const { state } = await roster.create(inputs, tenant);
      expect(rolesOf(ANNA)).to.have.members([theirs, tenant.roleId("Salesperson", CHILD)]);
      await roster.delete("id", { ...inputs, ...state }, tenant);
      expect(rolesOf(ANNA)).to.deep.equal([theirs]);
    });

    it("that does not exist is refused, and the nearest is offered", async () => {
      const [problem] = (await roster.preflight?.(inUnit("chield"), tenant)) ?? [];
      expect(problem?.where).to.equal(`people["${ANNA}"].businessUnit`);
      expect(problem?.message).to.contain("chield");
      expect(problem?.remedy).to.contain('"child"');
    });
  });

  describe("a team for everybody", () => {
    const inTeams = (...teams: string[]) => inputsFor(both, { teams });
    const userIds = (...names: string[]) => names.map((name) => tenant.row(name).systemUserId);

    it("takes everybody in, once, and is read only where somebody asks for one", async () => {
      const inputs = inTeams("bci - contoso");
      const { state } = await roster.create(inputs, tenant);
      expect([...tenant.team(TEAM)]).to.have.members(userIds(ANNA, BEN));
      tenant.writes.length = 0;
      tenant.reads = 0;
      const found = await refreshed({ ...inputs, ...state });
      // Accounts, rows, roles, business units, SKUs; teams and members, which the real client remembers.
      expect(tenant.reads).to.equal(5 + 4);
      expect(found.inputs).to.deep.equal(inputs);
      expect(roster.diff(found.state, inputs)).to.include({ changed: false });
      await roster.update("id", found.state, inputs, tenant);
      expect(tenant.writes).to.deep.equal([]);
    });

    it("takes out those who leave, and on destroy everybody, but nobody whom others took in", async () => {
      tenant.addRow(tenant.add(ANNA, { licenses: [{ skuId: "sku-sales", assignedByGroup: undefined }] }));
      const theirs = userIds(ANNA);
      tenant.team(TEAM).add(tenant.row(ANNA).systemUserId);
      const first = inTeams(TEAM);
      const { state } = await roster.create(first, tenant);
      const [ben = ""] = userIds(BEN);
      const next = inputsFor(
        { [ANNA]: salesperson("Anna"), [CARLA]: salesperson("Carla") },
        { teams: [TEAM] },
      );
      const after = await roster.update("id", { ...first, ...state }, next, tenant);
      expect([...tenant.team(TEAM)])
        .to.have.members(userIds(ANNA, CARLA))
        .and.to.not.include(ben);
      await roster.delete("id", { ...next, ...after }, tenant);
      expect([...tenant.team(TEAM)]).to.deep.equal(theirs);
    });

    it("can be another one, or none", async () => {
      const first = inTeams(TEAM);
      const { state } = await roster.create(first, tenant);
      const next = inTeams(OTHER_TEAM);
      expect(roster.diff({ ...first, ...state }, next)).to.include({ changed: true });
      const after = await roster.update("id", { ...first, ...state }, next, tenant);
      expect([...tenant.team(TEAM)]).to.deep.equal([]);
      expect([...tenant.team(OTHER_TEAM)]).to.have.members(userIds(ANNA, BEN));
      const none = inputsFor(both);
      expect(roster.diff({ ...next, ...after }, none)).to.include({ changed: true });
      await roster.update("id", { ...next, ...after }, none, tenant);
      expect([...tenant.team(OTHER_TEAM)]).to.deep.equal([]);
    });

    it("is given back to who was taken out by hand, and preview names the person", async () => {
      const inputs = inTeams(TEAM);
      const { state } = await roster.create(inputs, tenant);
      tenant.team(TEAM).delete(tenant.row(ANNA).systemUserId);
      const found = await refreshed({ ...inputs, ...state });
      expect(Object.keys(found.state.drift)).to.deep.equal([ANNA]);
      expect(roster.diff(found.state, inputs)).to.include({ changed: true });
      await roster.preflight?.(inputs, tenant, found.inputs);
      expect(tenant.logged).to.deep.equal([`${ANNA}: teams + "${TEAM}"`]);
      await roster.update("id", found.state, inputs, tenant);
      expect([...tenant.team(TEAM)]).to.have.members(userIds(ANNA, BEN));
    });

    it("that does not exist is refused, and the nearest is offered", async () => {
      const [problem, ...others] = (await roster.preflight?.(inTeams("BCI Contoso"), tenant)) ?? [];
      expect(others).to.deep.equal([]);
      expect(problem?.where).to.equal("teams[0]");
      expect(problem?.remedy).to.contain(`"${TEAM}"`);
    });

    it("costs a person less than a hundred bytes of state", async () => {
      const without = JSON.stringify((await roster.create(inputsFor(both), tenant)).state).length;
      const { state } = await roster.create(inTeams(TEAM), tenant);
      expect((JSON.stringify(state).length - without) / 2).to.be.below(100);
    });
  });

  describe("many people who leave at once", () => {
    const crowd = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`p${String(index)}@contoso.com`, salesperson("P")]),
      );

    async function deployed(count: number) {
      const inputs = inputsFor(crowd(count));
      const { state } = await roster.create(inputs, tenant);
      return { inputs, state: { ...inputs, ...state } };
    }

    it("are refused, an emptied list among them, until maxRemovals allows it", async () => {
      const { state, inputs } = await deployed(10);
      const found = await refreshed(state);
      const stood = tenant.snapshot();
      for (const count of [0, 4]) {
        const refusals = await roster.preflight?.(inputsFor(crowd(count)), tenant, found.inputs);
        expect(refusals).to.have.length(1);
        expect(refusals?.[0]?.message).to.contain(`${String(10 - count)} people of 10`);
        const allowed = inputsFor(crowd(count), { maxRemovals: 10 });
        expect(await roster.preflight?.(allowed, tenant, found.inputs)).to.deep.equal([]);
      }
      expect(await roster.preflight?.(inputsFor(crowd(5)), tenant, found.inputs)).to.deep.equal([]);
      expect(tenant.snapshot()).to.deep.equal(stood);
      expect(roster.diff(state, { ...inputs, maxRemovals: 3 })).to.include({ changed: false });
    });

    it("are not those who were renamed", async () => {
      const { state } = await deployed(10);
      for (const account of [...tenant.accounts.values()]) {
        const userPrincipalName = account.userPrincipalName.replace("contoso", "fabrikam");
        tenant.accounts.set(account.objectId, { ...account, userPrincipalName });
      }
      const found = await refreshed(state);
      tenant.logged.length = 0;
      const renamed = Object.fromEntries(
        Object.entries(crowd(10)).map(([name, one]) => [name.replace("contoso", "fabrikam"), one]),
      );
      const next = inputsFor(renamed, { maxRemovals: 0 });
      expect(await roster.preflight?.(next, tenant, found.inputs)).to.deep.equal([]);
      expect(tenant.logged).to.have.length(10);
      expect(tenant.logged[0]).to.equal("p0@contoso.com is now p0@fabrikam.com");
      tenant.writes.length = 0;
      const after = await roster.update("id", found.state, next, tenant);
      expect(tenant.writes).to.deep.equal([]);
      expect(Object.keys(membersOf(after))).to.deep.equal(Object.keys(renamed));
    });
  });

  describe("what cannot be done is refused before anything is written:", () => {
    async function refused(inputs: SalespeopleRosterInputs) {
      const before = tenant.snapshot();
      const inPreview = (await roster.preflight?.(inputs, tenant)) ?? [];
      expect(inPreview).to.not.be.empty;
      expect(await problemsOf(roster.create(inputs, tenant))).to.deep.equal(inPreview);
      expect(tenant.snapshot()).to.deep.equal(before);
      return inPreview;
    }

    it("people without an account, each named", async () => {
      tenant.add(ANNA);
      const found = await refused(
        inputsFor({ ...both, [CARLA]: salesperson("C") }, { createMissing: false }),
      );
      expect(found).to.have.length(1);
      expect(found[0]?.message).to.contain(`${BEN} and ${CARLA}`).and.to.not.contain(ANNA);
    });

    it("fewer seats than people, and how many are missing", async () => {
      tenant.skus.set(SALES, { skuId: "sku-sales", seats: 1 });
      const [problem] = await refused(inputsFor(both));
      expect(problem?.message).to.contain(SALES).and.to.contain("1 seat short");
    });

    it("roles and licences that do not exist, told once with the number of people", async () => {
      const wrong = { roles: ["Salespersn"], licenses: ["NOTHING"] };
      const found = await refused(
        inputsFor({ [ANNA]: salesperson("A", wrong), [BEN]: salesperson("B", wrong) }),
      );
      expect(found).to.have.length(2);
      expect(found[0]?.message).to.contain("Salespersn").and.to.contain("2 people");
      expect(found[0]?.remedy).to.contain("Salesperson");
      expect(found[1]?.message).to.contain("NOTHING");
    });

    it("a forbidden role, also by the id of its template", async () => {
      const found = await refused(
        inputsFor({ [ANNA]: salesperson("A", { roles: ["System Administrator"] }) }),
      );
      expect(found[0]?.message).to.contain("System Administrator").and.to.contain(ANNA);
    });

    it("guests and blocked accounts", async () => {
      tenant.add(ANNA, { userType: "Guest" });
      tenant.add(BEN, { accountEnabled: false });
      const found = await refused(inputsFor(both));
      expect(found.map((problem) => problem.where)).to.deep.equal([`people["${ANNA}"]`, `people["${BEN}"]`]);
      expect(found[0]?.message).to.contain("guest");
      expect(found[1]?.message).to.contain("blocked");
    });

    it("a licence without a usage location", async () => {
      const anna = { displayName: "Anna", licenses: [SALES], roles: [] };
      const [problem] = await refused(inputsFor({ [ANNA]: anna }));
      expect(problem?.message).to.contain("usage location").and.to.contain(ANNA);
    });
  });

  describe("a failure of some people", () => {
    it("keeps nobody else from being done, and a second deployment does the rest", async () => {
      tenant.fault = (label) => (label.includes(`account ${BEN}`) ? "refused" : undefined);
      const inputs = inputsFor({ ...both, [CARLA]: salesperson("Carla") });
      const failure = await partial(roster.create(inputs, tenant));
      expect(failure.message).to.contain(`people["${BEN}"]`).and.to.contain("2 people of 3 are done");
      expect(rolesOf(ANNA)).to.deep.equal([tenant.roleId("Salesperson")]);
      expect(rolesOf(CARLA)).to.deep.equal([tenant.roleId("Salesperson")]);
      expect(tenant.hasAccount(BEN)).to.equal(false);
      const kept = { ...inputs, ...failure.state };
      expect(Object.keys(failure.state.initialPasswords)).to.deep.equal([ANNA, CARLA]);
      expect(roster.diff(kept, inputs)).to.include({ changed: true });
      tenant.fault = () => undefined;
      tenant.writes.length = 0;
      const after = await roster.update("id", kept, inputs, tenant);
      expect(rolesOf(BEN)).to.deep.equal([tenant.roleId("Salesperson")]);
      for (const label of tenant.writes) expect(label).to.contain(BEN);
      expect(roster.diff({ ...inputs, ...after }, inputs)).to.include({ changed: false });
    });

    it("is told once for the many it concerns", async () => {
      tenant.fault = (label) => (label.startsWith("assign the role") ? "refused" : undefined);
      const people = Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [`p${String(index + 10)}@contoso.com`, salesperson("P")]),
      );
      const found = await problemsOf(roster.create(inputsFor(people), tenant));
      expect(found).to.have.length(2);
      expect(found[0]?.message)
        .to.contain("20 people failed")
        .and.to.contain("p10@contoso.com")
        .and.to.contain("10 more");
    });

    it("with a lost answer to a creation keeps the password and adopts the account as made here", async () => {
      tenant.fault = (label) => (label.includes(`account ${ANNA}`) ? "lost" : undefined);
      const inputs = inputsFor({ [ANNA]: salesperson("Anna") }, { onDestroy: "delete" });
      const failure = await partial(roster.create(inputs, tenant));
      const password = failure.state.initialPasswords[ANNA];
      expect(password).to.be.a("string");
      tenant.fault = () => undefined;
      const found = await refreshed({ ...inputs, ...failure.state });
      const after = await roster.update("id", found.state, inputs, tenant);
      expect(after.initialPasswords[ANNA]).to.equal(password);
      expect(membersOf(after)[ANNA]?.madeHere).to.equal(true);
      await roster.delete("id", { ...inputs, ...after }, tenant);
      expect(tenant.hasAccount(ANNA)).to.equal(false);
    });

    it("on destroy is told, and a second destroy does the rest", async () => {
      const inputs = inputsFor(both, { onDestroy: "delete" });
      const state = { ...inputs, ...(await roster.create(inputs, tenant)).state };
      tenant.fault = (label) => (label === `delete the account ${BEN}` ? "refused" : undefined);
      const [problem] = await problemsOf(roster.delete("id", state, tenant));
      expect(problem?.where).to.equal(`people["${BEN}"]`);
      tenant.fault = () => undefined;
      await roster.delete("id", state, tenant);
      expect(tenant.accounts.size).to.equal(0);
    });

    it("says why somebody without a licence does not arrive, without waiting", async () => {
      const inputs = inputsFor({ [ANNA]: salesperson("Anna", { licenses: [] }) });
      const [problem] = await problemsOf(roster.create(inputs, tenant));
      expect(problem?.message).to.contain("the account has no licence");
      expect(tenant.clock.now()).to.equal(0);
    });

    it("waits ten minutes for who does not arrive, tells how it goes, and then names the person", async () => {
      tenant.arrivalMs = Infinity;
      const found = await problemsOf(roster.create(inputsFor({ [ANNA]: salesperson("Anna") }), tenant));
      expect(found[0]?.where).to.equal(`people["${ANNA}"]`);
      expect(tenant.clock.now()).to.be.within(10 * 60_000, 11 * 60_000);
      expect(tenant.logged.length).to.be.within(10, 120);
      expect(tenant.logged[0]).to.contain("0 of 1 person");
    });

    it("finds out when a role does not stay", async () => {
      const assign = tenant.dataverse.bind(tenant);
      tenant.dataverse = () => ({
        ...assign(),
        execute: (operations) =>
          Promise.resolve(operations.map(() => ({ ok: true as const, value: undefined }))),
      });
      const found = await problemsOf(roster.create(inputsFor({ [ANNA]: salesperson("Anna") }), tenant));
      expect(found[0]?.message).to.contain("Salesperson").and.to.contain(ANNA);
    });
  });
});
