import { spawn } from "node:child_process";
import * as grpc from "@grpc/grpc-js";
import language from "@pulumi/pulumi/proto/language_pb";

type Request = InstanceType<typeof language.InstallDependenciesRequest>;
type Response = InstanceType<typeof language.InstallDependenciesResponse>;

/** The RPC `InstallDependencies`: with the package manager that Pulumi.yaml names (`runtime.options.packagemanager`), else npm. */
export function installDependencies(call: grpc.ServerWritableStream<Request, Response>): void {
  const options = (call.request.getInfo()?.getOptions()?.toJavaScript() ?? {}) as { packagemanager?: string };
  const manager = options.packagemanager ?? "npm";
  const child = spawn(manager, ["install"], {
    cwd: call.request.getDirectory(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.on("data", (data: Buffer) => {
    const response = new language.InstallDependenciesResponse();
    response.setStdout(data);
    call.write(response);
  });
  child.stderr.on("data", (data: Buffer) => {
    const response = new language.InstallDependenciesResponse();
    response.setStderr(data);
    call.write(response);
  });
  const fail = (details: string) => {
    call.emit("error", { code: grpc.status.FAILED_PRECONDITION, details });
  };
  child.once("error", (error) => {
    fail(`\`${manager} install\` does not start: ${error.message}`);
  });
  child.once("close", (code, signal) => {
    if (child.pid === undefined) return;
    if (code === 0) call.end();
    else
      fail(
        `\`${manager} install\` ended with ${code === null ? String(signal) : `exit code ${String(code)}`}.`,
      );
  });
  call.once("cancelled", () => child.kill());
}
