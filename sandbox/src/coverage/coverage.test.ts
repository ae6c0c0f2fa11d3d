import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Evidence } from "../http/types";
import { defaultSettings } from "../settings";
import { settingFacts } from "../settings-facts";
import { TestClient } from "../testing/client";
import { coverageDocument, type CoveredRoute } from "./document";
import { errorGroups } from "./errors";
import { faultFacts } from "./faults";
import { markdownTable } from "./markdown";
import { parityOf } from "./parity";

interface Marked {
  readonly evidence: Evidence;
  readonly source: string;
}

function expectMarked({ evidence, source }: Marked, name: string): void {
  expect(evidence, name).to.be.oneOf(["documented", "observed", "assumed"]);
  expect(source.trim(), name).not.to.equal("");
}

function isError(value: unknown): value is Marked & { readonly code: string } {
  return typeof value === "object" && value !== null && "code" in value && "evidence" in value;
}

describe("The coverage table", () => {
  let routes: readonly CoveredRoute[];

  before(async () => {
    const client = await TestClient.start();
    routes = (await client.send("GET", "/admin/coverage")).body as CoveredRoute[];
    await client.close();
  });

  it("has no route, error, rule or fault without evidence and source", () => {
    for (const route of routes) expectMarked(route, route.name);
    for (const entry of errorGroups().flatMap(({ entries }) => entries)) expectMarked(entry, entry.code);
    for (const [kind, fact] of Object.entries(faultFacts)) expectMarked(fact, kind);
    for (const name of Object.keys(defaultSettings)) {
      expectMarked(settingFacts[name] ?? { evidence: "assumed", source: "" }, name);
    }
  });

  it("has every route in a row of its own", () => {
    const text = coverageDocument(routes, { contracts: [], observations: undefined });
    for (const { method, name } of routes) expect(text).to.include(`\n| \`${method} ${name}\` |`);
  });

  it("has every error of the catalogues", async () => {
    const folder = join(__dirname, "..", "errors");
    const listed = new Set(errorGroups().flatMap(({ entries }) => entries.map(({ code }) => code)));
    const files = readdirSync(folder).filter((name) => name.endsWith(".js") && !name.endsWith(".test.js"));
    expect(files).to.include("dataverse.js");
    for (const file of files) {
      const exported = (await import(join(folder, file))) as Record<string, unknown>;
      const entries = Object.values(exported)
        .filter((value) => typeof value === "object" && value !== null)
        .flatMap((value): unknown[] => Object.values(value))
        .filter(isError);
      for (const { code } of entries) expect(listed, file).to.include(code);
    }
  });

  it("keeps a cell a cell, whatever it holds", () => {
    expect(markdownTable(["a", "b"], [["x | y", "two\n lines "]])).to.equal(
      "| a | b |\n| --- | --- |\n| x \\| y | two lines |",
    );
  });

  describe("tells of a real tenant", () => {
    const contracts = [
      { id: "users-filter", routes: ["GET graph /{version}/users"] },
      { id: "users-page", routes: ["GET graph /{version}/users", "GET graph /{version}/users/{id}"] },
    ];

    it("that nobody has looked, or that nothing checks it", () => {
      const parity = { contracts, observations: undefined };
      expect(parityOf("GET graph /{version}/users", parity)).to.equal("2 checks, not run yet");
      expect(parityOf("DELETE graph /{version}/users/{id}", parity)).to.equal("no check");
    });

    it("what was as assumed and what was not", () => {
      const parity = {
        contracts,
        observations: {
          date: "2026-05-06T07:08:09Z",
          contracts: [
            { id: "users-filter", outcome: "as assumed" },
            { id: "users-page", outcome: "different", seen: ["status: assumed 400, seen 403"] },
          ],
        },
      };
      expect(parityOf("GET graph /{version}/users", parity)).to.equal(
        "1 of 2 checks as assumed (2026-05-06); different: users-page (status: assumed 400, seen 403)",
      );
    });
  });
});
