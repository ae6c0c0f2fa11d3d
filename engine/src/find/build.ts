import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "../paths";
import { say } from "../say";
import { lastLines, MINUTE, run } from "./run";
import { isAtLeast, PREPARED_CLI } from "./version";

/** The oldest Go that knows the `tool` lines of go.mod. */
const OLDEST_GO = "1.24.0";

/** From the Go modules that `engine/go.mod` and `engine/go.sum` pin. */
export async function buildCli(stage: string, environment: NodeJS.ProcessEnv): Promise<void> {
  await checkGo(environment);
  say(
    `Building Pulumi ${PREPARED_CLI} from its Go modules: about 5 minutes and 3 GB of disk the first time, once for all clones.`,
  );
  const bin = join(stage, "bin");
  mkdirSync(bin);
  const started = Date.now();
  const signs = setInterval(() => {
    say(`Still building (${String(Math.round((Date.now() - started) / MINUTE))} min).`);
  }, MINUTE).unref();
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
      env: {
        ...environment,
        CGO_ENABLED: "0",
        GOBIN: bin,
        // What a person's own projects need would change what is built here.
        GOFLAGS: "-mod=readonly",
        GOWORK: "off",
        GOOS: undefined,
        GOARCH: undefined,
      },
    },
  );
  clearInterval(signs);
  if (built.exitCode === 124) throw new Error("the build took longer than 30 minutes and was ended.");
  if (built.exitCode !== 0) throw new Error(`the build failed: ${lastLines(built.stderr)}`);
  addLaunchers(bin);
}

async function checkGo(environment: NodeJS.ProcessEnv): Promise<void> {
  const go = await run("go", ["version"], { timeout: MINUTE, env: environment });
  if (go.exitCode === 127) throw new Error("there is no Go toolchain on PATH (1.24 or newer).");
  const version = /go(\d+\.\d+(?:\.\d+)?)/.exec(go.stdout)?.[1];
  if (version === undefined) throw new Error(`\`go version\` failed: ${lastLines(go.stderr)}`);
  if (!isAtLeast(version.split(".").length === 2 ? `${version}.0` : version, OLDEST_GO)) {
    throw new Error(`Go ${version} is too old; 1.24 or newer is needed.`);
  }
}

/** The executables that an official CLI has beside it. */
function addLaunchers(bin: string): void {
  const language = join(bin, "pulumi-language-nodejs");
  // The cache serves every clone, so the clone at work says where its language host is.
  writeFileSync(language, '#!/bin/sh\nexec node "$BC_SALES_LANGUAGE_HOST" "$@"\n');
  const dynamic = join(bin, "pulumi-resource-pulumi-nodejs");
  copyFileSync(
    join(dirname(require.resolve("@pulumi/pulumi/package.json")), "pulumi-resource-pulumi-nodejs"),
    dynamic,
  );
  for (const file of [language, dynamic]) chmodSync(file, 0o755);
}
