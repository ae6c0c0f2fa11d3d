import { setFlagsFromString } from "node:v8";

/**
 * Sets the flag that Pulumi's runtime sets while it loads. What NODE_COMPILE_CACHE keeps is refused by processes with
 * other flags, so that each process would refuse what another one has kept, and compile it anew.
 */
export function setPulumiFlags(): void {
  setFlagsFromString("--allow-natives-syntax");
}
