import { spawn } from "node:child_process";
import type * as grpc from "@grpc/grpc-js";
import language from "@pulumi/pulumi/proto/language_pb";
import { type Command, programCommand } from "./program";

/** `cmd/run` ends with it when the program has reported its error itself (the SDK's nodeJSProcessExitedAfterLoggingUserActionableMessage). */
const ALREADY_REPORTED = 32;

type Request = InstanceType<typeof language.RunRequest>;
type Response = InstanceType<typeof language.RunResponse>;

/** The RPC `Run`: the program, from its start to its end. Its output goes to that of this process, which the engine reads. */
export function run(engineAddress: string): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const response = new language.RunResponse();
    let command: Command;
    try {
      command = commandOf(call.request, engineAddress);
    } catch (error) {
      response.setError((error as Error).message);
      callback(null, response);
      return;
    }
    const child = spawn(process.execPath, command.args, {
      cwd: command.cwd,
      env: command.env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    call.once("cancelled", () => child.kill());
    child.once("error", (error) => {
      response.setError(`The program could not be started: ${error.message}`);
      callback(null, response);
    });
    child.once("exit", (code, signal) => {
      if (code === ALREADY_REPORTED) response.setBail(true);
      else if (code !== 0)
        response.setError(`Program exited with ${code === null ? String(signal) : `code ${String(code)}`}`);
      callback(null, response);
    });
  };
}

function commandOf(request: Request, engineAddress: string): Command {
  const info = request.getInfo();
  const options = (info?.getOptions()?.toJavaScript() ?? {}) as { typescript?: boolean };
  const config: Record<string, string> = {};
  request.getConfigMap().forEach((value: string, key: string) => (config[key] = value));
  return programCommand(
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
}
