import { expect } from "chai";
import { ProblemsError } from "../problems";
import { parseRoster } from "./parse";
import { HEADINGS_2024 as HEADINGS, people as peopleOf, problems as problemsOf } from "./parse.test.support";

const OBJECT_ID = "3F2504E0-4F89-11D3-9A0C-0305E82C3301";
/** The standard columns of somebody, and whatever follows them. */
const somebody = (name: string, ...extra: string[]) =>
  [`${name}@contoso.com`, "", "", name, ...Array<string>(12).fill(""), ...extra].join(",");

const people = (extra: string, ...rows: string[]) => peopleOf(`${HEADINGS},${extra}`, ...rows);
const problems = (extra: string, ...rows: string[]) => problemsOf(`${HEADINGS},${extra}`, ...rows);

const PLACE = `people.csv:1:${String(HEADINGS.length + 2)}`;

describe("the columns after the standard ones", () => {
  it("are known by their names, in any order and letter case", () => {
    const expected = {
      signInName: "anna@contoso.com",
      displayName: "anna",
      usageLocation: "DE",
      roles: ["Salesperson", "Sales Manager"],
      licenses: ["DYN365_ENTERPRISE_SALES"],
      businessUnit: "North",
      salespersonCode: "AB",
      objectId: OBJECT_ID,
    };
    expect(
      people(
        "Usage Location,Roles,Licenses,Business Unit,Salesperson Code,Object Id",
        somebody(
          "anna",
          "DE",
          "Salesperson;Sales Manager",
          "DYN365_ENTERPRISE_SALES",
          "North",
          "AB",
          OBJECT_ID,
        ),
      ),
    ).to.deep.equal([expected]);
    expect(
      people(
        "OBJECT ID,salesperson code,ROLES,business unit,licenses,usage location",
        somebody(
          "anna",
          OBJECT_ID,
          "AB",
          "Salesperson; Sales Manager ;",
          "North",
          "DYN365_ENTERPRISE_SALES",
          "de",
        ),
      ),
    ).to.deep.equal([expected]);
  });

  it("say nothing where they are blank, or have separators alone", () => {
    expect(people("Roles,Licenses,Salesperson Code", somebody("anna", "", " ; ", " "))).to.deep.equal([
      { signInName: "anna@contoso.com", displayName: "anna" },
    ]);
  });

  it("say whether somebody is enabled by yes and no, in any letter case", () => {
    const said = ["yes", "TRUE", "No", "false", ""].map(
      (text) => people("Enabled", somebody("anna", text))[0],
    );
    expect(said.map((person) => person?.enabled)).to.deep.equal([true, true, false, false, undefined]);
    const [problem] = problems("Enabled", somebody("anna", "maybe"));
    expect(problem?.message).to.equal('"maybe" is neither yes nor no (Enabled).');
    expect(problem?.remedy).to.contain("yes or no");
  });

  it("follow 15 columns as well as 16", () => {
    const headings = HEADINGS.replace("Alternate email address,", "");
    const row = somebody("anna").slice(0, -1);
    const text = `${headings},Salesperson Code\n${row},AB`;
    expect(parseRoster(text, "f").people[0]).to.include({ salespersonCode: "AB" });
  });

  it("may not stand among the standard ones", () => {
    const headings = HEADINGS.replace("First Name,", "First Name,Roles,");
    expect(() => parseRoster(`${headings}\n${somebody("anna", "")}`, "f")).to.throw(
      ProblemsError,
      'f:1:22: The column "Roles" is where "Last Name" belongs.',
    );
  });

  it("that are misspelled are named with the right one", () => {
    for (const [wrong, right] of [
      ["Licences", "Licenses"],
      ["SalespersonCode", "Salesperson Code"],
      ["Role", "Roles"],
    ] as const) {
      const [problem, ...others] = problems(wrong, somebody("anna", ""));
      expect(others).to.deep.equal([]);
      expect(problem).to.include({ where: PLACE, message: `There is no column "${wrong}".` });
      expect(problem?.remedy).to.match(new RegExp(`^Did you mean "${right}"\\?`));
    }
  });

  it("that are unknown are named with all that are possible", () => {
    const [problem] = problems("Shoe Size", somebody("anna", "43"));
    expect(problem?.where).to.equal(PLACE);
    expect(problem?.remedy).to.equal(
      'Take the column out. After the standard columns "Usage Location", "Roles", "Licenses", "Business Unit", ' +
        '"Salesperson Code", "Object Id" and "Enabled" are possible.',
    );
  });

  it("take role and business unit names, and codes, as long as the services do", () => {
    const long = (count: number) => "x".repeat(count);
    const extra = "Roles,Business Unit,Salesperson Code";
    expect(people(extra, somebody("anna", `${long(100)};${long(100)}`, long(160), long(20)))).to.have.length(
      1,
    );
    const found = problems(extra, somebody("anna", `a;${long(101)}`, long(161), long(21)));
    expect(found.map(({ message }) => message)).to.deep.equal([
      "One of the Roles has 101 characters; at most 100 are possible.",
      "The Business Unit has 161 characters; at most 160 are possible.",
      "The Salesperson Code has 21 characters; at most 20 are possible.",
    ]);
  });

  it("take an object id for what it is alone", () => {
    const [problem] = problems("Object Id", somebody("anna", "42"));
    expect(problem?.where).to.equal(`people.csv:2:${String(somebody("anna").length + 2)}`);
    expect(problem?.message).to.equal('"42" is not an object id.');
  });

  it("give nobody the code or the object id of another", () => {
    const found = problems(
      "Salesperson Code,Object Id",
      somebody("anna", "AB", OBJECT_ID),
      somebody("ben", "ab", OBJECT_ID.toLowerCase()),
    );
    expect(found.map(({ where, message }) => [where, message])).to.deep.equal([
      [`people.csv:3:${String(somebody("ben").length + 2)}`, "ab is there twice, in line 2 and in line 3."],
      [
        `people.csv:3:${String(somebody("ben", "ab").length + 2)}`,
        `${OBJECT_ID.toLowerCase()} is there twice, in line 2 and in line 3.`,
      ],
    ]);
  });
});

describe("a value that a spreadsheet would take for a formula", () => {
  it("is read as it stands", () => {
    const row = "anna@contoso.com,=1+1,-2,@Anna,+x,,,+1 555 0101,,,,,,,,,=A1;-B";
    expect(people("Roles", row)).to.deep.equal([
      {
        signInName: "anna@contoso.com",
        givenName: "=1+1",
        surname: "-2",
        displayName: "@Anna",
        jobTitle: "+x",
        businessPhone: "+1 555 0101",
        roles: ["=A1", "-B"],
      },
    ]);
  });
});
