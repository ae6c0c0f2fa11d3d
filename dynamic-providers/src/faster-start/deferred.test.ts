import { spawnSync } from "node:child_process";
import { expect } from "chai";

/** Files of the modules that only they themselves load. */
const TYPESCRIPT = "/typescript/lib/typescript.js";
const ARBORIST = "/@npmcli/arborist/lib/arborist/index.js";

/** What a process prints that begins like one of Pulumi's and then runs some code. */
function printed(code: string): unknown {
  const begin = `
    const script = require.resolve("@pulumi/pulumi/cmd/run");
    require(${JSON.stringify(require.resolve("./deferred"))}).deferModules(script);
    const isLoaded = (ending) => Object.keys(require.cache).some((file) => file.replaceAll("\\\\", "/").endsWith(ending));
    const pulumi = require("@pulumi/pulumi");
    const print = (value) => process.stdout.write(JSON.stringify(value));
  `;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", `${begin}\n${code}`], {
    cwd: __dirname,
    encoding: "utf8",
  });
  expect(status, stderr).to.equal(0);
  return JSON.parse(stdout);
}

describe("modules that Pulumi loads without need", () => {
  it("are not loaded at the start", () => {
    const loaded = printed(`print(${JSON.stringify([TYPESCRIPT, ARBORIST])}.map(isLoaded))`);
    expect(loaded).to.deep.equal([false, false]);
  });

  it("are there for whoever turns functions into text", () => {
    const text = printed(`
      pulumi.runtime.serializeFunction(() => 41 + 1).then(({ text }) => print({ text, loaded: isLoaded("${TYPESCRIPT}") }));
    `);
    expect(text).to.have.property("text").that.contains("41 + 1");
    expect(text).to.have.property("loaded", true);
  });

  it("are there for whoever packs code", () => {
    const found = printed(`
      pulumi.runtime.computeCodePaths().then(
        (paths) => print({ found: paths.size > 0, loaded: isLoaded("${ARBORIST}") }));
    `);
    expect(found).to.deep.equal({ found: true, loaded: true });
  });
});
