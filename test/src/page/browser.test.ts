import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { findBrowser } from "./browser";

describe("The browser to test with", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bc-sales-path-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function program(name: string, mode: number): string {
    const file = join(folder, name);
    writeFileSync(file, "");
    chmodSync(file, mode);
    return file;
  }

  it("is the one that CHROMIUM_PATH names", () => {
    program("chromium", 0o755);
    expect(findBrowser({ CHROMIUM_PATH: "/opt/browser", PATH: folder })).to.equal("/opt/browser");
  });

  it("is found on PATH, Chromium before Chrome", () => {
    program("google-chrome", 0o755);
    const chromium = program("chromium-browser", 0o755);
    expect(findBrowser({ PATH: ["/nowhere", folder].join(delimiter) })).to.equal(chromium);
  });

  it("is missing where nothing of the name can be run", () => {
    program("chromium", 0o644);
    expect(findBrowser({ PATH: folder })).to.equal(undefined);
    expect(findBrowser({})).to.equal(undefined);
  });
});
