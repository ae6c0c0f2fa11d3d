import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "../paths";
import { say } from "../say";
import { lastLine, MINUTE, run } from "./run";
import { isAtLeast, PREPARED_CLI } from "./version";

/** From the Go modules that `engine/go.mod` and `engine/go.sum` pin. */
export async function buildCli(stage: string): Promise<void> {
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
