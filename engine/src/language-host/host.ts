import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import languageServices from "@pulumi/pulumi/proto/language_grpc_pb";
import language from "@pulumi/pulumi/proto/language_pb";
import plugin from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { pluginCommand, programCommand } from "./program";

/** `cmd/run` ends with it when the program has reported its error itself (the SDK's nodeJSProcessExitedAfterLoggingUserActionableMessage). */
const ALREADY_REPORTED = 32;

type Unary<Request, Response> = grpc.handleUnaryCall<Request, Response>;

/** Serves the engine's questions about programs in Node. @returns the port, on loopback. */
export function serve(engineAddress: string): Promise<number> {
  const server = new grpc.Server();
  const empty: Unary<unknown, Empty> = (_call, callback) => {
    callback(null, new Empty());
  };
  server.addService(languageServices.LanguageRuntimeService, {
    handshake: (_call: unknown, callback: grpc.sendUnaryData<unknown>) => {
      callback(null, new language.LanguageHandshakeResponse());
    },
    cancel: empty,
    getPluginInfo: (_call: unknown, callback: grpc.sendUnaryData<unknown>) => {
      const info = new plugin.PluginInfo();
      info.setVersion(sdkVersion());
      callback(null, info);
    },
    // The engine learns of a plug-in when its first resource is registered.
    getRequiredPlugins: (_call: unknown, callback: grpc.sendUnaryData<unknown>) => {
      callback(null, new language.GetRequiredPluginsResponse());
    },
    getRequiredPackages: (_call: unknown, callback: grpc.sendUnaryData<unknown>) => {
      callback(null, new language.GetRequiredPackagesResponse());
    },
    runtimeOptionsPrompts: (_call: unknown, callback: grpc.sendUnaryData<unknown>) => {
      callback(null, new language.RuntimeOptionsResponse());
    },
    about: (_call: unknown, callback: grpc.sendUnaryData<unknown>) => {
      const about = new language.AboutResponse();
      about.setExecutable(process.execPath);
      about.setVersion(process.version);
      callback(null, about);
    },
    getProgramDependencies,
    installDependencies: (
      call: grpc.ServerWritableStream<InstanceType<typeof language.InstallDependenciesRequest>, unknown>,
    ) => {
      const directory = call.request.getDirectory();
      execFileSync("npm", ["install"], { cwd: directory, stdio: "ignore" });
      call.end();
    },
    run: run(engineAddress),
    runPlugin,
  });
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
}

function run(engineAddress: string) {
  return (
    call: grpc.ServerUnaryCall<InstanceType<typeof language.RunRequest>, unknown>,
    callback: grpc.sendUnaryData<unknown>,
  ) => {
    const request = call.request;
    const info = request.getInfo();
    const options = (info?.getOptions()?.toJavaScript() ?? {}) as { typescript?: boolean };
    const config: Record<string, string> = {};
    request.getConfigMap().forEach((value: string, key: string) => (config[key] = value));
    const command = programCommand(
      {
        project: request.getProject(),
        stack: request.getStack(),
        organization: request.getOrganization(),
        rootDirectory: info?.getRootDirectory() ?? "",
        programDirectory: info?.getProgramDirectory() ?? request.getPwd(),
        entryPoint: info?.getEntryPoint() ?? ".",
        monitorAddress: request.getMonitorAddress(),
        engineAddress,
        parallel: request.getParallel(),
        dryRun: request.getDryrun(),
        config,
        secretKeys: request.getConfigsecretkeysList(),
        args: request.getArgsList(),
        typescript: options.typescript ?? true,
      },
      process.env,
    );
    const child = spawn(process.execPath, command.args, {
      cwd: command.cwd,
      env: command.env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("error", (error) => {
      callback(error);
    });
    child.once("exit", (code, signal) => {
      const response = new language.RunResponse();
      if (code === ALREADY_REPORTED) response.setBail(true);
      else if (code !== 0)
        response.setError(`Program exited with ${code === null ? String(signal) : `code ${String(code)}`}`);
      callback(null, response);
    });
  };
}

function runPlugin(call: grpc.ServerWritableStream<InstanceType<typeof language.RunPluginRequest>, unknown>) {
  const request = call.request;
  const command = pluginCommand(
    {
      kind: request.getKind(),
      directory: request.getInfo()?.getProgramDirectory() ?? request.getProgram(),
      args: request.getArgsList(),
      environment: request.getEnvList(),
    },
    process.env,
  );
  const child = spawn(process.execPath, command.args, {
    cwd: command.cwd,
    env: command.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const write = (fill: (response: InstanceType<typeof language.RunPluginResponse>) => void) => {
    const response = new language.RunPluginResponse();
    fill(response);
    call.write(response);
  };
  child.stdout.on("data", (data: Buffer) => {
    write((response) => {
      response.setStdout(data);
    });
  });
  child.stderr.on("data", (data: Buffer) => {
    write((response) => {
      response.setStderr(data);
    });
  });
  child.once("close", (code) => {
    write((response) => {
      response.setExitcode(code ?? 1);
    });
    call.end();
  });
  call.once("cancelled", () => child.kill());
}

function getProgramDependencies(
  call: grpc.ServerUnaryCall<InstanceType<typeof language.GetProgramDependenciesRequest>, unknown>,
  callback: grpc.sendUnaryData<unknown>,
) {
  const directory = call.request.getInfo()?.getProgramDirectory() ?? call.request.getPwd();
  const file = join(directory, "package.json");
  const declared = existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as { dependencies?: Record<string, string> }).dependencies
    : {};
  const response = new language.GetProgramDependenciesResponse();
  response.setDependenciesList(
    Object.entries(declared ?? {}).map(([name, version]) => {
      const dependency = new language.DependencyInfo();
      dependency.setName(name);
      dependency.setVersion(version);
      return dependency;
    }),
  );
  callback(null, response);
}

function sdkVersion(): string {
  const require = createRequire(__filename);
  return (require("@pulumi/pulumi/package.json") as { version: string }).version;
}
