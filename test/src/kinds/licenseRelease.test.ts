import { expect } from "chai";
import { changeRow } from "../engine/tenant";
import { failureOf } from "./outcome";
import { ADELE, DIEGO, POWER_APPS, SALES } from "./people";
import { Stage } from "./stage";

const NON_INTERACTIVE = 4;

describe("LicenseRelease on a tenant", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.set();
  });
  afterEach(() => stage.strike());

  const releasing = (signInName: string, ...licenses: string[]) => ({
    ...stage.inputsOf(signInName),
    licenses,
    release: true,
    accessMode: "non-interactive",
  });
  const makeNonInteractive = () => {
    changeRow(stage.sandbox.store, ADELE, () => ({ accessmode: NON_INTERACTIVE }));
  };

  it("takes the licence of a non-interactive user, who stays enabled", async () => {
    makeNonInteractive();
    const life = stage.life("LicenseRelease");
    await life.deploy(releasing(ADELE, SALES));
    expect(stage.person(ADELE)).to.deep.include({ licenses: [], enabled: true, accessMode: NON_INTERACTIVE });
    expect(await life.refresh()).to.deep.include({ release: true });
    const stood = stage.everything();
    expect(await life.deploy(releasing(ADELE, SALES))).to.equal("unchanged");
    await life.destroy();
    expect(stage.everything()).to.deep.equal(stood);
  });

  it("refuses while the user is in another mode, and takes nothing", async () => {
    const life = stage.life("LicenseRelease");
    expect(await failureOf(life.deploy(releasing(ADELE, SALES))))
      .to.contain("read-write")
      .and.to.contain(ADELE);
    expect(stage.person(ADELE).licenses).to.deep.equal([SALES]);
    expect(life.exists).to.equal(false);
  });

  it("shows and takes again a licence that somebody gave back", async () => {
    makeNonInteractive();
    const life = stage.life("LicenseRelease");
    await life.deploy(releasing(ADELE, SALES));
    stage.licenseByHand(ADELE, SALES);
    expect(await life.refresh()).to.deep.include({ release: false });
    expect(await life.deploy(releasing(ADELE, SALES))).to.equal("updated");
    expect(stage.person(ADELE).licenses).to.deep.equal([]);
  });

  it("does nothing while nothing is to be released", async () => {
    const before = stage.everything();
    const life = stage.life("LicenseRelease");
    await life.deploy({ ...releasing(ADELE, SALES), release: false, accessMode: "read-write" });
    expect(await life.refresh()).to.deep.include({ release: false });
    expect(stage.everything()).to.deep.equal(before);
  });

  it("refuses in preview a licence of a group, naming it", async () => {
    const message = await failureOf(stage.life("LicenseRelease").preview(releasing(DIEGO, POWER_APPS)));
    expect(message).to.contain(POWER_APPS).and.to.contain("group");
  });
});
