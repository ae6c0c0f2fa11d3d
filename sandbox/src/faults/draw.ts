import { createHash } from "node:crypto";

/**
 * A number from 0 to below 1 that is the same for the same seed, rule and count. It depends on nothing else, so that
 * what one rule does to its n-th request is the same however requests to other routes fall in between.
 */
export function draw(seed: number, ruleId: string, count: number, purpose: "hit" | "jitter"): number {
  const digest = createHash("sha256").update(`${seed}/${ruleId}/${count}/${purpose}`).digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}
