import type { SandboxRequest } from "../http/types";

/** What a request to Graph uses of the limits. */
export interface GraphCost {
  readonly units: number;
  readonly isWrite: boolean;
}

/** Resource units of reads (Microsoft Graph service-specific throttling limits, identity and access). */
const reads: readonly [path: RegExp, units: number][] = [
  [/^\/users$/i, 2],
  [/^\/subscribedSkus$/i, 3],
  [/^\/users\/[^/]+\/licenseDetails$/i, 2],
];

/** The documented price: reads by their path and options, and never below 1; every write 1 and one write. */
export function graphCost({
  method,
  path,
  query,
}: Pick<SandboxRequest, "method" | "path" | "query">): GraphCost {
  if (method !== "GET") return { units: 1, isWrite: true };
  const unversioned = path.replace(/^\/(v1\.0|beta)(?=\/)/, "");
  const [, base] = reads.find(([pattern]) => pattern.test(unversioned)) ?? [undefined, 1];
  const top = query.get("$top");
  const units =
    base -
    Number(query.has("$select")) +
    Number(query.has("$expand")) -
    Number(top !== null && Number(top) < 20);
  return { units: Math.max(1, units), isWrite: false };
}
