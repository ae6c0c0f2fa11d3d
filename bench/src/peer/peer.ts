import type { Case } from "../deployments/floor";

/**
 * What was measured elsewhere and cannot be measured here: the Power Platform provider for Terraform
 * (microsoft/terraform-provider-power-platform, commit 57ba091) with Terraform 1.11.4, two roles a user, against a
 * local stub of the two services, 2 cores, 50 ms, parallelism 10, 200 users, the whole command.
 */
export const MEASURED_ELSEWHERE = {
  people: 200,
  seconds: { "first-deployment": 11.4, "no-op": 4.1, "swap-role": 14.7, delete: 8.5 },
} as const satisfies { people: number; seconds: Partial<Record<Case, number>> };

export type PeerCase = keyof typeof MEASURED_ELSEWHERE.seconds;
export const PEER_CASES = Object.keys(MEASURED_ELSEWHERE.seconds) as PeerCase[];

/** What the provider asks for one user; each waits for the one before. */
export type PeerCall =
  "environment" | "addUser" | "find" | "assign" | "assignOther" | "remove" | "user" | "disable";

/** Its refresh, which a command begins with where something exists. */
const REFRESH: readonly PeerCall[] = ["environment", "environment", "find"];

/**
 * The calls of each command for one user. Their numbers were counted (9, 3, 12 and 6); of a swap and a removal, which
 * call stands where is inferred.
 */
export const PEER_CALLS: Readonly<Record<PeerCase, readonly PeerCall[]>> = {
  "first-deployment": [
    ...(["environment", "environment", "environment", "environment"] as const),
    ...(["addUser", "find", "assign", "assignOther", "user"] as const),
  ],
  "no-op": REFRESH,
  "swap-role": [
    ...REFRESH,
    ...(["environment", "environment", "environment", "environment"] as const),
    ...(["find", "find", "remove", "assign", "user"] as const),
  ],
  delete: [...REFRESH, "environment", "environment", "disable"],
};

/** Terraform's default. */
export const PEER_PARALLEL = 10;
/** Requests of its sign-in, once a process. */
export const PEER_SIGN_IN = 4;
