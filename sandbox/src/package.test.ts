import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import type { SandboxStatus } from "./status";

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

const root = join(__dirname, "..");

describe("the package", function () {
  this.timeout(60_000);
  const directory = mkdtempSync(join(tmpdir(), "bc-sales-package-"));
  const installed = join(directory, "node_modules", "@bc-sales", "sandbox");

  before(() => {
    const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", directory], {
      cwd: root,
      encoding: "utf8",
    }).trim();
    mkdirSync(installed, { recursive: true });
    execFileSync("tar", ["-xzf", join(directory, packed), "--strip-components=1", "-C", installed]);
    // What its manifest declares, and nothing else of this repository.
    for (const name of Object.keys(manifest().dependencies)) {
      const link = join(directory, "node_modules", name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(dependency(name), link);
    }
  });

  after(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  const manifest = (): Manifest =>
    JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as Manifest;

  /** The folder of an installed package, by the places where Node looks for it. */
  function dependency(name: string): string {
    const folder = require.resolve
      .paths(name)
      ?.map((path) => join(path, name))
      .find((path) => existsSync(path));
    if (folder === undefined) throw new Error(`${name} is not installed.`);
    return folder;
  }

  it("runs where it is installed, with nothing but its dependencies", async () => {
    const bin = join(installed, manifest().bin["bc-sales-sandbox"] ?? "");
    expect(readFileSync(bin, "utf8")).to.match(/^#!\/usr\/bin\/env node\n/);
    const child = spawn(process.execPath, [bin, "--port", "0", "--json"], {
      cwd: directory,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    expect((JSON.parse(line) as SandboxStatus).dataverse).to.match(/^https:\/\/localhost:\d+$/);
    child.kill("SIGINT");
    await once(child, "close");
    expect(child.exitCode).to.equal(0);
  });

  it("can be loaded, and carries no tests", () => {
    const script = `process.stdout.write(Object.keys(require("@bc-sales/sandbox")).join())`;
    const names = execFileSync(process.execPath, ["-e", script], { cwd: directory, encoding: "utf8" });
    expect(names.split(",")).to.include.members(["startSandbox", "defaultSeed", "withPeople"]);
    const files = readdirSync(join(installed, "dist"), { recursive: true }) as string[];
    expect(files.filter((file) => /\.test\.|^testing/.test(file))).to.deep.equal([]);
  });
});
