import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { preparedEngine, prepareEngine } from "./prepared";

describe("preparing an engine", () => {
  let cache: string;
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), "bc-sales-cache-"));
  });
  afterEach(() => {
    rmSync(cache, { recursive: true, force: true });
  });

  function makeCli(stage: string, ...names: string[]): void {
    mkdirSync(join(stage, "bin"));
    for (const name of names) {
      writeFileSync(join(stage, "bin", name), "#!/bin/sh\necho v3.259.0\n");
      chmodSync(join(stage, "bin", name), 0o755);
    }
  }
  const whole = (stage: string) => {
    makeCli(stage, "pulumi", "pulumi-language-nodejs");
    return Promise.resolve();
  };
  const message = (engine: Promise<unknown>) =>
    engine.then(
      () => "",
      (error: unknown) => (error as Error).message,
    );

  it("puts it in place as a whole, for this run and the next", async () => {
    const engine = await prepareEngine(cache, "go", whole, process.env);
    expect(preparedEngine(cache, "go")).to.deep.equal(engine);
    expect(readdirSync(cache)).to.have.length(1);
  });

  it("does it once when two ask at the same time", async () => {
    let made = 0;
    const slowly = async (stage: string) => {
      made += 1;
      await delay(50);
      await whole(stage);
    };
    const [first, second] = await Promise.all([
      prepareEngine(cache, "go", slowly, process.env),
      prepareEngine(cache, "go", slowly, process.env),
    ]);
    expect(first).to.deep.equal(second);
    expect(made).to.equal(1);
  });

  it("leaves nothing behind when it fails", async () => {
    const failing = (stage: string) => {
      makeCli(stage, "pulumi");
      return Promise.reject(new Error("the network went away"));
    };
    expect(await message(prepareEngine(cache, "go", failing, process.env))).to.equal("the network went away");
    expect(readdirSync(cache)).to.deep.equal([]);
  });

  it("refuses a CLI that does not run", async () => {
    const broken = (stage: string) => {
      mkdirSync(join(stage, "bin"));
      return Promise.resolve();
    };
    expect(await message(prepareEngine(cache, "download", broken, process.env))).to.contain("does not run");
    expect(preparedEngine(cache, "download")).to.equal(undefined);
  });

  it("removes what a run left that was ended half-way", async () => {
    mkdirSync(join(cache, ".go-ended", "bin"), { recursive: true });
    await prepareEngine(cache, "go", whole, process.env);
    expect(existsSync(join(cache, ".go-ended"))).to.equal(false);
  });

  it("prepares anew what somebody has removed a part of", async () => {
    const { bin } = await prepareEngine(cache, "go", whole, process.env);
    rmSync(join(bin, "pulumi-language-nodejs"));
    expect(preparedEngine(cache, "go")).to.equal(undefined);
    expect((await prepareEngine(cache, "go", whole, process.env)).bin).to.equal(bin);
  });
});
