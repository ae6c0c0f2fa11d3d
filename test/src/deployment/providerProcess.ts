import type { RunningSandbox } from "@bc-sales/sandbox";
import type { Transport } from "../../../dynamic-providers/dist/clients/http/http";
import { getUser } from "../../../engine/dist/azuread-stand-in/resource";
import { connected, steppedWith, wireTo } from "../clients/connected";
import { providerOf } from "../kinds/life";
import { azureadUser } from "./azureadUser";
import { graphSender } from "./graphSender";
import type { ProviderProcess } from "./stack";

const DYNAMIC = "pulumi-nodejs:dynamic/bcsales:";

/**
 * The providers of one deployment on a sandbox in this process: all kinds on one tenant, and azuread beside them.
 *
 * @param said receives what is said to the person at the deployment
 * @param around what to put between the providers and the wire
 */
export function providersOn(
  sandbox: RunningSandbox,
  said: string[],
  around: (wire: Transport) => Transport,
  killed: Promise<never>,
): ProviderProcess {
  const tenant = connected(sandbox, said, around);
  const graph = graphSender(sandbox, around(wireTo(sandbox)), steppedWith(sandbox));
  return {
    killed,
    providerOf: (type) =>
      type.startsWith(DYNAMIC) ? providerOf(type.slice(DYNAMIC.length), tenant) : azureadUser(graph),
    lookUp: (_token, args) => getUser(graph, args),
  };
}
