import { expect } from "chai";
import type { SalespeopleRosterInputs } from "./inputs";
import { salespeopleRoster as roster } from "./reconciler";
import { ANNA, BEN, CARLA, both, inputsFor, problemsOf, salesperson } from "./roster.test.support";
import { PLANS, SALES } from "./directory-model.test.support";
import { TenantModel } from "./tenant-model.test.support";

describe("a roster of salespeople", () => {
  let tenant: TenantModel;
  beforeEach(() => {
    tenant = new TenantModel();
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

    it("an environment that the administrator's API does not show, before accounts are made for it", async () => {
      tenant.powerPlatform.environments = () => Promise.resolve([]);
      const [problem] = await refused(inputsFor(both));
      expect(problem?.where).to.equal("organizationUrl");
      expect(problem?.message).to.contain("no environment at all");
    });

    it("guests and blocked accounts", async () => {
      tenant.add(ANNA, { userType: "Guest" });
      tenant.add(BEN, { accountEnabled: false });
      const found = await refused(inputsFor(both));
      expect(found.map((problem) => problem.where)).to.deep.equal([`people["${ANNA}"]`, `people["${BEN}"]`]);
      expect(found[0]?.message).to.contain("guest");
      expect(found[1]?.message).to.contain("blocked");
    });

    it("service plans that the licence does not have, with the nearest", async () => {
      const wrong = { licenses: [`${SALES} -PROJECT_ESENTIALS`] };
      const found = await refused(
        inputsFor({ [ANNA]: salesperson("A", wrong), [BEN]: salesperson("B", wrong) }),
      );
      expect(found).to.have.length(1);
      expect(found[0]?.message).to.contain("PROJECT_ESENTIALS").and.to.contain("2 people");
      expect(found[0]?.remedy).to.contain('Did you mean "PROJECT_ESSENTIALS"?');
    });

    it("service plans that a group's licence has on", async () => {
      tenant.add(ANNA, { licenses: [{ skuId: "sku-sales", assignedByGroup: "group" }] });
      const wish = { licenses: [`${SALES} -${PLANS[0]}`] };
      const [problem, ...others] = await refused(inputsFor({ [ANNA]: salesperson("A", wish) }));
      expect(others).to.deep.equal([]);
      expect(problem?.where).to.equal(`people["${ANNA}"].licenses`);
      expect(problem?.message).to.contain("comes from a group").and.to.contain(ANNA);
    });

    it("accounts in domains that the tenant has not verified, a domain each with all its people", async () => {
      tenant.add("here@nowhere.com");
      const names = ["a@NOWHERE.com", "b@nowhere.com", "c@elsewhere.com", ANNA, "here@nowhere.com"];
      const people = Object.fromEntries(names.map((name) => [name, salesperson("P")]));
      const found = (await roster.preflight?.(inputsFor(people), tenant)) ?? [];
      expect(found.map(({ message }) => message)).to.deep.equal([
        'The tenant has not verified the domain "nowhere.com", in which accounts are to be made: a@nowhere.com and b@nowhere.com.',
        'The tenant has not verified the domain "elsewhere.com", in which an account is to be made: c@elsewhere.com.',
      ]);
      expect(found[0]?.remedy).to.contain("contoso.com, contoso.onmicrosoft.com and fabrikam.com");
      const missing = await roster.preflight?.(inputsFor(people, { createMissing: false }), tenant);
      expect(missing?.map(({ message }) => message).join()).to.not.contain("verified");
    });

    it("a licence without a usage location", async () => {
      const anna = { displayName: "Anna", licenses: [SALES], roles: [] };
      const [problem] = await refused(inputsFor({ [ANNA]: anna }));
      expect(problem?.message).to.contain("usage location").and.to.contain(ANNA);
    });
  });
});
