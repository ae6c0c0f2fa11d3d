import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findEngine, run } from "@bc-sales/engine";
import { expect } from "chai";
import { repository } from "../engine/deployment";
import { checkCommands, type PulumiCommand } from "./commands";
import { configurationProblems } from "./configurationTable";
import { brokenLinks } from "./links";
import { type Document, markdownFiles, parseDocument, readDocument } from "./markdown";
import { namesProblems, programOutputs } from "./programNames";

const outputs = programOutputs(repository);
const documents = markdownFiles(repository).map((file) => readDocument(repository, file));
const readme = readDocument(repository, "README.md");

describe("the documents", function () {
  this.timeout(120_000);

  it("are found, in every folder", () => {
    const files = documents.map(({ file }) => file);
    expect(files).to.include.members(["README.md", "cli/README.md", "docs/rights.md", "CONTRIBUTING.md"]);
    expect(files.filter((file) => file.includes("node_modules"))).to.deep.equal([]);
  });

  for (const document of documents) {
    it(`${document.file}: every relative link leads somewhere`, () => {
      expect(brokenLinks(document, repository)).to.deep.equal([]);
    });

    it(`${document.file}: every command exists, with its options, keys and outputs`, () => {
      expect(checkCommands(document, repository, outputs).problems).to.deep.equal([]);
    });
  }

  it("name no command and no option that the engine does not have", async () => {
    const named = documents.flatMap((document) => checkCommands(document, repository, outputs).pulumi);
    expect(named.length).to.be.greaterThan(10);
    expect(await unknownToEngine(named)).to.deep.equal([]);
  });

  it("README.md tells the schema's keys, types and defaults, all of them", () => {
    expect(configurationProblems(readme)).to.deep.equal([]);
  });

  it("README.md tells the program's outputs, and resources that there are", () => {
    expect(namesProblems(readme, outputs)).to.deep.equal([]);
  });
});

describe("a broken document", function () {
  this.timeout(60_000);
  const commandProblems = (text: string) =>
    checkCommands(parseDocument("docs/x.md", text), repository, outputs).problems.join("\n");

  it("is found by a link to a file or a heading that is not there", () => {
    const text =
      "[a](nowhere.md) [b](messages.md#nothing-of-the-kind) [c](#here) [d](https://x.example)\n\n# Here";
    expect(brokenLinks(parseDocument("docs/x.md", text), repository)).to.deep.equal([
      "docs/x.md: nowhere.md does not exist",
      "docs/x.md: messages.md#nothing-of-the-kind names no heading",
    ]);
  });

  for (const [what, text, expected] of [
    ["a script that is not there", "`npm run upp`", "no script upp"],
    ["a script in a block", "```sh\nnpm ci && npm run upp # comment\n```", "no script upp"],
    ["a command that bc-sales lacks", "`npm run -s bc-sales -- audits`", "no command audits"],
    ["an option that bc-sales lacks", "```\nnpx bc-sales audit \\\n  --stak prod\n```", "no option --stak"],
    ["a format that an option does not take", "`bc-sales doctor --format html`", "takes no html"],
    ["a configuration key", "`pulumi config set organisationUrl https://x`", "no configuration key"],
    ["an output", "`pulumi stack output couplings > coupling.csv`", "no output couplings"],
    ["a command that nobody looked up", "```powershell\nNew-Thing -Name x\n```", "no list of commands"],
    ["an option that nobody looked up", "```sh\naz rest --verb get\n```", "with --verb"],
    ["a command inside another one", "```sh\nID=$(az rest --verb get)\n```", "with --verb"],
    ["a command in a loop", "```sh\nfor A in b c; do\n  npm run upp\ndone\n```", "no script upp"],
    ["a misspelled program in a block of commands", "```sh\nplumi up\n```", "no list of commands"],
    [
      "a module that is not there",
      "```sh\nexport X=$(node -p 'require.resolve(\"@bc-sales/components/x\")')\n```",
      "no module",
    ],
    [
      "a script of Node that is not there",
      "`node sandbox/dist/nothing.js`",
      "there is no sandbox/dist/nothing.js",
    ],
  ] as const) {
    it(`is found by ${what}`, () => {
      expect(commandProblems(text)).to.contain(expected);
    });
  }

  it("is found by a command and an option that the engine lacks", async () => {
    const text = "`pulumi previews` `pulumi up --yess`";
    const { pulumi } = checkCommands(parseDocument("docs/x.md", text), repository, outputs);
    expect(await unknownToEngine(pulumi)).to.have.length(2);
  });

  it("is found by a key too many, one too few, a wrong type and wrong defaults", () => {
    const table = readme.tables.find(({ headings }) => headings[0] === "key");
    const rows = (table?.rows ?? []).flatMap(([key = "", type = "", byDefault = ""]) => {
      if (key === "`cloud`") return [["`clouds`", type, byDefault]];
      if (key === "`requireReady`") return [[key, "string", byDefault]];
      if (key === "`maxRemovals`") return [[key, type, "`5`"]];
      if (key === "`onDestroy`") return [[key, type, "`delete`"]];
      return [[key, type, byDefault]];
    });
    const broken = { ...readme, tables: [{ under: "", headings: ["key", "type", "default"], rows }] };
    expect(configurationProblems(broken)).to.deep.equal([
      "clouds is no configuration key.",
      "cloud is not in the table.",
      "maxRemovals has no default, and the table says `5`.",
      "requireReady is a boolean, not a string.",
      "onDestroy has the default `keep`, and the table says `delete`.",
    ]);
  });

  it("is found by outputs and resources that are not there", () => {
    const tables: Document["tables"] = [
      {
        under: "",
        headings: ["output", ""],
        rows: outputs
          .slice(1)
          .concat("more")
          .map((name) => [`\`${name}\``, ""]),
      },
      {
        under: "",
        headings: ["component", "resources"],
        rows: [["`SalesIntegration`", "`SalesEnvironments`"]],
      },
    ];
    expect(namesProblems({ ...readme, tables }, outputs)).to.deep.equal([
      "The output environment is not told of.",
      "There is no output more.",
      "There is no resource SalesEnvironments.",
    ]);
  });
});

/** Asks the engine's own help about each command once. */
async function unknownToEngine(commands: readonly PulumiCommand[]): Promise<string[]> {
  const { bin } = await findEngine();
  const home = mkdtempSync(join(tmpdir(), "bc-sales-help-"));
  const environment = {
    PATH: process.env.PATH ?? "",
    HOME: home,
    PULUMI_HOME: home,
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const help = new Map<string, Promise<string>>();
  const helpOf = async (words: readonly string[]) => {
    const { stdout } = await run(join(bin, "pulumi"), [...words, "--help"], { env: environment });
    return stdout;
  };
  try {
    const problems = await Promise.all(
      commands.map(async ({ words, options, place }) => {
        const key = words.join(" ");
        const known = help.get(key) ?? helpOf(words);
        help.set(key, known);
        const text = await known;
        if (!isHelpOf(words, text)) return [`${place}: the engine has no command ${key}`];
        return options
          .filter((option) => !new RegExp(`(?:^|[\\s,])${option}(?:[\\s,=]|$)`, "m").test(text))
          .map((option) => `${place}: ${key} has no option ${option}`);
      }),
    );
    return problems.flat();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Where there is no such command, the help of the one above it comes. */
function isHelpOf(words: readonly string[], help: string): boolean {
  if (help.includes(`pulumi ${words.join(" ")}`)) return true;
  const aliases = /^Aliases:\n +(.+)$/m.exec(help)?.[1] ?? "";
  return aliases.split(", ").includes(words.at(-1) ?? "");
}
