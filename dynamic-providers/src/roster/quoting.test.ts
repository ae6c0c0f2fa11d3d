import { expect } from "chai";
import fc from "fast-check";
import { ProblemsError } from "../problems";
import { parseRoster } from "./parse";
import { ANNA, CHRIS, HEADINGS_2020, HEADINGS_2024, places, problems, row } from "./parse.test.support";

describe("broken quoting in a roster", () => {
  it("is named where the value begins that is never closed, and the lines after it are read", () => {
    const found = problems(HEADINGS_2024, CHRIS, ANNA.replace("Anna,", '"Anna,'), row("ben", "", "", "Ben"));
    expect(places(found)).to.deep.equal(["people.csv:3:18", "people.csv:4:1"]);
    expect(found[0]?.message).to.contain("never closed");
  });

  it("is named where a value goes on after its closing quote", () => {
    const found = problems(HEADINGS_2024, ANNA.replace("Anna,", '"Anna" B,'), row("ben", "", "", "Ben"));
    expect(places(found)).to.deep.equal(["people.csv:2:18", "people.csv:3:1"]);
    expect(found[0]?.message).to.contain("closing quote");
  });

  it("is named where a quote stands within a value", () => {
    const found = problems(HEADINGS_2024, ANNA.replace("Anna,", 'An"na,'));
    expect(places(found)).to.deep.equal(["people.csv:2:20"]);
    expect(found[0]?.message).to.contain("quote within");
  });

  it("is named in every row that has it", () => {
    const rows = ["a", "b", "c"].map((name) => row(`${name}@contoso.com`, 'x"y', "", name));
    expect(places(problems(HEADINGS_2024, ...rows))).to.deep.equal([
      "people.csv:2:16",
      "people.csv:3:16",
      "people.csv:4:16",
    ]);
  });

  it("in more than a thousand rows is counted so far", () => {
    const rows = Array.from({ length: 1100 }, () => row("x@contoso.com", 'x"y', "", "X"));
    expect(problems(HEADINGS_2024, ...rows).at(-1)?.message).to.equal(
      "There are at least 950 more problems.",
    );
  });

  it("in the headings leaves nothing else to say", () => {
    expect(places(problems(`"${HEADINGS_2024}`, ANNA))).to.deep.equal(["people.csv:1:1"]);
  });
});

describe("any text at all", () => {
  const piece = fc.constantFrom(
    HEADINGS_2024,
    HEADINGS_2020,
    CHRIS,
    ANNA,
    '"',
    '""',
    ",",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\uFEFF",
    ";",
    "é",
    "\0",
  );
  const text = fc
    .array(fc.oneof(piece, fc.string({ unit: "binary" })), { maxLength: 12 })
    .map((all) => all.join(""));

  it("is either read or refused, with a place inside the text for every problem", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((rest) => `${HEADINGS_2024}\n${rest}`),
        ),
        (given) => {
          try {
            expect(parseRoster(given, "f").people).to.not.be.empty;
          } catch (error) {
            if (!(error instanceof ProblemsError)) throw error;
            const lines = given.split(/\r\n|\r|\n/);
            for (const { where, message, remedy } of error.problems) {
              expect(message).to.not.equal("");
              expect(remedy).to.not.equal("");
              if (where === "f") continue;
              const [, line = 0, column = 0] = /^f:(\d+):(\d+)$/.exec(where)?.map(Number) ?? [];
              expect(line).to.be.within(1, lines.length);
              expect(column).to.be.within(1, (lines[line - 1] ?? "").length + 1);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
