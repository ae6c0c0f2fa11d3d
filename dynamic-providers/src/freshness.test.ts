import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { assertFresh, type CompiledPackage, writeStamp } from "./freshness";

describe("compiled code", () => {
  let compiled: CompiledPackage;

  beforeEach(() => {
    const directory = mkdtempSync(join(tmpdir(), "bc-sales-freshness-"));
    for (const folder of ["src", "dist"]) mkdirSync(join(directory, folder));
    writeFileSync(join(directory, "src", "index.ts"), "export {};\n");
    compiled = { directory, sources: ["src"], output: "dist" };
  });
  afterEach(() => {
    rmSync(compiled.directory, { recursive: true, force: true });
  });

  it("runs as long as it is that of its sources, and says what to do when it is not, without a stack", () => {
    writeStamp(compiled);
    assertFresh(compiled);
    writeFileSync(join(compiled.directory, "src", "more.ts"), "export {};\n");
    try {
      assertFresh(compiled);
      expect.fail("it was taken for fresh");
    } catch (error) {
      const { message, stack } = error as Error;
      expect(message).to.contain(join(compiled.directory, "dist")).and.to.contain("npm run build");
      expect(stack).to.equal(`Error: ${message}`);
    }
  });

  it("that nobody has compiled here yet is not run", () => {
    expect(() => {
      assertFresh(compiled);
    }).to.throw("npm run build");
  });

  it("of an installed package has no sources beside it, and runs", () => {
    rmSync(join(compiled.directory, "src"), { recursive: true });
    assertFresh(compiled);
  });
});
