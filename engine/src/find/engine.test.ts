import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { arch, platform, tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { findEngine } from "./engine";
import { PREPARED_CLI } from "./version";

describe("finding the engine", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bc-sales-find-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A CLI that knows nothing but its version. */
  function cli(version: string, ...beside: string[]): string {
    const bin = join(folder, `bin-${version}`);
    mkdirSync(bin);
    for (const name of ["pulumi", ...beside]) {
      writeFileSync(join(bin, name), `#!/bin/sh\necho ${version}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    return bin;
  }

  const find = (path: string, way = "path") =>
    findEngine({
      PATH: path,
      BC_SALES_ENGINE: way,
      XDG_CACHE_HOME: join(folder, "cache"),
    });
  const refusal = async (engine: Promise<unknown>) =>
    engine.then(
      () => "",
      (error: unknown) => (error as Error).message,
    );

  it("takes a recent CLI on PATH, with the language host beside it", async () => {
    const bin = cli("v3.230.0", "pulumi-language-nodejs");
    expect(await find(bin)).to.deep.equal({
      bin,
      version: "v3.230.0",
      ownLanguageHost: false,
      prepared: false,
    });
  });

  it("says what is wrong with a CLI that is too old", async () => {
    const message = await refusal(find(cli("v3.150.0", "pulumi-language-nodejs")));
    expect(message).to.contain("v3.150.0").and.to.contain("3.200.0 or newer is needed");
  });

  it("takes a CLI that is reached by a link, with the language host beside what the link leads to", async () => {
    const links = join(folder, "links");
    mkdirSync(links);
    symlinkSync(join(cli("v3.230.0", "pulumi-language-nodejs"), "pulumi"), join(links, "pulumi"));
    expect((await find(links)).bin).to.equal(links);
  });

  it("says what is wrong with a CLI that cannot run Node programs", async () => {
    expect(await refusal(find(cli("v3.230.0")))).to.contain("has no pulumi-language-nodejs");
  });

  it("lists each way tried and what to do, when none works", async () => {
    const message = await refusal(find(join(folder, "empty")));
    expect(message).to.contain("path: there is no `pulumi` on PATH");
    expect(message).to.contain("https://www.pulumi.com/docs/install/");
  });

  it("takes what an earlier run has prepared, without asking anybody", async () => {
    const bin = join(folder, "cache/bc-sales/engine", `${PREPARED_CLI}-go-${platform()}-${arch()}`, "bin");
    mkdirSync(bin, { recursive: true });
    for (const name of ["pulumi", "pulumi-language-nodejs"]) writeFileSync(join(bin, name), "");
    expect(await find("", "")).to.deep.equal({
      bin,
      version: `v${PREPARED_CLI}`,
      ownLanguageHost: true,
      prepared: true,
    });
  });

  it("refuses a way that does not exist", async () => {
    expect(await refusal(find(folder, "magic"))).to.equal(
      'BC_SALES_ENGINE is "magic". Use path, download or go, or unset it.',
    );
  });
});
