import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { defaultSeed } from "../seed/seed";
import { openStore } from "./file-store";

const writer = `
  const { openStore } = require(${JSON.stringify(join(__dirname, "file-store.js"))});
  const { defaultSeed } = require(${JSON.stringify(join(__dirname, "..", "seed", "seed.js"))});
  const store = openStore(process.argv[1], defaultSeed);
  for (let count = 1; ; count++) {
    store.put("groups", "g", { id: "g", displayName: String(count), members: [], licenses: [] });
    store.commit();
    require("fs").writeSync(1, count + "\\n");
  }`;

describe("a store whose process is killed", () => {
  it("has everything that was confirmed before", async () => {
    const directory = mkdtempSync(join(tmpdir(), "bc-sales-killed-"));
    try {
      const child = spawn(process.execPath, ["-e", writer, directory], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let confirmed = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        confirmed = Number(line);
        if (confirmed === 500) child.kill("SIGKILL");
      }
      if (child.signalCode === null) await once(child, "exit");
      const store = openStore(directory, defaultSeed);
      expect(Number(store.get("groups", "g")?.displayName)).to.be.within(confirmed, confirmed + 1);
      store.close();
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
