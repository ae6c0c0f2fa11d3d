import { expect } from "chai";
import type { SalespeopleRosterInputs } from "./inputs";
import { salespeopleRoster as roster } from "./reconciler";
import { ANNA, BEN, CARLA, both, inputsFor, lookingAt, salesperson } from "./roster.test.support";
import { membersOf } from "./state";
import { CHILD, OTHER_TEAM, ROOT, TEAM, TenantModel } from "./tenant-model.test.support";

describe("a roster of salespeople", () => {
  let tenant: TenantModel;
  beforeEach(() => {
    tenant = new TenantModel();
  });
  const { rolesOf, refreshed } = lookingAt(() => tenant);

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
});
