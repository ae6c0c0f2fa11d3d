import { createRequire } from "node:module";
import type { Cancellation } from "./cancellation";

/** What is used of a server of @grpc/grpc-js. */
interface Server {
  _retrieveHandler(path: string): unknown;
}

/**
 * Makes this process heed every way in which it can be told that the deployment is cancelled: signals, and the
 * engine's call of `Cancel`.
 */
export function heedCancellation(cancellation: Cancellation): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    // The engine ends its providers this way too, and kills those that are still there five seconds later.
    process.on(signal, () => {
      cancellation.end(() => process.exit());
    });
  }
  heedCancelCall(() => {
    cancellation.cancel();
  });
}

/**
 * Ctrl-C does not reach this process as a signal: the engine runs providers in process groups of their own
 * (pulumi/pulumi, sdk/go/common/util/cmdutil/child_unix.go). It calls `Cancel`, which Pulumi's host of dynamic
 * providers answers and does not pass on (@pulumi/pulumi, cmd/dynamic-provider). The server is running by the time
 * this code is loaded, and offers nothing public to listen to, so the lookup of handlers is listened to. Should
 * that be gone one day, a cancellation goes unheard and waits end at their deadlines; a test tells.
 */
function heedCancelCall(heard: () => void): void {
  const load = createRequire(require.resolve("@pulumi/pulumi"));
  const { prototype } = (load("@grpc/grpc-js") as { Server: { prototype: Partial<Server> } }).Server;
  const retrieve = prototype._retrieveHandler;
  if (retrieve === undefined) return;
  prototype._retrieveHandler = function (this: Server, path) {
    if (path === "/pulumirpc.ResourceProvider/Cancel") heard();
    return retrieve.call(this, path);
  };
}
