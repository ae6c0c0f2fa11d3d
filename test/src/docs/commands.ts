import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { configKeys } from "@bc-sales/components/config";
import type { Command as CommanderCommand } from "commander";
import { program } from "../../../cli/dist/program";
import { repository } from "../engine/deployment";
import { PUBLISHED } from "../packages/tarballs";
import type { Document } from "./markdown";
import { OUTSIDE_COMMANDS } from "./outsideCommands";
import { type Command, commandsIn } from "./shell";

/** A command of the engine that a document names: the words that name it, and the options. */
export interface PulumiCommand {
  readonly words: readonly string[];
  readonly options: readonly string[];
  readonly place: string;
}

export interface Findings {
  readonly problems: readonly string[];
  /** What only the engine itself can tell about. */
  readonly pulumi: readonly PulumiCommand[];
}

const PROGRAMS = /^(?:npm|npx|node|pulumi|bc-sales|az|pac|git|curl|time|[A-Z][a-z]+-[A-Z]\w+)$/;
const SHELLS = new Set(["sh", "bash", "shell", "powershell", "pwsh"]);

/**
 * What is wrong with the commands of a document. Blocks marked `sh` or `powershell`, and unmarked ones that begin with a
 * known program, hold commands and nothing else; in running text, code that begins with a known program does.
 *
 * @param outputs - names of the program's outputs.
 */
export function checkCommands(document: Document, root: string, outputs: readonly string[]): Findings {
  const checker = new Checker(document.file, root, outputs);
  for (const { language, text } of document.blocks) {
    const [first] = commandsIn(text.split("\n")[0] ?? "");
    const holdsCommands =
      SHELLS.has(language) || (language === "" && first !== undefined && PROGRAMS.test(first.words[0] ?? ""));
    if (holdsCommands) for (const command of commandsIn(text)) checker.check(command);
  }
  for (const code of document.codes) {
    const [command, ...others] = commandsIn(code);
    const [name, second] = command?.words ?? [];
    // `az` alone is a name; `npm run up` is a command.
    if (command !== undefined && others.length === 0 && second !== undefined && PROGRAMS.test(name ?? "")) {
      checker.check(command);
    }
  }
  return checker;
}

class Checker implements Findings {
  readonly problems: string[] = [];
  readonly pulumi: PulumiCommand[] = [];

  constructor(
    private readonly file: string,
    private readonly root: string,
    private readonly outputs: readonly string[],
  ) {}

  check({ words, text }: Command): void {
    const [name = "", ...rest] = words;
    const say = (problem: string) => this.problems.push(`${this.file}: \`${text}\`: ${problem}`);
    const isOurs = { npm: 1, npx: 1, node: 1, pulumi: 1, "bc-sales": 1 }[name] !== undefined;
    if (!isOurs) this.#outside(words, say);
    else if (name === "npm") this.#npm(rest, text, say);
    else if (name === "npx") this.#npx(rest, text, say);
    else if (name === "node") this.#node(rest, say);
    else if (name === "pulumi") this.#pulumi(rest, text, say);
    else bcSales(rest, say);
  }

  #npm(args: readonly string[], text: string, say: (problem: string) => void): void {
    const [verb = "", ...rest] = args;
    if (["ci", "install", "test"].includes(verb)) return;
    if (verb !== "run") {
      say(`npm ${verb} is not known here`);
      return;
    }
    const [script = "", ...more] = rest.filter((arg) => arg !== "-s");
    if (!isPlaceholder(script) && !this.#scripts().has(script)) say(`there is no script ${script}`);
    const passed = more[0] === "--" ? more.slice(1) : [];
    if (more.length > 0 && more[0] !== "--") say("what a script is given comes after --");
    if (script === "pulumi" && passed.length > 0) this.#pulumi(passed, text, say);
    if (script === "bc-sales" && passed.length > 0) bcSales(passed, say);
    const [first = ""] = passed;
    if (script === "sandbox" && !first.split("|").every((one) => ["start", "stop", "status"].includes(one))) {
      say("sandbox takes start, stop or status");
    }
  }

