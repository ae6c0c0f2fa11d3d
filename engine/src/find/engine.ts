import {
  copyFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cacheDirectory, repository } from "../paths";
import { say } from "../say";
import { alone } from "./lock";
import { run } from "./run";
import { isAtLeast, OLDEST_CLI, PREPARED_CLI } from "./version";

/** A Pulumi CLI that can run this project. */
export interface Engine {
  /** The folder with `pulumi` and what belongs beside it. */
  readonly bin: string;
  readonly version: string;
  /** Whether programs are run by this repository's own language host, as no official one came with the CLI. */
  readonly ownLanguageHost: boolean;
}

/** One way to get an engine. */
interface Way {
  readonly name: "path" | "download" | "go";
  /** @throws Error that says why this way does not work here. */
  readonly find: () => Promise<Engine>;
}

const MINUTE = 60_000;

/**
 * Finds the engine, or prepares one: a recent `pulumi` on PATH, else the official download, else a build
 * from Go modules. What is prepared goes to the user's cache and is there the next time.
 *
 * `BC_SALES_ENGINE=path|download|go` allows one way only.
 *
 * @throws Error that lists each way tried and why it failed.
 */
export async function findEngine(environment: NodeJS.ProcessEnv = process.env): Promise<Engine> {
  const cache = join(cacheDirectory(environment), "engine");
  const ways: Way[] = [
    { name: "path", find: () => onPath(environment) },
    { name: "download", find: () => prepared(cache, "download", (stage) => download(stage)) },
    { name: "go", find: () => prepared(cache, "go", (stage) => build(stage)) },
  ];
  const only = environment.BC_SALES_ENGINE;
  const allowed = only === undefined || only === "" ? ways : ways.filter((way) => way.name === only);
  if (allowed.length === 0)
    throw new Error(`BC_SALES_ENGINE is "${String(only)}". Use path, download or go, or unset it.`);

  // What some way prepared before is better than trying an earlier way again, which failed then.
  const failures: string[] = [];
  const [first, ...rest] = allowed;
  for (const way of first?.name === "path" ? [first] : []) {
    const found = await attempt(way, failures);
    if (found) return found;
  }
  for (const way of allowed) {
    const cached = way.name === "path" ? undefined : await cachedEngine(cache, way.name);
    if (cached) return cached;
  }
  for (const way of first?.name === "path" ? rest : allowed) {
    const found = await attempt(way, failures);
    if (found) return found;
  }
  throw new Error(
    [
      "No Pulumi engine could be found or prepared. What was tried:",
      ...failures,
      `Install the Pulumi CLI (${OLDEST_CLI} or newer) from https://www.pulumi.com/docs/install/, or Go 1.24 or newer, and run this again.`,
    ].join("\n"),
  );
}

