import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { Project } from "./project";
import { PackagesDocument } from "./document";
import { packHere, previousPackages, readManifest, type Tarballs } from "./tarballs";
import { NEWEST, OLDEST } from "./versions";

const INTEGRATION_USER = "bc.integration@contoso.onmicrosoft.com";
const HOST = join("node_modules", "@bc-sales", "dynamic-providers");

/** Programs of docs/packages.md in projects outside of the repository, on the real engine. */
describe("the packages in a program elsewhere, on the real engine", function () {
  // npm installs three projects.
  this.timeout(600_000);
  const readme = new PackagesDocument();
  let tarballFolder: string;
  let today: Tarballs;
  let project: Project;

  before(async () => {
    tarballFolder = mkdtempSync(join(tmpdir(), "bc-sales-tarballs-"));
    today = await packHere(tarballFolder);
  });
  after(() => {
    rmSync(tarballFolder, { recursive: true, force: true });
  });

  const succeeds = async (running: Promise<{ exitCode: number; output: string }>) => {
    const { exitCode, output } = await running;
    expect(exitCode, output).to.equal(0);
    return output;
  };
  const installedVersion = () => readManifest(join(project.directory, HOST)).version;

  describe("CommonJS in TypeScript, with the oldest Pulumi, on an earlier version of the packages", () => {
    let earlier: string;

    before(async () => {
      project = new Project({ readme, layout: "hoisted", type: "commonjs", versions: OLDEST });
      await project.install(await previousPackages(today, join(tarballFolder, "previous")));
      earlier = installedVersion();
      await project.startSandbox();
      await project.initStack();
    });
    after(async () => {
      await project.remove();
    });

    it("deploys", async () => {
      const output = await succeeds(project.up());
      expect(output).to.match(/bcsales:RoleAssignments.* created/);
      expect(await project.state()).to.contain('require(\\"@bc-sales/dynamic-providers/host\\")');
    });

    it("is upgraded to today's packages without a difference", async () => {
      await project.stopSandbox();
      await project.install(today);
      expect(installedVersion()).not.to.equal(earlier);
      await project.startSandbox();
      await succeeds(project.expectNoChanges());
    });

    it("finds what somebody changed by hand", async () => {
      await project.change("systemusers", INTEGRATION_USER, { accessmode: 4 });
      const preview = await project.expectNoChanges();
      expect(preview.exitCode).not.to.equal(0);
      expect(preview.output).to.match(/bcsales:AccessMode: \(update\)/);
    });

    it("is destroyed", async () => {
      await succeeds(project.destroy());
      expect(await project.state()).not.to.contain("bcsales:");
    });
  });

  describe("ES modules, with the newest Pulumi, in a layout as strict as pnpm's", () => {
    before(async () => {
      project = new Project({ readme, layout: "linked", type: "module", versions: NEWEST });
      await project.install(today);
      expect(existsSync(join(project.directory, "node_modules", "axios"))).to.equal(false);
      await project.startSandbox();
      await project.initStack();
    });
    after(async () => {
      await project.remove();
    });

    it("deploys, changes nothing afterwards and is destroyed", async () => {
      expect(await succeeds(project.up())).to.match(/bcsales:SalespeopleRoster.* created/);
      await succeeds(project.expectNoChanges());
      await succeeds(project.destroy());
    });

    it("has the command line", async () => {
      const { exitCode, stdout, stderr } = await project.bcSales("roster", "check", "salespeople.csv");
      expect(exitCode, stdout + stderr).to.equal(0);
    });

    it("has types for both kinds of modules, checked with those of its dependencies", async () => {
      const ids = [...today.keys()].flatMap((name) => project.entries(name));
      expect(ids).to.include("@bc-sales/components/config");
      const program = ids.map(
        (id, index) => `import * as entry${index} from "${id}";\nvoid entry${index};\n`,
      );
      const checked = await project.typeCheck(program.join(""), ["cts", "mts"]);
      // What others' types lack in such a layout is theirs.
      const ours = checked.stdout
        .split("\n")
        .filter((line) => /^(types\.|\S*\/@bc-sales\/\S*\.d\.ts\()/.test(line));
      expect(ours).to.deep.equal([]);
    });

    it("imports every name that `require` gives, from each entry", async () => {
      for (const name of today.keys()) {
        for (const id of project.entries(name)) {
          const required = await project.node(
            `process.stdout.write(JSON.stringify(Object.keys(require("${id}"))), () => process.exit())`,
            "commonjs",
          );
          const names = JSON.parse(required.stdout) as string[];
          expect(names, id).not.to.deep.equal([]);
          // A name that Node does not see in the file is a SyntaxError before anything runs.
          const imported = await project.node(
            `import { ${names.join(", ")} } from "${id}"; console.log([${names.join(", ")}].length); process.exit()`,
            "module",
          );
          expect(imported.stdout.trim(), `${id}: ${imported.stderr}`).to.equal(String(names.length));
        }
      }
    });
  });

  describe("packages with dependencies of their own each, as old ones of npm install them", () => {
    before(async () => {
      project = new Project({ readme, layout: "nested", type: "commonjs", versions: NEWEST });
      await project.install(today);
      await project.startSandbox();
      await project.initStack();
    });
    after(async () => {
      await project.remove();
    });

    it("are found by the engine", async () => {
      const { exitCode, output } = await project.preview();
      expect(exitCode, output).to.equal(0);
      expect(output).to.match(/\d+ to create/);
    });

    it("say what to install where the project does not depend on the providers itself", async () => {
      const installed = join(project.directory, HOST);
      const nested = join(project.directory, "node_modules", "@bc-sales", "components", HOST);
      if (!existsSync(nested)) {
        mkdirSync(dirname(nested), { recursive: true });
        renameSync(installed, nested);
      } else rmSync(installed, { recursive: true });
      const { exitCode, output } = await project.preview();
      expect(exitCode).not.to.equal(0);
      expect(output).to.contain("npm install --save-exact @bc-sales/dynamic-providers@");
    });
  });

  it("are all named by the document", () => {
    expect(readme.installed).to.include.members([...today.keys()]);
  });
});
