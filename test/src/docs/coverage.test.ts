import { execFileSync } from "node:child_process";
import { join } from "node:path";

const repository = join(__dirname, "..", "..", "..");

describe("docs/sandbox-coverage.md", () => {
  it("is what `npm run coverage` makes of the code", () => {
    execFileSync(process.execPath, [join(repository, "scripts", "coverage.mjs"), "--check"], {
      cwd: repository,
      encoding: "utf8",
      stdio: "pipe",
    });
  });
});
