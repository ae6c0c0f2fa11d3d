import { execFileSync } from "node:child_process";
import { join } from "node:path";

const repository = join(__dirname, "..", "..", "..");

describe("a generated document", () => {
  for (const [file, script] of [
    ["docs/sandbox-coverage.md", "coverage"],
    ["docs/messages.md", "messages"],
  ] as const) {
    it(`${file} is what \`npm run ${script}\` makes of the code`, () => {
      execFileSync(process.execPath, [join(repository, "scripts", `${script}.mjs`), "--check"], {
        cwd: repository,
        encoding: "utf8",
        stdio: "pipe",
      });
    });
  }
});
