import * as grpc from "@grpc/grpc-js";

/**
 * Ends this process when the engine that started it is gone: one that was killed does not stop its plug-ins.
 *
 * @param address - where the engine listens; it hands it to each plug-in as the first argument.
 */
export function endWithEngine(address: string, end: () => void = () => process.exit(0)): void {
  if (address === "") return;
  const client = new grpc.Client(address, grpc.credentials.createInsecure());
  const channel = client.getChannel();
  const watch = () => {
    // True: connect, also anew after a rest.
    const state = channel.getConnectivityState(true);
    if (state === grpc.connectivityState.TRANSIENT_FAILURE) {
      client.close();
      end();
      return;
    }
    channel.watchConnectivityState(state, Infinity, watch);
  };
  watch();
}

/** The first argument that is no flag. */
export function engineAddress(args: readonly string[]): string {
  return args.find((argument) => !argument.startsWith("-")) ?? "";
}
