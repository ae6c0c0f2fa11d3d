import { dirname } from "node:path";
import { setFlagsFromString } from "node:v8";
import type * as dynamic from "@pulumi/pulumi/dynamic";
import { heedCancellation } from "./adapter/cancel-signals";
import { Cancellation } from "./adapter/cancellation";
import { Operations } from "./adapter/operations";
import { ConfiguredSession } from "./adapter/session";
import { assertFresh } from "./freshness";
import { kinds } from "./kinds";

assertFresh({ directory: dirname(__dirname), sources: ["src"], output: "dist" });

// Messages of the engine with ten thousand people in them are garbage at once. V8 would let it become four times as much
// as what is in use before it collects any; so it is a fifth, for some more processor time (bench/README.md).
setFlagsFromString("--heap-growing-percent=20");
// What NODE_COMPILE_CACHE keeps is written at the end and holds for the flags of that moment: back to those of the start.
process.once("exit", () => {
  setFlagsFromString("--heap-growing-percent=0");
});

const cancellation = new Cancellation();
heedCancellation(cancellation);
const session = new ConfiguredSession(process.env, cancellation);
const providers = new Map<string, Operations>();

/**
 * Pulumi's operations on a kind of resource. The text in the state of each resource calls this in the provider
 * process; one session (connections, tokens, throttling, remembered reads) serves all kinds.
 *
 * @throws Error when the kind is unknown; loading this module throws when the compiled code is not that of the sources.
 */
export function providerOf(kind: string): Required<dynamic.ResourceProvider> {
  const existing = providers.get(kind);
  if (existing !== undefined) return existing;
  const reconciler = kinds[kind];
  if (reconciler === undefined) {
    throw new Error(
      `The installed @bc-sales/dynamic-providers has no resource kind "${kind}". ` +
        "Install the release that the stack was deployed with, or a newer one.",
    );
  }
  const made = new Operations(kind, reconciler, session);
  providers.set(kind, made);
  return made;
}