async function attempt(way: Way, failures: string[]): Promise<Engine | undefined> {
  try {
    return await way.find();
  } catch (error) {
    failures.push(`  ${way.name}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

async function onPath(environment: NodeJS.ProcessEnv): Promise<Engine> {
  const directory = (environment.PATH ?? "").split(":").find((entry) => existsSync(join(entry, "pulumi")));
  if (directory === undefined) throw new Error("there is no `pulumi` on PATH.");
  const version = await versionOf(join(directory, "pulumi"));
  if (!isAtLeast(version, OLDEST_CLI)) {
    throw new Error(
      `${join(directory, "pulumi")} is ${version || "broken"}; ${OLDEST_CLI} or newer is needed.`,
    );
  }
  if (!existsSync(join(directory, "pulumi-language-nodejs"))) {
    throw new Error(`${join(directory, "pulumi")} has no pulumi-language-nodejs beside it.`);
  }
  return { bin: directory, version, ownLanguageHost: false };
}

async function versionOf(pulumi: string): Promise<string> {
  const finished = await run(pulumi, ["version"], {
    timeout: MINUTE,
    // Even `pulumi version` writes a log into its home; a person's own is left alone.
    env: {
      ...process.env,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_HOME: join(tmpdir(), "bc-sales-pulumi-version"),
    },
  });
  return finished.exitCode === 0 ? finished.stdout.trim() : "";
}

type Preparation = "download" | "go";

function engineDirectory(cache: string, how: Preparation): string {
  return join(cache, `${PREPARED_CLI}-${how}-${platform()}-${arch()}`);
}

async function cachedEngine(cache: string, how: Preparation): Promise<Engine | undefined> {
  const bin = join(engineDirectory(cache, how), "bin");
  if (!existsSync(join(bin, "pulumi"))) return undefined;
  return Promise.resolve({ bin, version: `v${PREPARED_CLI}`, ownLanguageHost: how === "go" });
}

/** Makes an engine in a folder of its own and puts it in place as a whole: nobody ever sees a half of one. */
async function prepared(
  cache: string,
  how: Preparation,
  make: (stage: string) => Promise<void>,
): Promise<Engine> {
  const place = engineDirectory(cache, how);
  return alone(
    `${place}.lock`,
    async () => {
      const finished = await cachedEngine(cache, how);
      if (finished) return finished;
      const stage = mkdtempSync(join(cache, `.${how}-`));
      try {
        await make(stage);
        const version = await versionOf(join(stage, "bin", "pulumi"));
        if (!isAtLeast(version, OLDEST_CLI)) throw new Error("the CLI that was prepared does not run.");
        rmSync(place, { recursive: true, force: true });
        renameSync(stage, place);
      } finally {
        rmSync(stage, { recursive: true, force: true });
      }
      return { bin: join(place, "bin"), version: `v${PREPARED_CLI}`, ownLanguageHost: how === "go" };
    },
    (pid) => {
      say(`Another run (process ${String(pid)}) is preparing the Pulumi engine; waiting for it.`);
    },
  );
}

/** By the npm package `pulumi`, which fetches the official build. */
async function download(stage: string): Promise<void> {
  const host = "https://get.pulumi.com";
  try {
    await fetch(host, { method: "HEAD", signal: AbortSignal.timeout(5_000) });
  } catch {
    throw new Error(`${host} does not answer.`);
  }
  say(`Downloading Pulumi ${PREPARED_CLI}, about 200 MB; this may take some minutes.`);
  const installed = await run(
    "npm",
    ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", stage, `pulumi@${PREPARED_CLI}`],
    { timeout: 2 * MINUTE },
  );
  if (installed.exitCode !== 0)
    throw new Error(`the npm package pulumi@${PREPARED_CLI} could not be installed.`);
  const fetched = await run(process.execPath, [join(stage, "node_modules", "pulumi", "run.js"), "version"], {
    timeout: 10 * MINUTE,
    env: { ...process.env, PULUMI_HOME: stage, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  if (fetched.exitCode !== 0) throw new Error(`the download failed: ${lastLine(fetched.stderr)}`);
  renameSync(join(stage, "versions", PREPARED_CLI, "bin"), join(stage, "bin"));
}

/** From the Go modules that `engine/go.mod` and `engine/go.sum` pin. */
async function build(stage: string): Promise<void> {
  const go = await run("go", ["version"], { timeout: MINUTE });
  if (go.exitCode !== 0) throw new Error("there is no Go toolchain on PATH (1.24 or newer).");
  const goVersion = /go(\d+\.\d+(?:\.\d+)?)/.exec(go.stdout)?.[1] ?? "";
  if (!isAtLeast(goVersion.split(".").length === 2 ? `${goVersion}.0` : goVersion, "1.24.0")) {
    throw new Error(`Go ${goVersion} is too old; 1.24 or newer is needed.`);
  }
  say(
    `Building Pulumi ${PREPARED_CLI} from its Go modules: about 5 minutes and 3 GB of disk the first time, once for all clones.`,
  );
  const bin = join(stage, "bin");
  mkdirSync(bin);
  const built = await run(
    "go",
    [
      "install",
      "-trimpath",
      "-tags",
      "osusergo,grpcnotrace",
      "-ldflags",
      // Without a version the CLI refuses to talk to the Automation API.
      `-w -s -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${PREPARED_CLI}`,
      "tool",
    ],
    {
      cwd: join(repository, "engine"),
      timeout: 30 * MINUTE,
      env: { ...process.env, CGO_ENABLED: "0", GOBIN: bin },
    },
  );
  if (built.exitCode !== 0) throw new Error(`the build failed: ${lastLine(built.stderr)}`);
  const launcher = join(bin, "pulumi-language-nodejs");
  // The cache serves every clone, so the clone at work says where its language host is.
  writeFileSync(launcher, '#!/bin/sh\nexec node "$BC_SALES_LANGUAGE_HOST" "$@"\n');
  const dynamic = join(bin, "pulumi-resource-pulumi-nodejs");
  copyFileSync(
    join(dirname(require.resolve("@pulumi/pulumi/package.json")), "pulumi-resource-pulumi-nodejs"),
    dynamic,
  );
  for (const file of [launcher, dynamic]) chmodSync(file, 0o755);
}

function lastLine(text: string): string {
  return text.trim().split("\n").pop() ?? "";
}
