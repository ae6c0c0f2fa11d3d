import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const sandbox = join(__dirname, "..");
const readme = readFileSync(join(sandbox, "README.md"), "utf8");

/** `GET /admin/status` and so on, as the code declares them. */
function declaredRoutes(): string[] {
  return readdirSync(join(sandbox, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(sandbox, "src", file), "utf8"))
    .flatMap((text) => [...text.matchAll(/\b(?:adminRoute|route)\(\s*"([A-Z]+)",\s*"(\/admin[^"]*)"/g)])
    .map(([, method = "", path = ""]) => `${method} ${path}`);
}

describe("The README of the sandbox", () => {
  it("has every admin route in its table, and no other", () => {
    const declared = declaredRoutes();
    expect(declared).to.include("DELETE /admin/state/{table}/{id}");
    const described = readme
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .flatMap((line) => [...(line.split(" | ")[0] ?? "").matchAll(/`([A-Z]+ \/admin[^`]*)`/g)])
      .map(([, route]) => route);
    expect(described).to.have.members(declared);
  });

  it("has every option of the command", () => {
    const usage = execFileSync(process.execPath, [join(__dirname, "main.js"), "--help"], {
      encoding: "utf8",
    });
    const options = [...usage.matchAll(/--[a-z-]+/g)].map(([option]) => option);
    expect(options).to.include("--port");
    for (const option of options) expect(readme).to.include(option);
  });
});
