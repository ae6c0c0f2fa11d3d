import { expect } from "chai";
import { parseRoster } from "./parse";
import {
  ANNA,
  CHRIS,
  HEADINGS_2020,
  HEADINGS_2024,
  people,
  places,
  problems,
  row,
} from "./parse.test.support";

describe("a roster of the admin center", () => {
  it("is read with 16 columns, the country giving the usage location", () => {
    expect(people(HEADINGS_2024, CHRIS)).to.deep.equal([
      {
        signInName: "chris@contoso.com",
        givenName: "Chris",
        surname: "Green",
        displayName: "Chris Green",
        jobTitle: "IT Manager",
        department: "Information Technology",
        officeLocation: "123451",
        businessPhone: "123-555-1211",
        mobilePhone: "123-555-6641",
        faxNumber: "123-555-6700",
        otherMail: "chris@contoso.com",
        streetAddress: "1 Microsoft way",
        city: "Redmond",
        state: "Wa",
        postalCode: "98052",
        country: "United States",
        usageLocation: "US",
      },
    ]);
  });

  it("is read with the 15 columns of older files", () => {
    const [person] = people(HEADINGS_2020, CHRIS.replace("123-555-6700,chris@contoso.com", "123-555-6700"));
    expect(person).to.include({ faxNumber: "123-555-6700", streetAddress: "1 Microsoft way" });
    expect(person).to.not.have.property("otherMail");
  });

  it("takes a value of blanks for none", () => {
    expect(people(HEADINGS_2024, row("anna@contoso.com", " ", "", "Anna Example", "  "))).to.deep.equal([
      { signInName: "anna@contoso.com", displayName: "Anna Example" },
    ]);
  });

  it("passes over blank lines and rows of empty cells", () => {
    const found = people("", HEADINGS_2024, "", row(), ANNA, "   ", ",,,,", "");
    expect(found.map((person) => person.signInName)).to.deep.equal(["anna@contoso.com"]);
  });

  it("is the same with line feeds, carriage returns, both, a byte order mark and no end of line at the end", () => {
    const lines = [HEADINGS_2024, ANNA, CHRIS];
    const expected = parseRoster(lines.join("\n"), "f").people;
    expect(expected).to.have.length(2);
    for (const end of ["\n", "\r\n", "\r"]) {
      expect(parseRoster(lines.join(end), "f").people).to.deep.equal(expected);
      expect(parseRoster(`\uFEFF${lines.join(end)}${end}`, "f").people).to.deep.equal(expected);
    }
  });

  it("takes quoted values with commas, quotes and line breaks", () => {
    const [person] = people(
      HEADINGS_2024,
      'anna@contoso.com,Anna,Example,"Example, Anna ""Ann""",,,,,,,,"1 Main Street\nSecond floor",,,,',
    );
    expect(person).to.include({
      displayName: 'Example, Anna "Ann"',
      streetAddress: "1 Main Street\nSecond floor",
    });
  });

  it("takes a usage location of its own, before that of the country", () => {
    const headings = `${HEADINGS_2024},Usage Location`;
    const [person] = people(headings, `${CHRIS},Germany`);
    expect(person).to.include({ country: "United States", usageLocation: "DE" });
    expect(people(headings, `${CHRIS},`)[0]).to.include({ usageLocation: "US" });
  });

  it("reads 20 000 people", () => {
    const rows = Array.from({ length: 20_000 }, (_, index) =>
      row(`p${String(index)}@contoso.com`, "P", String(index), `Person ${String(index)}`),
    );
    expect(people(HEADINGS_2024, ...rows)).to.have.length(20_000);
  }).timeout(20_000);
});

