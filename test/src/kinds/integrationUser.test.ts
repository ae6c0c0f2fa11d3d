import { expect } from "chai";
import { SYSTEM_ADMINISTRATOR } from "@bc-sales/dynamic-providers";
import type { Step } from "./life";
import { EXPORT, LYNNE, SALES } from "./people";
import { Stage } from "./stage";

const READ_WRITE = 0;
const NON_INTERACTIVE = 4;

interface Program {
  readonly connected: boolean;
  readonly release: boolean;
}

/** The kinds that keep one integration user, deployed in the order in which the account depends on them. */
describe("the life of an integration user", () => {
  let stage: Stage;
  let deploy: (program: Program, signInName?: string) => Promise<Step[]>;
  let destroy: () => Promise<void>;
  const user = () => stage.person(LYNNE);

  beforeEach(async () => {
    stage = await Stage.set();
    const kinds = ["LicenseAssignment", "EnvironmentUser", "RoleAssignments", "AccessMode", "LicenseRelease"];
    const lives = kinds.map((kind) => stage.life(kind));
    deploy = async ({ connected, release }, signInName = LYNNE) => {
      const person = stage.inputsOf(signInName);
      const accessMode = connected ? "non-interactive" : "read-write";
      const released = connected && release;
      const inputs = [
        {
          objectId: person.objectId,
          signInName,
          licenses: [SALES],
          usageLocation: "US",
          required: !released,
        },
        person,
        { ...person, roles: ["Basic User"], forbidden: [SYSTEM_ADMINISTRATOR.templateId] },
        { ...person, accessMode },
        { ...person, licenses: [SALES], release: released, accessMode },
      ];
      for (const life of lives) if (life.exists) await life.refresh();
      const steps: Step[] = [];
      for (const [index, life] of lives.entries()) steps.push(await life.deploy(inputs[index] ?? {}));
      return steps;
    };
    destroy = async () => {
      for (const life of [...lives].reverse()) await life.destroy();
    };
  });
  afterEach(() => stage.strike());

  const settled = (steps: Step[]) => steps.every((step) => step === "unchanged");

  it("goes from connecting to connected to released and back, each step once", async () => {
    await deploy({ connected: false, release: false });
    expect(user()).to.deep.include({
      licenses: [SALES],
      enabled: true,
      accessMode: READ_WRITE,
      roles: ["Basic User"],
    });
    expect(settled(await deploy({ connected: false, release: false }))).to.equal(true);

    await deploy({ connected: true, release: false });
    expect(user()).to.deep.include({ licenses: [SALES], enabled: true, accessMode: NON_INTERACTIVE });

    await deploy({ connected: true, release: true });
    expect(user()).to.deep.include({
      licenses: [],
      enabled: true,
      accessMode: NON_INTERACTIVE,
      roles: ["Basic User"],
    });
    expect(settled(await deploy({ connected: true, release: true }))).to.equal(true);

    await deploy({ connected: false, release: false });
    expect(user()).to.deep.include({ licenses: [SALES], enabled: true, accessMode: READ_WRITE });
    expect(settled(await deploy({ connected: false, release: false }))).to.equal(true);
  });

  it("is adopted as it is when it was connected and released before, without a write", async () => {
    const before = stage.everything();
    await deploy({ connected: true, release: true }, EXPORT);
    expect(stage.everything()).to.deep.equal(before);
    await destroy();
    expect(stage.everything()).to.deep.equal(before);
  });

  it("leaves nothing behind that was granted here", async () => {
    await deploy({ connected: false, release: false });
    await deploy({ connected: true, release: false });
    await destroy();
    expect(user()).to.deep.include({ licenses: [], accessMode: READ_WRITE, roles: [] });
  });
});
