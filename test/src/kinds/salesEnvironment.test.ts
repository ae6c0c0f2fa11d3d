import { expect } from "chai";
import { seedIds } from "@bc-sales/sandbox";
import { failureOf } from "./outcome";
import { ADELE, ALEX, DIEGO, LYNNE, SALES } from "./people";
import { Stage } from "./stage";

describe("SalesEnvironment on a tenant", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.set();
  });
  afterEach(() => stage.strike());

  const refusal = (inputs: object) =>
    failureOf(stage.life("SalesEnvironment").preview({ organizationUrl: stage.sandbox.url, ...inputs }));

  it("finds the environment by its address and says what it is", async () => {
    const before = stage.everything();
    const life = stage.life("SalesEnvironment");
    await life.deploy({
      organizationUrl: `${stage.sandbox.url}/`,
      roles: ["salesperson"],
      seats: { [SALES]: [ADELE, LYNNE] },
    });
    expect(life.outputs).to.deep.include({
      organizationUrl: stage.sandbox.url,
      environmentId: seedIds.environmentId,
      organizationId: seedIds.organizationId,
      rootBusinessUnitId: seedIds.rootBusinessUnitId,
      displayName: "Contoso Sales",
    });
    await life.destroy();
    expect(stage.everything()).to.deep.equal(before);
  });

  it("finds it by its id too, in any letter case", async () => {
    const environmentId = seedIds.environmentId.toUpperCase();
    const life = stage.life("SalesEnvironment");
    await life.deploy({ organizationUrl: stage.sandbox.url, environmentId });
    expect(life.outputs.environmentId).to.equal(seedIds.environmentId);
    await life.refresh();
    expect(await life.preview({ organizationUrl: stage.sandbox.url, environmentId })).to.equal("nothing");
  });

  it("does not change when other roles are asked for, or the environment is renamed", async () => {
    const inputs = { organizationUrl: stage.sandbox.url, roles: ["Salesperson"] };
    const life = stage.life("SalesEnvironment");
    await life.deploy(inputs);
    stage.changeEnvironment({ displayName: "Contoso Sales Europe" });
    expect(await life.refresh()).to.deep.include(inputs);
    expect(life.outputs.displayName).to.equal("Contoso Sales Europe");
    expect(await life.preview({ ...inputs, roles: ["Sales Manager"] })).to.equal("nothing");
  });

  it("refuses new accounts in a domain that the tenant has not verified, and asks once for each of them", async () => {
    const inputs = { organizationUrl: stage.sandbox.url, newAccounts: ["bc@contoso.onmicrosoft.com"] };
    expect(await refusal({ newAccounts: ["bc@contoso.com", "admin@Contoso.com"] }))
      .to.contain('"contoso.com"')
      .and.to.contain("bc@contoso.com and admin@Contoso.com")
      .and.to.contain("contoso.onmicrosoft.com");
    const life = stage.life("SalesEnvironment");
    const asked = () =>
      stage.sandbox.requests.entries.filter(({ target }) => target.includes("/organization?")).length;
    stage.sandbox.requests.clear();
    await life.deploy(inputs);
    expect(asked()).to.equal(1);
    await life.refresh();
    expect(await life.deploy(inputs)).to.equal("unchanged");
    expect(asked()).to.equal(1);
  });

  it("refuses an address without an environment and lists those that there are", async () => {
    const message = await refusal({ organizationUrl: "https://localhost:9" });
    expect(message)
      .to.contain("no environment at https://localhost:9")
      .and.to.contain("Contoso Sales")
      .and.to.contain(seedIds.environmentId);
  });

  it("refuses an id without an environment", async () => {
    const message = await refusal({ environmentId: seedIds.organizationId });
    expect(message).to.contain(seedIds.organizationId).and.to.contain("Contoso Sales");
  });

  it("refuses an id of an environment at another address", async () => {
    const inputs = { organizationUrl: "https://localhost:9", environmentId: seedIds.environmentId };
    expect(await refusal(inputs)).to.contain(`is at ${stage.sandbox.url}, not at https://localhost:9`);
  });

  it("refuses an environment in administration mode", async () => {
    stage.changeEnvironment({ administrationMode: true });
    expect(await refusal({})).to.contain("administration mode");
  });

  it("refuses roles that the environment lacks and SKUs that the tenant does not own, all at once", async () => {
    const message = await refusal({
      roles: ["Salesprson", "Sales Manager"],
      seats: { DYN365_ENTERPRISE_SALE: [LYNNE] },
    });
    expect(message.split("\n")).to.have.length(2);
    expect(message)
      .to.contain('roles[0]: The environment has no security role "Salesprson". Did you mean "Salesperson"')
      .and.to.contain('"DYN365_ENTERPRISE_SALE"')
      .and.to.contain(SALES);
  });

  it("counts the free seats for all who do not hold the licence yet, together", async () => {
    stage.sell(SALES, 3);
    const seats = { [SALES]: [ADELE, ALEX, LYNNE, DIEGO, LYNNE.toUpperCase()] };
    expect(await refusal({ seats })).to.contain(`${SALES} is 1 seat short`);
    stage.sell(SALES, 4);
    const life = stage.life("SalesEnvironment");
    expect(await life.preview({ organizationUrl: stage.sandbox.url, seats })).to.equal("create");
  });
});
