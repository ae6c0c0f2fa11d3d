import { expect } from "chai";
import { ANNA, CHRIS, HEADINGS_2024, people, places, problems } from "./parse.test.support";

describe("the headings of a roster", () => {
  it("count in any letter case", () => {
    expect(people(HEADINGS_2024.toUpperCase(), ANNA)).to.have.length(1);
  });

  it("that are misspelled are named, with the right one", () => {
    const found = problems(HEADINGS_2024.replace("User Name", "UserName"), ANNA);
    expect(found).to.have.length(1);
    expect(found[0]?.where).to.equal("people.csv:1:1");
    expect(found[0]?.message).to.contain("UserName");
    expect(found[0]?.remedy).to.contain('"User Name"');
  });

  it("in another language are known by their place", () => {
    const [problem] = problems(HEADINGS_2024.replace("First Name", "Vorname"), ANNA);
    expect(problem).to.include({ where: "people.csv:1:11" });
    expect(problem?.remedy).to.contain('"First Name"');
  });

  it("that are missing are named", () => {
    const [problem, ...others] = problems(
      HEADINGS_2024.replace("Display Name,", "").replace(",Country or Region", ""),
      ANNA.replace(",Anna Example", "").slice(0, -1),
    );
    expect(others).to.deep.equal([]);
    expect(problem?.where).to.equal("people.csv:1:1");
    expect(problem?.message).to.equal('The columns "Display Name" and "Country or Region" are missing.');
  });

  it("out of order are refused at the first that is not where it belongs", () => {
    const found = problems(HEADINGS_2024.replace("First Name,Last Name", "Last Name,First Name"), ANNA);
    expect(places(found)).to.deep.equal(["people.csv:1:11"]);
    expect(found[0]?.message).to.contain('"First Name"').and.to.contain('"Last Name"');
  });

  it("that are repeated or unknown are refused where they stand", () => {
    const found = problems(`${HEADINGS_2024},City,Shoe Size`, `${ANNA},,`);
    expect(places(found)).to.deep.equal([
      `people.csv:1:${String(HEADINGS_2024.length + 2)}`,
      `people.csv:1:${String(HEADINGS_2024.length + 7)}`,
    ]);
    expect(found[1]?.remedy).to.contain("Usage Location");
  });

  it("may be followed by columns that were never used", () => {
    expect(people(`${HEADINGS_2024},,`, `${ANNA},,`)).to.have.length(1);
  });

  it("separated by semicolons or tabs get one message", () => {
    for (const [separator, name] of [
      [";", "semicolons"],
      ["\t", "tabs"],
    ] as const) {
      const found = problems(...[HEADINGS_2024, ANNA].map((line) => line.replaceAll(",", separator)));
      expect(found.map((problem) => problem.message)).to.deep.equal([
        `The columns are separated by ${name}.`,
      ]);
    }
  });

  it("that are missing altogether are missed", () => {
    const found = problems(ANNA, CHRIS);
    expect(found[0]?.where).to.equal("people.csv:1:1");
    expect(found[0]?.remedy).to.contain("User Name");
  });
});
