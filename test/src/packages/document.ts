import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "@bc-sales/engine";

const FILE = "docs/packages.md";

/** The document for whoever uses the packages in a program of their own. */
export class PackagesDocument {
  readonly #text = readFileSync(join(repository, FILE), "utf8");

  /** The program for CommonJS, TypeScript. */
  get commonJs(): string {
    return this.#only("ts");
  }

  /** The program of ES modules, JavaScript. */
  get esm(): string {
    return this.#only("js");
  }

  /** What `npm install` is to install, in the order of the commands. */
  get installed(): string[] {
    return this.#commands("npm install ").flatMap((args) => args.filter((arg) => !arg.startsWith("-")));
  }

  /** What `pulumi config set` gets, command by command. */
  get config(): string[][] {
    return this.#commands("pulumi config set ");
  }

  /** What it says to set in `Pulumi.yaml`. */
  get setting(): string {
    const setting = /^- Set `(.+?)` in `Pulumi\.yaml`/m.exec(this.#text)?.[1];
    if (setting === undefined) throw new Error(`${FILE} names no setting of Pulumi.yaml.`);
    return setting;
  }

  #commands(start: string): string[][] {
    const lines = this.#blocks("").flatMap((block) => block.split("\n"));
    return lines
      .filter((line) => line.startsWith(start))
      .map((line) => line.slice(start.length).split(/\s+/));
  }

  #only(language: string): string {
    const [block, ...others] = this.#blocks(language);
    if (block === undefined || others.length > 0) {
      throw new Error(`${FILE} must have exactly one block of \`${language}\`.`);
    }
    return block;
  }

  #blocks(language: string): string[] {
    return [...this.#text.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
      .filter(([, named]) => named === language)
      .map(([, , block = ""]) => block);
  }
}
