import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { repository, run } from "@bc-sales/engine";
import { expect } from "chai";
import { elsewhere, succeeded } from "./npm";
import { lastRelease, PUBLISHED, readManifest } from "./tarballs";

describe("a release", function () {
  this.timeout(60_000);
  let copy: string;
  const workspaces = (
    JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { workspaces: string[] }
  ).workspaces;

  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), "bc-sales-release-"));
  });
  afterEach(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  /** The manifests of this repository with one changeset, as far as changesets looks at them. */
  function copyManifests(): void {
    for (const file of ["package.json", "package-lock.json", ".changeset"]) {
      cpSync(join(repository, file), join(copy, file), { recursive: true });
    }
    for (const folder of workspaces) {
      mkdirSync(join(copy, folder));
      cpSync(join(repository, folder, "package.json"), join(copy, folder, "package.json"));
    }
    symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"));
    writeFileSync(
      join(copy, ".changeset", "a-change.md"),
      '---\n"@bc-sales/dynamic-providers": minor\n---\n\nA change that users should know of.\n',
    );
  }

  it("gives all packages the next version, and what depends on them that very version", async () => {
    copyManifests();
    const changeset = join(repository, "node_modules", ".bin", "changeset");
    succeeded(
      await run(process.execPath, [changeset, "version"], { cwd: copy, env: elsewhere }),
      "changeset",
    );
    const version = readManifest(join(copy, "dynamic-providers")).version;
    expect(version).not.to.equal(readManifest(join(repository, "dynamic-providers")).version);
    for (const folder of PUBLISHED) {
      expect(readManifest(join(copy, folder)).version, folder).to.equal(version);
    }
    const published = PUBLISHED.map((folder) => `@bc-sales/${folder}`);
    for (const folder of [".", ...workspaces]) {
      const dependencies = Object.entries(readManifest(join(copy, folder)).dependencies ?? {});
      for (const [name, range] of dependencies.filter(([dependency]) => published.includes(dependency))) {
        // Changesets leaves the root alone, which takes whatever is beside it.
        expect(range, `${folder} on ${name}`).to.equal(folder === "." ? "*" : version);
      }
    }
    expect(readFileSync(join(copy, "dynamic-providers", "CHANGELOG.md"), "utf8")).to.contain(
      "A change that users should know of.",
    );
  });

  it("is the one before by its version, not by the order of letters", () => {
    const tags = ["v1", "@bc-sales/cli@9.0.0", "@bc-sales/components@0.9.0", "@bc-sales/components@0.10.0"];
    expect(lastRelease([...tags, "@bc-sales/components@1.0.0-next.1", ""])).to.equal("0.10.0");
    expect(lastRelease([])).to.equal(undefined);
  });

  describe("says which repository it comes from", () => {
    interface RepositoryModule {
      repositoryAddress(environment: NodeJS.ProcessEnv, remote: () => string): string;
      repositoryFields(address: string, directory: string): { repository: { url: string } };
    }
    let module: RepositoryModule;

    before(async () => {
      module = (await import(
        pathToFileURL(join(repository, "scripts", "repository.mjs")).href
      )) as RepositoryModule;
    });

    for (const remote of [
      "https://github.com/contoso/accounts.git",
      "https://user@github.com/contoso/accounts",
      "git@github.com:contoso/accounts.git",
      "ssh://git@github.com:22/contoso/accounts.git",
      "ssh://git@github.com/contoso/accounts",
    ]) {
      it(`by git's remote ${remote}`, () => {
        const address = module.repositoryAddress({}, () => remote);
        expect(address).to.equal("https://github.com/contoso/accounts");
        expect(module.repositoryFields(address, "cli").repository).to.deep.equal({
          type: "git",
          url: "git+https://github.com/contoso/accounts.git",
          directory: "cli",
        });
      });
    }

    it("by the workflow that publishes, before git's remote", () => {
      const workflow = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "fork/accounts" };
      expect(module.repositoryAddress(workflow, () => "git@github.com:contoso/accounts.git")).to.equal(
        "https://github.com/fork/accounts",
      );
    });

    it("or not at all, with what to do", () => {
      for (const remote of ["", "/srv/git/accounts"]) {
        expect(() => module.repositoryAddress({}, () => remote)).to.throw("remote `origin`");
      }
    });
  });
});
