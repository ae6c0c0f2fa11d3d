import { spawn } from "node:child_process";
import type * as grpc from "@grpc/grpc-js";
import language from "@pulumi/pulumi/proto/language_pb";
import { type Command, pluginCommand } from "./program";

type Request = InstanceType<typeof language.RunPluginRequest>;
type Response = InstanceType<typeof language.RunPluginResponse>;

/** The RPC `RunPlugin`: a policy pack or a provider written in TypeScript, with its output and at last its exit code. */
export function runPlugin(call: grpc.ServerWritableStream<Request, Response>): void {
  const write = (fill: (response: Response) => void) => {
    const response = new language.RunPluginResponse();
    fill(response);
    call.write(response);
  };
  const finish = (exitCode: number) => {
    write((response) => {
      response.setExitcode(exitCode);
    });
    call.end();
  };
  const complain = (error: unknown) => {
    write((response) => {
      response.setStderr(Buffer.from(`${(error as Error).message}\n`));
    });
    finish(1);
  };
  let command: Command;
  try {
    command = commandOf(call.request);
  } catch (error) {
    complain(error);
    return;
  }
  const child = spawn(process.execPath, command.args, {
    cwd: command.cwd,
    env: command.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
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
  child.once("error", complain);
  child.once("close", (code) => {
    finish(code ?? 1);
  });
  call.once("cancelled", () => child.kill());
}

function commandOf(request: Request): Command {
  return pluginCommand(
    {
      kind: request.getKind(),
      directory: request.getInfo()?.getProgramDirectory() ?? request.getProgram(),
      args: request.getArgsList(),
      environment: request.getEnvList(),
    },
    process.env,
  );
}
