import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { repository, run } from "@bc-sales/engine";
import { expect } from "chai";
import { type Manifest, packHere, PUBLISHED, readManifest, type Tarballs, unpack } from "./tarballs";

interface Packed {
  readonly tarball: string;
  readonly manifest: Manifest;
  /** Files in the tarball, by path. */
  readonly files: readonly string[];
  readonly text: (file: string) => string;
}

/** What a file of JavaScript or types loads. */
const LOADED = /\b(?:from |require\(|import\()"([^"\n]+)"/g;

describe("what is published", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "bc-sales-manifests-"));
  const packed = new Map<string, Packed>();

  before(async () => {
    const tarballs: Tarballs = await packHere(folder);
    for (const [name, tarball] of tarballs) {
      const root = await unpack(tarball, join(folder, name));
      const files = (readdirSync(root, { recursive: true }) as string[]).filter((file) =>
        statSync(join(root, file)).isFile(),
      );
      packed.set(name, {
        tarball,
        manifest: readManifest(root),
        files,
        text: (file) => readFileSync(join(root, file), "utf8"),
      });
    }
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const tool = (name: string, ...args: string[]) =>
    run(process.execPath, [join(repository, "node_modules", ".bin", name), ...args], { cwd: folder });

  it("is every package that is not private, and the packages that releases, docs and tests mean", () => {
    const folders = (
      JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { workspaces: string[] }
    ).workspaces;
    const open = folders.filter((name) => readManifest(join(repository, name)).private !== true);
    expect(open).to.have.members([...PUBLISHED]);
    const { publishedPackages } = createRequire(__filename)(join(repository, "scripts", "packages.cjs")) as {
      publishedPackages: string[];
    };
    expect(publishedPackages).to.have.members([...PUBLISHED]);
    const { fixed } = JSON.parse(readFileSync(join(repository, ".changeset", "config.json"), "utf8")) as {
      fixed: string[][];
    };
    expect(fixed).to.have.length(1);
    expect(fixed[0]).to.have.members(PUBLISHED.map((name) => `@bc-sales/${name}`));
  });

  for (const name of PUBLISHED.map((short) => `@bc-sales/${short}`)) {
    const subject = () => {
      const found = packed.get(name);
      if (found === undefined) throw new Error(`${name} is not packed.`);
      return found;
    };

    describe(name, () => {
      it("passes publint without a remark", async () => {
        const { exitCode, stdout, stderr } = await tool("publint", "run", subject().tarball, "--strict");
        expect(exitCode, stdout + stderr).to.equal(0);
        expect(stdout).to.contain("All good!");
      });

      it("has types that fit what Node loads, in every way TypeScript looks for them", async () => {
        const { exitCode, stdout, stderr } = await tool("attw", subject().tarball, "--format", "json");
        expect(exitCode, stdout + stderr).to.equal(0);
        const { analysis } = JSON.parse(stdout) as { analysis: { types: unknown; problems?: unknown[] } };
        // The command line has no API.
        if (name !== "@bc-sales/cli") expect(analysis.problems).to.deep.equal([]);
      });

      it("has compiled code, licence, README and changelog in it, and nothing else", () => {
        const { files, text } = subject();
        const others = files.filter((file) => !/^dist\/.*\.(js|d\.ts)$/.test(file));
        expect(others).to.have.members(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
        expect(files.filter((file) => /\.test\.|\/testing\//.test(file))).to.deep.equal([]);
        expect(text("LICENSE")).to.equal(readFileSync(join(repository, "LICENSE"), "utf8"));
        expect(text("CHANGELOG.md")).to.contain(`## ${subject().manifest.version}\n`);
      });

      it("declares what it loads, and loads what it declares", () => {
        const { manifest, files, text } = subject();
        const loaded = new Set<string>();
        for (const file of files.filter((path) => path.startsWith("dist/"))) {
          for (const [, id = ""] of text(file).matchAll(LOADED)) {
            if (id.startsWith(".")) {
              const path = normalize(join(dirname(file), id));
              const targets = [
                path,
                `${path}.js`,
                `${path}.d.ts`,
                join(path, "index.js"),
                join(path, "index.d.ts"),
              ];
              expect(
                targets.some((target) => files.includes(target)),
                `${file} loads ${id}`,
              ).to.equal(true);
            } else if (!builtinModules.includes(id.replace(/^node:/, ""))) {
              loaded.add(id.split("/", id.startsWith("@") ? 2 : 1).join("/"));
            }
          }
        }
        loaded.delete(name);
        const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
        expect([...loaded]).to.have.members(Object.keys(declared));
      });

      it("names exact versions, and leaves Pulumi's to the program", () => {
        const { manifest } = subject();
        for (const [dependency, range] of Object.entries(manifest.dependencies ?? {})) {
          expect(range, dependency).to.match(/^\d+\.\d+\.\d+$/);
          expect(dependency).not.to.match(/^@pulumi\//);
        }
      });
    });
  }
});
