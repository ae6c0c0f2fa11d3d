import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import languageServices from "@pulumi/pulumi/proto/language_grpc_pb";
import language from "@pulumi/pulumi/proto/language_pb";
import plugin from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { installDependencies } from "./install";
import { run } from "./run";
import { runPlugin } from "./run-plugin";

type Answer<Request, Response> = (request: Request) => Response;

/**
 * Serves the engine's questions about programs in Node. What it does not know (generating code, packing) is answered
 * with UNIMPLEMENTED.
 *
 * @returns the port, on loopback.
 */
export function serve(engineAddress: string): Promise<number> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  server.addService(languageServices.LanguageRuntimeService, {
    handshake: unary(() => new language.LanguageHandshakeResponse()),
    cancel: unary(() => new Empty()),
    getPluginInfo: unary(() => {
      const info = new plugin.PluginInfo();
      info.setVersion(sdkVersion());
      return info;
    }),
    // The engine learns of a plug-in when its first resource is registered.
    getRequiredPlugins: unary(() => new language.GetRequiredPluginsResponse()),
    getRequiredPackages: unary(() => new language.GetRequiredPackagesResponse()),
    runtimeOptionsPrompts: unary(() => new language.RuntimeOptionsResponse()),
    about: unary(() => {
      const about = new language.AboutResponse();
      about.setExecutable(process.execPath);
      about.setVersion(process.version);
      return about;
    }),
    getProgramDependencies: unary(programDependencies),
    installDependencies,
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

function unary<Request, Response>(
  answer: Answer<Request, Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    try {
      callback(null, answer(call.request));
    } catch (error) {
      callback({
        code: grpc.status.UNKNOWN,
        details: error instanceof Error ? error.message : String(error),
      });
    }
  };
}

/** For `pulumi about`: what package.json declares, in the version that is installed. */
function programDependencies(
  request: InstanceType<typeof language.GetProgramDependenciesRequest>,
): InstanceType<typeof language.GetProgramDependenciesResponse> {
  const directory = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const declared = packageFile(directory)?.dependencies ?? {};
  const response = new language.GetProgramDependenciesResponse();
  response.setDependenciesList(
    Object.entries(declared).map(([name, range]) => {
      const dependency = new language.DependencyInfo();
      dependency.setName(name);
      dependency.setVersion(packageFile(join(directory, "node_modules", name))?.version ?? range);
      return dependency;
    }),
  );
  return response;
}

function packageFile(
  directory: string,
): { version?: string; dependencies?: Record<string, string> } | undefined {
  const file = join(directory, "package.json");
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, "utf8")) as ReturnType<typeof packageFile>;
}

function sdkVersion(): string {
  const require = createRequire(__filename);
  return (require("@pulumi/pulumi/package.json") as { version: string }).version;
}
