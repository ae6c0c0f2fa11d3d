import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../run";

/** Runs a command in this process. */
async function bcSales(...args: string[]) {
  const results: string[] = [];
  const notes: string[] = [];
  const code = await run(args, {
    result: (text) => results.push(text),
    note: (line) => notes.push(line),
    color: false,
  });
  return { code, result: results.join(""), notes: notes.join("\n") };
}

describe("bc-sales permissions", () => {
  // Distinct privileges of the article's tables by version.
  for (const [role, counts] of [
    ["integration-administrator", [10, 10, 14]],
    ["integration-user", [59, 66, 78]],
    ["product-availability-user", [5, 5, 5]],
  ] as const) {
    it(`prints as many privileges of the ${role} as the article has`, async () => {
      for (const [index, version] of ["nav-2018", "bc-2018-10", "bc-2019-04"].entries()) {
        const { result } = await bcSales(
          ...["permissions", "--role", role, "--version", version, "--format", "json"],
        );
        expect(JSON.parse(result)).to.have.length(counts[index] ?? 0);
      }
    });
  }

  it("has null where there is no table, and no right", async () => {
    const { result } = await bcSales("permissions", "--version", "bc-2019-04", "--format", "json");
    const rows = JSON.parse(result) as Record<string, unknown>[];
    const without = rows.filter(({ table }) => table === null);
    expect(without).to.not.be.empty;
    for (const { right } of without) expect(right).to.equal(null);
  });

  it("prints one line of CSV for each privilege, under headings", async () => {
    const args = ["--role", "product-availability-user", "--version", "bc-2019-04", "--format", "csv"];
    const { result } = await bcSales("permissions", ...args);
    const lines = result.split("\r\n");
    expect(lines).to.have.length(5 + 2);
    expect(lines[0]).to.equal("role,tab,name,table,right,depth,privilege");
    expect(lines[5]).to.contain(",nav_connection,Read,Global,");
  });

  it("needs a version", async () => {
    const { code, notes } = await bcSales("permissions");
    expect(code).to.equal(2);
    expect(notes).to.contain("--version");
  });
});

describe("bc-sales roster check", () => {
  const HEADINGS =
    "User Name,First Name,Last Name,Display Name,Job Title,Department,Office Number,Office Phone,Mobile Phone,Fax," +
    "Alternate email address,Address,City,State or Province,ZIP or Postal Code,Country or Region";
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bc-sales-roster-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function file(name: string, ...signInNames: string[]): string {
    const path = join(folder, name);
    writeFileSync(
      path,
      [HEADINGS, ...signInNames.map((one) => `${one},,,${one}${",".repeat(12)}`), ""].join("\n"),
    );
    return path;
  }

  it("counts the people of all files, and the seats that they need", async () => {
    const files = [file("a.csv", "anna@contoso.com", "ben@contoso.com"), file("b.csv", "carla@contoso.com")];
    const { code, result } = await bcSales(
      ...["roster", "check", ...files, "--licenses", "SALES, APPS", "--format", "json"],
    );
    expect(code).to.equal(0);
    expect(JSON.parse(result)).to.deep.include({ ok: true, people: 3, seats: { SALES: 3, APPS: 3 } });
  });

  it("counts the licences of a person's own list instead of those of everybody", async () => {
    const path = file("own.csv", "anna@contoso.com", "ben@contoso.com");
    const [headings, anna, ben] = readFileSync(path, "utf8").split("\n");
    writeFileSync(
      path,
      [`${String(headings)},Licenses`, `${String(anna)},APPS;PREMIUM`, `${String(ben)},`].join("\n"),
    );
    const args = ["--licenses", "SALES,APPS", "--format", "json"];
    const { result } = await bcSales("roster", "check", path, ...args);
    expect(JSON.parse(result)).to.deep.include({ people: 2, seats: { SALES: 1, APPS: 2, PREMIUM: 1 } });
  });

  it("finds somebody who is in two files, whatever the letter case", async () => {
    const files = [file("a.csv", "anna@contoso.com"), file("b.csv", "Anna@contoso.com")];
    const { code, result } = await bcSales("roster", "check", ...files);
    expect(code).to.equal(1);
    expect(result).to.match(
      /b\.csv:2:1: Anna@contoso\.com is there twice, in .*a\.csv:2 and in .*b\.csv:2\./,
    );
  });

  it("says of more than 249 people that the admin center takes 250 rows, which is no problem here", async () => {
    const people = (count: number) =>
      Array.from({ length: count }, (_, index) => `p${String(index)}@contoso.com`);
    const most = await bcSales("roster", "check", file("most.csv", ...people(249)));
    expect(most.result).to.not.contain("note");
    const more = await bcSales("roster", "check", file("more.csv", ...people(250)));
    expect(more.code).to.equal(0);
    expect(more.result).to.contain("The file has 251 rows, and the admin center takes 250 at once");
  });

  it("says of a file that is not there that it is not", async () => {
    const { code, result } = await bcSales("roster", "check", join(folder, "none.csv"));
    expect(code).to.equal(1);
    expect(result).to.contain("There is no such file.");
  });

  it("needs a file", async () => {
    expect((await bcSales("roster", "check")).code).to.equal(2);
  });
});
