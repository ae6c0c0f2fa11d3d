import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository, run } from "@bc-sales/engine";
import { parse } from "yaml";
import { examples } from "./examples";

/** One script of a job, as a person reads it in the file. */
export interface Script {
  readonly name: string;
  readonly text: string;
  /** Variables that the step sets; expressions of the pipeline's language are still in them. */
  readonly env: Readonly<Record<string, string>>;
  readonly shell: string | undefined;
}

interface GitHubStep {
  readonly name?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The scripts of one job of the example for GitHub, in their order. */
export function gitHubScripts(file: string, job: string): ReadonlyMap<string, Script> {
  const text = readFileSync(join(examples, "github-actions", ".github", "workflows", file), "utf8");
  const { jobs } = parse(text) as { jobs: Record<string, { steps: readonly GitHubStep[] }> };
  const scripts = (jobs[job]?.steps ?? []).flatMap(({ name = "", run: script, env = {}, shell }) =>
    script === undefined ? [] : [{ name, text: script, env, shell }],
  );
  return new Map(scripts.map((script) => [script.name, script]));
}

interface AzureStep {
  readonly template?: string;
  readonly parameters?: { readonly displayName: string; readonly script: string };
  readonly script?: string;
  readonly displayName?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The scripts of the example for Azure DevOps, those that are signed in with what signs them in. */
export function azureScripts(file: string): ReadonlyMap<string, Script> {
  const folder = join(examples, "azure-devops");
  const [signedIn] = (
    parse(readFileSync(join(folder, "templates", "signed-in.yml"), "utf8")) as {
      steps: readonly { inputs: { inlineScript: string } }[];
    }
  ).steps;
  const found: Script[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { template, parameters, script, displayName = "", env = {} } = value as AzureStep;
    if (template === "templates/signed-in.yml" && parameters !== undefined) {
      const text = signedIn?.inputs.inlineScript.replace("${{ parameters.script }}", parameters.script) ?? "";
      found.push({ name: parameters.displayName, text, env: {}, shell: "bash" });
    } else if (typeof script === "string") {
      found.push({ name: displayName, text: script, env, shell: "bash" });
    } else Object.values(value).forEach(visit);
  };
  visit(parse(readFileSync(join(folder, file), "utf8")));
  return new Map(found.map((script) => [script.name, script]));
}

/** What a script ended with. */
export interface Ended {
  readonly exitCode: number;
  /** Standard output, then standard error. */
  readonly output: string;
}

/** Stands for the machine of a job: runs its scripts, in the repository, with a folder for temporary files. */
export class Machine {
  readonly folder = mkdtempSync(join(tmpdir(), "bc-sales-job-"));
  readonly #env: NodeJS.ProcessEnv;

  /**
   * @param env makes the variables of the job, given its folder.
   * @param values expression, as it is written between its braces → value.
   */
  constructor(
    env: (folder: string) => NodeJS.ProcessEnv,
    private readonly values: Readonly<Record<string, string>>,
  ) {
    this.#env = env(this.folder);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  file(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }

  /** Runs a script as GitHub's and Azure's runners do. @param more variables of this run alone. */
  async run(script: Script | undefined, more: NodeJS.ProcessEnv = {}): Promise<Ended> {
    if (script === undefined) throw new Error("the example has no such step");
    const file = this.path("script.sh");
    writeFileSync(file, this.#filled(script.text));
    const env = Object.fromEntries(
      Object.entries(script.env).map(([name, value]) => [name, this.#filled(value)]),
    );
    const flags = script.shell === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
    const ended = await run("bash", [...flags, file], {
      cwd: repository,
      env: { ...this.#env, ...env, ...more },
    });
    return { exitCode: ended.exitCode, output: ended.stdout + ended.stderr };
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #filled(text: string): string {
    return text.replaceAll(/\$\{\{ (.+?) \}\}|\$\(([\w.]+)\)/g, (whole, gitHub?: string, azure?: string) => {
      const value = this.values[gitHub ?? azure ?? ""];
      if (value === undefined) throw new Error(`the test does not know ${whole}`);
      return value;
    });
  }
}