  /** Scripts of the packages from the document's folder up. */
  #scripts(): ReadonlySet<string> {
    const names = new Set<string>();
    for (let folder = dirname(this.file); ; folder = dirname(folder)) {
      const manifest = join(this.root, folder, "package.json");
      if (existsSync(manifest)) {
        const { scripts = {} } = JSON.parse(readFileSync(manifest, "utf8")) as { scripts?: object };
        for (const name of Object.keys(scripts)) names.add(name);
      }
      if (folder === ".") return names;
    }
  }

  #npx([name = "", ...args]: readonly string[], text: string, say: (problem: string) => void): void {
    if (name === "bc-sales") {
      bcSales(args, say);
      return;
    }
    const isInstalled = existsSync(join(repository, "node_modules", ".bin", name));
    if (!isInstalled && !ownPrograms().has(name)) say(`no package here brings ${name}`);
  }

  #node([script = "", code = ""]: readonly string[], say: (problem: string) => void): void {
    const [, module] = /require\.resolve\("([^"]+)"\)/.exec(code) ?? [];
    if (module !== undefined && !isResolved(module)) say(`there is no module ${module}`);
    if (script.startsWith("-")) return;
    const source = script.replace(/(^|\/)dist\//, "$1src/").replace(/\.js$/, ".ts");
    if (!existsSync(join(this.root, script)) && !existsSync(join(this.root, source))) {
      say(`there is no ${script}`);
    }
  }

  #pulumi(args: readonly string[], text: string, say: (problem: string) => void): void {
    if (args.every((arg) => isPlaceholder(arg))) return;
    const options = args.filter((arg) => arg.startsWith("-")).map((arg) => arg.replace(/=.*$/, ""));
    // The value of an option is no argument; `--stack` is the only one used before the arguments.
    const plain = args.filter((arg, index) => !arg.startsWith("-") && args[index - 1] !== "--stack");
    const [group = "", verb = "", ...values] = plain;
    const isNested = ["config", "stack", "state", "plugin", "policy", "package", "env"].includes(group);
    const named = isNested && plain.length > 1 && /^[a-z-]+$/.test(verb) ? [group, verb] : [group];
    this.pulumi.push({ words: named, options, place: `${this.file}: \`${text}\`` });
    if (group === "config" && ["set", "rm", "get"].includes(verb)) {
      const [key = ""] = values;
      const known =
        key.startsWith("azuread:") ||
        configKeys.includes(
          key.replace(/^bc-sales:/, "").replace(options.includes("--path") ? /\..*$/ : "", ""),
        );
      if (!isPlaceholder(key) && !known) say(`${key} is no configuration key`);
    }
    if (group === "stack" && verb === "output") {
      const [output = "ALL"] = values;
      if (!isPlaceholder(output) && !this.outputs.includes(output)) say(`there is no output ${output}`);
    }
  }

  #outside(words: readonly string[], say: (problem: string) => void): void {
    const line = words.join(" ");
    const fitting = OUTSIDE_COMMANDS.filter((one) => line === one.words || line.startsWith(`${one.words} `));
    const [known] = fitting.sort((a, b) => b.words.length - a.words.length);
    if (known === undefined) {
      say("is in no list of commands that were looked up (outsideCommands.ts)");
      return;
    }
    // What `timeout` runs has options of its own.
    if (known.words === "time timeout") return;
    const given = words.filter((word) => /^-{1,2}[A-Za-z]/.test(word));
    for (const option of given) {
      if (!known.options.includes(option)) say(`${known.words} was not looked up with ${option}`);
    }
  }
}

function isResolved(module: string): boolean {
  try {
    return require.resolve(module) !== "";
  } catch {
    return false;
  }
}

/** Follows the command line's own definition. */
function bcSales(args: readonly string[], say: (problem: string) => void): void {
  if (args.every((arg) => isPlaceholder(arg))) return;
  const quiet = { result: () => undefined, note: () => undefined, color: false };
  let command: CommanderCommand = program(quiet, () => undefined);
  const rest = [...args];
  while (command.commands.length > 0) {
    const name = rest.shift() ?? "";
    const found = command.commands.find((one) => one.name() === name);
    if (found === undefined) {
      say(`bc-sales has no command ${name}`);
      return;
    }
    command = found;
  }
  for (const [index, arg] of rest.entries()) {
    if (!arg.startsWith("--") || arg === "--help") continue;
    const option = command.options.find(({ long }) => long === arg.replace(/=.*$/, ""));
    const value = rest[index + 1] ?? "";
    if (option === undefined) say(`${command.name()} has no option ${arg}`);
    else if (option.argChoices && !isPlaceholder(value) && !option.argChoices.includes(value)) {
      say(`${arg} takes no ${value}`);
    }
  }
}

/** `NAME`, `<name>`, `…`, `$NAME`: to be filled in by the reader. */
function isPlaceholder(word: string): boolean {
  return word === "" || /^[A-Z][A-Z_]*$|^[<{$…]/.test(word);
}

/** What the packages of this repository bring as programs; npm links those only that are compiled when it installs. */
function ownPrograms(): ReadonlySet<string> {
  const programs = PUBLISHED.flatMap((folder) => {
    const { bin = {} } = JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8")) as {
      readonly bin?: object;
    };
    return Object.keys(bin);
  });
  return new Set(programs);
}
