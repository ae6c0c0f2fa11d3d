import { expect } from "chai";
import { changeRow } from "../engine/tenant";
import { failureOf } from "./outcome";
import { ADELE, EXPORT, LYNNE, SALES } from "./people";
import { Stage } from "./stage";

const READ_WRITE = 0;
const READ = 2;
const NON_INTERACTIVE = 4;

describe("AccessMode on a tenant", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.set();
  });
  afterEach(() => stage.strike());

  const nonInteractive = (signInName: string) => ({
    ...stage.inputsOf(signInName),
    accessMode: "non-interactive",
  });
  const modeOf = (signInName: string) => stage.person(signInName).accessMode;
  const setByHand = (accessmode: number) => {
    changeRow(stage.sandbox.store, ADELE, () => ({ accessmode }));
  };

  it("sets the mode, once, and gives the found one back", async () => {
    const before = stage.person(ADELE);
    const life = stage.life("AccessMode");
    await life.deploy(nonInteractive(ADELE));
    expect(modeOf(ADELE)).to.equal(NON_INTERACTIVE);
    expect(life.outputs).to.deep.include({ foundAccessMode: "read-write", accessMode: "non-interactive" });
    await life.refresh();
    expect(await life.deploy(nonInteractive(ADELE))).to.equal("unchanged");
    await life.destroy();
    expect(stage.person(ADELE)).to.deep.equal(before);
  });

  it("adopts a mode that is right already, and leaves it", async () => {
    const before = stage.everything();
    const life = stage.life("AccessMode");
    await life.deploy(nonInteractive(EXPORT));
    expect(life.outputs.foundAccessMode).to.equal("non-interactive");
    await life.destroy();
    expect(stage.everything()).to.deep.equal(before);
  });

  it("shows and repairs a mode that was set by hand", async () => {
    const life = stage.life("AccessMode");
    await life.deploy(nonInteractive(ADELE));
    setByHand(READ_WRITE);
    expect(await life.refresh()).to.deep.include({ accessMode: "read-write" });
    expect(await life.deploy(nonInteractive(ADELE))).to.equal("updated");
    expect(modeOf(ADELE)).to.equal(NON_INTERACTIVE);
    expect(life.outputs.foundAccessMode).to.equal("read-write");
  });

  it("leaves a user enabled who is Read-Write again, whose licence takes a while to arrive", async () => {
    stage.sandbox.settings.licenseDelay = 120_000;
    const life = stage.life("AccessMode");
    await life.deploy(nonInteractive(ADELE));
    stage.licenseByHand(ADELE);
    expect(stage.person(ADELE)).to.deep.include({ licenses: [], enabled: true });
    stage.licenseByHand(ADELE, SALES);
    await life.deploy({ ...stage.inputsOf(ADELE), accessMode: "read-write" });
    expect(modeOf(ADELE)).to.equal(READ_WRITE);
    // The environment disables whoever needs a licence and has none.
    await stage.life("AccessMode").preview(nonInteractive(ADELE));
    expect(stage.person(ADELE).enabled).to.equal(true);
  });

  it("does not take a user out of Non-interactive who has no licence, and says so", async () => {
    const message = await failureOf(
      stage.life("AccessMode").deploy({ ...stage.inputsOf(EXPORT), accessMode: "read-write" }),
    );
    expect(message).to.contain(EXPORT).and.to.contain("licence");
    expect(stage.person(EXPORT)).to.deep.include({ accessMode: NON_INTERACTIVE, enabled: true });
  });

  it("leaves on destroy a mode that somebody set since", async () => {
    const life = stage.life("AccessMode");
    await life.deploy(nonInteractive(ADELE));
    setByHand(READ);
    await life.refresh();
    await life.destroy();
    expect(modeOf(ADELE)).to.equal(READ);
  });

  it("refuses an eighth non-interactive user in preview, naming the seven", async () => {
    const { store } = stage.sandbox;
    const row = store.systemUserByObjectId(stage.userId(EXPORT));
    for (let number = 1; number <= 6; number++) {
      const systemuserid = `00000000-0000-4000-8000-00000000000${String(number)}`;
      store.put("systemusers", systemuserid, {
        ...row!,
        systemuserid,
        azureactivedirectoryobjectid: null,
        domainname: `robot${String(number)}@contoso.onmicrosoft.com`,
      });
    }
    store.commit();
    const message = await failureOf(stage.life("AccessMode").preview(nonInteractive(ADELE)));
    expect(message).to.contain(ADELE).and.to.contain(EXPORT).and.to.contain("robot6@contoso.onmicrosoft.com");
    expect(await stage.life("AccessMode").preview(nonInteractive(EXPORT))).to.equal("create");
  });

  it("refuses a non-interactive user without a role, and one that is not there", async () => {
    changeRow(stage.sandbox.store, ADELE, () => ({ roles: [] }));
    const life = stage.life("AccessMode");
    expect(await failureOf(life.deploy(nonInteractive(ADELE)))).to.contain("no security role");
    expect(modeOf(ADELE)).to.equal(READ_WRITE);
    expect(await failureOf(life.deploy(nonInteractive(LYNNE)))).to.contain("not in the environment");
    expect(life.exists).to.equal(false);
  });
});
