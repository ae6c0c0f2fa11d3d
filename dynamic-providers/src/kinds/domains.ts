import type { Tenant } from "../clients/tenant";
import type { Problem } from "../problems";
import { wordList } from "../text/list";
import { ifAllowed } from "./if-allowed";
import { peopleList } from "./salespeople-roster/names";

/**
 * A problem for each domain that the tenant has not verified and in which accounts are to be made: Entra refuses to make
 * any. Asks for the domains only if somebody is to be made, and finds no problem where they may not be read.
 *
 * @param signInNames - of the accounts to be made.
 * @param placeOf - the input that names these accounts.
 */
export async function domainProblems(
  signInNames: readonly string[],
  { graph }: Pick<Tenant, "graph">,
  placeOf: (signInNames: readonly string[]) => string,
): Promise<Problem[]> {
  if (signInNames.length === 0) return [];
  const verified = await ifAllowed(graph.verifiedDomains(), undefined);
  if (verified === undefined) return [];
  const foreign = new Map<string, string[]>();
  for (const signInName of signInNames) {
    const domain = signInName.slice(signInName.lastIndexOf("@") + 1).toLowerCase();
    if (!verified.includes(domain)) foreign.set(domain, [...(foreign.get(domain) ?? []), signInName]);
  }
  return [...foreign].map(([domain, names]) => ({
    where: placeOf(names),
    message: `The tenant has not verified the domain "${domain}", in which ${names.length === 1 ? "an account is" : "accounts are"} to be made: ${peopleList(names)}.`,
    remedy: `Use a domain of the tenant in the sign-in name (${wordList(verified)}), or add this one first (Microsoft 365 admin center > Settings > Domains).`,
  }));
}
