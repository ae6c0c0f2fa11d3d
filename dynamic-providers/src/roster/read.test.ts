import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ProblemsError } from "../problems";
import { readRoster, readRosters } from "./read";

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

  describe("from several files", () => {
    const HEADINGS =
      "User Name,First Name,Last Name,Display Name,Job Title,Department,Office Number,Office Phone,Mobile Phone," +
      "Fax,Address,City,State or Province,ZIP or Postal Code,Country or Region";
    const file = (name: string, ...signInNames: string[]): string => {
      const path = join(directory, name);
      const rows = signInNames.map((signInName) => `${signInName},,,Somebody${",".repeat(11)}`);
      writeFileSync(path, [HEADINGS, ...rows].join("\r\n"));
      return path;
    };
    const problems = (...files: string[]) => {
      try {
        readRosters(files);
      } catch (error) {
        if (error instanceof ProblemsError) return error.problems;
        throw error;
      }
      return [];
    };

    it("has the people of one after the other", () => {
      const { people, notes } = readRosters([
        file("one.csv", "ben@contoso.com", "anna@contoso.com"),
        file("two.csv", "carla@contoso.com"),
      ]);
      expect(people.map(({ signInName }) => signInName)).to.deep.equal([
        "ben@contoso.com",
        "anna@contoso.com",
        "carla@contoso.com",
      ]);
      expect(notes).to.deep.equal([]);
    });

    it("has nobody without a file", () => {
      expect(readRosters([])).to.deep.equal({ people: [], notes: [] });
    });

    it("names both places of somebody who is in two of them", () => {
      const one = file("one.csv", "anna@contoso.com", "ben@contoso.com");
      const two = file("two.csv", "carla@contoso.com", "dora@contoso.com", "BEN@contoso.com");
      expect(problems(one, two)).to.deep.equal([
        {
          where: `${two}:4:1`,
          message: `BEN@contoso.com is there twice, in ${one}:3 and in ${two}:4.`,
          remedy: "Take one of the two out.",
        },
      ]);
    });

    it("shows the first 50 problems of all files, and counts the rest of each", () => {
      const names = (count: number) => Array.from({ length: count }, (_, index) => `p${String(index)}`);
      const [one, two, three] = [
        file("one.csv", ...names(30)),
        file("two.csv", ...names(30).map((name) => `q${name}`)),
        file("three.csv", "r"),
      ] as const;
      const found = problems(one, two, three);
      expect(found).to.have.length(52);
      expect(found.slice(-2).map(({ where, message }) => [where, message])).to.deep.equal([
        [two, "There are 10 more problems."],
        [three, "There is 1 problem."],
      ]);
    });

    it("says which of them is not there besides what is wrong with the others", () => {
      const missing = join(directory, "nobody.csv");
      const broken = file("broken.csv", "anna");
      expect(problems(missing, broken).map(({ where }) => where)).to.deep.equal([missing, `${broken}:2:1`]);
    });

    it("notes each of more rows than the admin center takes", () => {
      const people = Array.from({ length: 250 }, (_, index) => `p${String(index)}@contoso.com`);
      const [most, more] = [file("most.csv", ...people.slice(1)), file("more.csv", ...people)];
      expect(readRosters([most]).notes).to.deep.equal([]);
      const [note, ...others] = readRosters([more]).notes;
      expect(others).to.deep.equal([]);
      expect(note).to.contain(`${more}: The file has 251 rows, and the admin center takes 250 at once`);
    });
  });
});
