import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findEngine, repository, run } from "@bc-sales/engine";
import { expect } from "chai";
import { parse } from "yaml";
import { examples, filesBelow, workflows } from "../pipelines/examples";

const texts = new Map([
  ...filesBelow(examples, "README.md"),
  ...["pipelines/README.md", "docs/many-tenants.md"].map(
    (path) => [path, readFileSync(join(repository, path), "utf8")] as const,
  ),
]);

/** Spans of code in running text and lines of fenced blocks. */
function codeOf(text: string): { readonly spans: readonly string[]; readonly lines: readonly string[] } {
  const blocks = [...text.matchAll(/^ *```\w*\n([\s\S]*?)^ *```/gm)].map(([, block = ""]) => block);
  const prose = text.replaceAll(/^ *```\w*\n[\s\S]*?^ *```/gm, "");
  const spans = [...prose.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span.replaceAll("\n", " "));
  return { spans, lines: blocks.flatMap((block) => block.split("\n").map((line) => line.trim())) };
}

/** Whole commands: lines of blocks, and spans that have arguments. */
function commandsOf(text: string, program: string): string[] {
  const { spans, lines } = codeOf(text);
  return [...lines, ...spans].filter((command) => command.startsWith(`${program} `));
}

const flags = (command: string) => [...command.matchAll(/ (--[a-z][a-z-]*)/g)].map(([, flag = ""]) => flag);

/** The manuals for pipelines tell people what to type and what to set: all of it exists. */
describe("the manuals for pipelines", function () {
  this.timeout(60_000);
  const configKeys = Object.keys(
    (parse(readFileSync(join(repository, "Pulumi.yaml"), "utf8")) as { config: object }).config,
  );
  const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };

  for (const [path, text] of texts) {
    it(`${path}: npm scripts, their commands and their options exist`, async () => {
      for (const command of commandsOf(text, "npm run")) {
        const [, script = "", rest = ""] = /^npm run (?:-s )?(\S+)(?: -- (.*))?$/.exec(command) ?? [];
        expect(scripts, command).to.have.property(script);
        if (script !== "pipeline" && script !== "bc-sales") continue;
        const name = rest.split(" ")[0] ?? "";
        const folder = script === "pipeline" ? "pipelines" : "cli";
        const program = join(repository, folder, "dist", "main.js");
        const help = await run(process.execPath, [program, name, "--help"]);
        expect(help.exitCode, command).to.equal(0);
        for (const flag of flags(` ${rest}`)) expect(help.stdout, command).to.contain(`${flag} `);
      }
    });

    it(`${path}: commands of Pulumi and their options exist`, async () => {
      const engine = await findEngine();
      for (const command of commandsOf(text, "pulumi")) {
        const words = command.split(" ").slice(1);
        const end = words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word));
        // Names of stacks look like commands; Pulumi's help of the command before them comes then.
        const subcommands = (end === -1 ? words : words.slice(0, end)).filter((word) => word !== "contoso");
        const help = await run(join(engine.bin, "pulumi"), [...subcommands, "--help"]);
        expect(help.exitCode, command).to.equal(0);
        const [first = "", second = ""] = subcommands;
        // A command that is not there shows the help of the one above it.
        const aliases = /^Aliases:\n(.*)$/m.exec(help.stdout)?.[1]?.split(/[ ,]+/) ?? [];
        const isThere =
          help.stdout.includes(`\n  pulumi ${`${first} ${second}`.trim()} `) || aliases.includes(second);
        expect(isThere, command).to.equal(true);
        for (const flag of flags(command)) expect(help.stdout, command).to.match(new RegExp(`${flag}\\b`));
      }
    });

    it(`${path}: configuration that is to be set exists`, () => {
      for (const command of commandsOf(text, "pulumi config set")) {
        const [, key = ""] = /^pulumi config set (?:--\S+ \S+ )*(\S+)/.exec(command) ?? [];
        expect(configKeys, command).to.include(key);
      }
      for (const name of named(text)) expect(known, `${name} of ${path}`).to.include(name);
    });

    it(`${path}: variables that are to be set are read`, () => {
      const variables = codeOf(text).spans.flatMap((span) => span.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? []);
      for (const variable of variables) expect(sources.includes(variable), variable).to.equal(true);
    });

    it(`${path}: links to files and their headings resolve`, () => {
      for (const [, link = ""] of text.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
        const [file = "", anchor] = link.split("#");
        const target = join(repository, dirname(path), file);
        expect(existsSync(target), link).to.equal(true);
        if (anchor !== undefined) expect(anchorsOf(readFileSync(target, "utf8")), link).to.include(anchor);
      }
    });
  }

  it("are found out when they name what does not exist", () => {
    expect(named("Set `maxRemovals: 3` and `maxRemoval: 3`.")).to.deep.equal(["maxRemovals", "maxRemoval"]);
    expect(known).to.include("maxRemovals").and.to.not.include("maxRemoval");
    expect(anchorsOf("## 1. Applications in Entra\n")).to.deep.equal(["1-applications-in-entra"]);
  });

  /** Words with a capital inside: keys of configuration, of pipelines and of resources. */
  function named(text: string): string[] {
    return codeOf(text).spans.flatMap((span) => {
      const name = /^(?:workspaceTemplate\.spec\.)?([a-z]+[A-Z]\w*)(?::.*)?$/.exec(span)?.[1];
      return name === undefined ? [] : [name];
    });
  }

  const files = [...filesBelow(examples, ".yml", ".yaml"), ...workflows()].map(([, text]) => text).join("\n");
  const known = [
    ...configKeys,
    ...(files.match(/\b[a-z]+[A-Z]\w*/g) ?? []),
    ...(readFileSync(join(repository, "test", "schemas", "pulumi-stack.json"), "utf8").match(/\w+(?=":)/g) ??
      []),
    // Of an environment of Pulumi ESC.
    "environmentVariables",
  ];

  /** What reads variables: the clients, the steps, and the examples that hand them on. Then Microsoft's own libraries. */
  const sources = [
    ...[...filesBelow(join(repository, "dynamic-providers", "src", "clients"), ".ts").values()],
    ...[...filesBelow(join(repository, "pipelines", "src"), ".ts").values()],
    files,
    ...["AZURE_FEDERATED_TOKEN_FILE", "OWNER_ID", "REPOSITORY_ID", "APP_ID", "STORAGE_ACCOUNT_ID"],
  ].join("\n");
});

/** As GitHub makes them from headings. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
