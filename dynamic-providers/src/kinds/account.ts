import type { EntraUser, GraphClient } from "../clients/graph/graph";
import type { Tenant } from "../clients/tenant";
import { ProblemsError } from "../problems";
import { ifAllowed } from "./if-allowed";
import type { IdentityInputs } from "./person";

/** An account that was made a moment ago is not on every replica of the directory yet. */
const DEADLINE_MS = 2 * 60_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

/** The Entra account, undefined when there is none. */
export async function accountOf(objectId: string, graph: GraphClient): Promise<EntraUser | undefined> {
  return (await graph.usersByObjectId([objectId])).get(objectId);
}

/**
 * Whether an account that is not found was deleted. An index that does not have it yet, or not any more for a while, is
 * no reason to forget what was granted to it. False where deleted accounts may not be read.
 */
export async function wasDeleted(objectId: string, graph: GraphClient): Promise<boolean> {
  const deleted = await ifAllowed(graph.deletedUsers(), []);
  return deleted.some((user) => user.objectId === objectId);
}

/**
 * The Entra account, waiting for one that was made a moment ago.
 *
 * @throws ProblemsError when it has not appeared after two minutes.
 */
export async function presentAccountOf(identity: IdentityInputs, tenant: Tenant): Promise<EntraUser> {
  const deadline = tenant.clock.now() + DEADLINE_MS;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const account = await accountOf(identity.objectId, tenant.graph);
    if (account !== undefined) return account;
    if (tenant.clock.now() >= deadline) throw new ProblemsError([noAccount(identity)]);
    await tenant.clock.sleep(pause, `the Entra account of ${identity.signInName}`);
  }
}

function noAccount({ objectId, signInName }: IdentityInputs) {
  return {
    where: "objectId",
    message: `Entra has no account with the object id ${objectId} (${signInName}).`,
    remedy: "Restore the account, or use the object id of one that exists.",
  };
}
