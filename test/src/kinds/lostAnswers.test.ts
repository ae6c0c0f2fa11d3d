import { expect } from "chai";
import { failureOf } from "./outcome";
import { ADELE, LYNNE, SALES } from "./people";
import { Stage } from "./stage";

const NON_INTERACTIVE = 4;

/** The service does what it was asked and its answer never arrives, however often it is asked. */
describe("a write whose answer is lost", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.set();
  });
  afterEach(() => stage.strike());

  it("is remembered as granted here when it was a role, and taken back on destroy", async () => {
    const before = stage.person(ADELE);
    const inputs = { ...stage.inputsOf(ADELE), roles: ["Sales Manager", "Salesperson"] };
    const life = stage.life("RoleAssignments");
    stage.loses = ({ url, method }) => method === "POST" && url.startsWith(`${stage.sandbox.url}/api/`);
    expect(await failureOf(life.deploy(inputs))).to.contain(ADELE);
    stage.loses = undefined;
    expect(stage.person(ADELE).roles).to.deep.equal(["Sales Manager", "Salesperson"]);
    await life.refresh();
    await life.deploy(inputs);
    await life.destroy();
    expect(stage.person(ADELE)).to.deep.equal(before);
  });

  it("leaves the mode known that was found before", async () => {
    const before = stage.person(ADELE);
    const inputs = { ...stage.inputsOf(ADELE), accessMode: "non-interactive" };
    const life = stage.life("AccessMode");
    stage.loses = ({ url, method }) => method !== "GET" && url.startsWith(`${stage.sandbox.url}/api/`);
    await failureOf(life.deploy(inputs));
    stage.loses = undefined;
    expect(stage.person(ADELE).accessMode).to.equal(NON_INTERACTIVE);
    await life.deploy(inputs);
    expect(life.outputs.foundAccessMode).to.equal("read-write");
    await life.destroy();
    expect(stage.person(ADELE)).to.deep.equal(before);
  });

  it("is remembered as assigned here when it was a licence, and taken back on destroy", async () => {
    const { objectId, signInName } = stage.inputsOf(LYNNE);
    const inputs = { objectId, signInName, licenses: [SALES], usageLocation: "US" };
    const life = stage.life("LicenseAssignment");
    stage.loses = ({ body }) => body?.includes("assignLicense") ?? false;
    expect(await failureOf(life.deploy(inputs))).to.contain(LYNNE);
    stage.loses = undefined;
    expect(stage.person(LYNNE).licenses).to.deep.equal([SALES]);
    await life.deploy(inputs);
    await life.destroy();
    expect(stage.person(LYNNE).licenses).to.deep.equal([]);
  });
});