describe("what is wrong with a roster", () => {
  it("a missing display name, with line and column", () => {
    expect(problems(HEADINGS_2024, ANNA, row("ben@contoso.com", "Ben", "Example"))).to.deep.equal([
      {
        where: "people.csv:3:29",
        message: "The Display Name is missing.",
        remedy: "Every person needs one.",
      },
    ]);
  });

  it("a missing sign-in name", () => {
    const [problem] = problems(HEADINGS_2024, row("", "Ben", "Example", "Ben Example"));
    expect(problem).to.include({ where: "people.csv:2:1", message: "The User Name is missing." });
  });

  it("a repeated sign-in name, whatever its letter case, with both lines", () => {
    const found = problems(HEADINGS_2024, ANNA, CHRIS, ANNA.replace("anna@", "ANNA@"));
    expect(found).to.have.length(1);
    expect(found[0]?.where).to.equal("people.csv:4:1");
    expect(found[0]?.message).to.contain("line 2").and.to.contain("line 4");
  });

  it("a repeated sign-in name whose accents are coded in another way", () => {
    const found = problems(
      HEADINGS_2024,
      row("zo\u00EB@contoso.com", "", "", "Z"),
      row("zoe\u0308@contoso.com", "", "", "Z"),
    );
    expect(
      found.filter((problem) => problem.message.includes("twice")).map((problem) => problem.where),
    ).to.deep.equal(["people.csv:3:1"]);
  });

  for (const [heading, limit] of [
    ["First Name", 64],
    ["Last Name", 64],
    ["Display Name", 256],
    ["Job Title", 64],
    ["Department", 64],
    ["Office Number", 128],
    ["Office Phone", 64],
    ["Mobile Phone", 64],
    ["Fax", 64],
    ["Address", 1023],
    ["City", 128],
    ["State or Province", 128],
    ["ZIP or Postal Code", 40],
  ] as const) {
    it(`a ${heading} of more than ${String(limit)} characters`, () => {
      const index = HEADINGS_2024.split(",").indexOf(heading);
      const cells = ANNA.split(",");
      const long = (length: number) =>
        cells.map((cell, at) => (at === index ? "x".repeat(length) : cell)).join(",");
      expect(problems(HEADINGS_2024, long(limit))).to.deep.equal([]);
      const [problem] = problems(HEADINGS_2024, long(limit + 1));
      const column = cells.slice(0, index).join(",").length + 2;
      expect(problem?.where).to.equal(`people.csv:2:${String(column)}`);
      expect(problem?.message)
        .to.contain(heading)
        .and.to.contain(String(limit + 1))
        .and.to.contain(String(limit));
    });
  }

  for (const [name, said] of [
    ["anna", "not a sign-in name"],
    ["@contoso.com", "not a sign-in name"],
    ["anna@home@contoso.com", "not a sign-in name"],
    ["anna b@contoso.com", "a blank"],
    ["änna@contoso.com", '"ä"'],
    ["anna.@contoso.com", "dot"],
    ["anna@contoso", "not a domain"],
    ["anna@contoso..com", "not a domain"],
    [`${"a".repeat(51)}@contoso.com`, "51"],
    [`a@${"a".repeat(45)}.com`, "49"],
    [`${"a".repeat(50)}@${"b".repeat(26)}.com`, "81"],
  ] as const) {
    it(`the sign-in name ${name}`, () => {
      const [problem, ...others] = problems(HEADINGS_2024, row(name, "", "", "Name"));
      expect(others).to.deep.equal([]);
      expect(problem?.where).to.equal("people.csv:2:1");
      expect(problem?.message).to.contain(said);
    });
  }

  it("a country that does not exist, with the nearest", () => {
    const [problem] = problems(HEADINGS_2024, CHRIS.replace("United States", "Untied States"));
    const column = CHRIS.length - "United States".length + 1;
    expect(problem?.where).to.equal(`people.csv:2:${String(column)}`);
    expect(problem?.message).to.contain("Untied States");
    expect(problem?.remedy).to.contain("United States");
  });

  it("a row with too many or too few values", () => {
    const found = problems(
      HEADINGS_2024,
      `${CHRIS},surplus`,
      "ben@contoso.com,Ben,Example,Ben Example",
      `${ANNA},,`,
    );
    expect(places(found)).to.deep.equal([`people.csv:2:${String(CHRIS.length + 2)}`, "people.csv:3:1"]);
    expect(found[1]?.message).to.contain("4 values").and.to.contain("16 columns");
  });

  it("an empty file, and one that names nobody", () => {
    expect(problems("")[0]).to.include({ where: "people.csv:1:1", message: "The file is empty." });
    expect(problems("", " ", "")[0]).to.include({ message: "The file is empty." });
    expect(problems(HEADINGS_2024, "")[0]).to.include({ message: "The file names nobody." });
  });

  it("everything at once, in the order of the file", () => {
    const found = problems(
      HEADINGS_2024,
      row("anna", "", "", ""),
      ANNA,
      row("", "", "", "x".repeat(257)),
      ANNA,
    );
    expect(places(found)).to.deep.equal([
      "people.csv:2:1",
      "people.csv:2:8",
      "people.csv:4:1",
      "people.csv:4:4",
      "people.csv:5:1",
    ]);
  });

  it("more than 50 things, of which the rest is counted", () => {
    const rows = Array.from({ length: 70 }, () => row("nobody", "", "", "Nobody"));
    const found = problems(HEADINGS_2024, ...rows);
    // 70 malformed names, 69 of them repetitions.
    expect(found).to.have.length(51);
    expect(found.at(-1)?.message).to.equal("There are 89 more problems.");
  });

  it("in lines after a value with line breaks, counted as an editor does", () => {
    for (const end of ["\n", "\r\n"]) {
      const broken = `anna@contoso.com,,,Anna,,,,,,,,"1 Main${end}Street${end}Town",,,,`;
      const [problem] = problems(HEADINGS_2024, broken, "", row("ben", "", "", "Ben"));
      expect(problem?.where).to.equal("people.csv:6:1");
    }
  });

  it("in columns counted in characters, not in bytes", () => {
    const [problem] = problems(HEADINGS_2024, row("zoe@contoso.com", "Zo\u00EB", "\u{1F600}\u{1F600}"));
    // 16 for the name with its comma, 4 for Zoë, 3 for two faces.
    expect(problem?.where).to.equal("people.csv:2:24");
  });
});
