import type { Tenant } from "../../clients/tenant";
import { resolveLicense } from "../../licenses/resolve";
import { freeSeats, seatProblems } from "../../licenses/seats";
import type { Problem } from "../../problems";

/** Licence, with or without service plans that are to be off → sign-in names of all who are to hold that licence. */
export type Seats = Readonly<Record<string, readonly string[]>>;

/**
 * SKUs that the tenant does not own, and seats that are missing for all people of a deployment together:
 * each kind by itself sees only its own. People are looked up only where the free seats might not suffice.
 */
export async function seatsProblems(seats: Seats, tenant: Tenant): Promise<Problem[]> {
  if (Object.keys(seats).length === 0) return [];
  const owned = await tenant.graph.subscribedSkus();
  const problems: Problem[] = [];
  const wishes = new Map<string, string[]>();
  for (const [text, names] of Object.entries(seats)) {
    const resolved = resolveLicense(text, owned, `seats.${text}`);
    problems.push(...resolved.problems);
    const skuId = resolved.license?.sku.skuId;
    if (skuId === undefined) continue;
    wishes.set(skuId, [...(wishes.get(skuId) ?? []), ...names.map((name) => name.toLowerCase())]);
  }
  const scarce = owned.flatMap((sku) => {
    const people = [...new Set(wishes.get(sku.skuId))];
    return freeSeats(sku) < people.length ? [{ sku, people }] : [];
  });
  if (scarce.length === 0) return problems;
  const accounts = await tenant.graph.usersByPrincipalName(scarce.flatMap(({ people }) => people));
  const needed = scarce.map(({ sku, people }): [string, number] => {
    const holds = (name: string) =>
      accounts.get(name)?.licenses.some((license) => license.skuId === sku.skuId);
    return [sku.skuId, people.filter((name) => !holds(name)).length];
  });
  return [...problems, ...seatProblems(new Map(needed), owned, "seats")];
}
