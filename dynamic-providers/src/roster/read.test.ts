import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ProblemsError } from "../problems";
import { readRoster } from "./read";

/** The repository's own sample, seen from the compiled test. */
const SAMPLE = join(__dirname, "..", "..", "..", "salespeople.csv");

describe("reading a roster from its file", () => {
  let directory: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), "bc-sales-roster-"));
  });
  after(() => {
    rmSync(directory, { recursive: true });
  });

  it("reads the sample that comes with the project", () => {
    const { people } = readRoster(SAMPLE);
    expect(people).to.have.length(5);
    for (const person of people) {
      expect(person.signInName).to.match(/@contoso\.onmicrosoft\.com$/);
      expect(person.usageLocation).to.match(/^[A-Z]{2}$/);
    }
  });

  it("says that there is no such file, or that it cannot be read", () => {
    const missing = join(directory, "nobody.csv");
    expect(() => readRoster(missing)).to.throw(ProblemsError, `${missing}: There is no such file.`);
    expect(() => readRoster(directory)).to.throw(ProblemsError, "EISDIR");
  });

  it("names the file as it was given", () => {
    const file = join(directory, "broken.csv");
    writeFileSync(file, Buffer.from("Zoë", "latin1"));
    expect(() => readRoster(file)).to.throw(ProblemsError, `${file}:1:3: `);
  });
});
