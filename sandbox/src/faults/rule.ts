import type { Service } from "../http/types";

/** Services whose requests can be hit; the sandbox's own page and admin routes never are. */
export const faultyServices = ["entra", "graph", "power-platform", "dataverse"] as const satisfies Service[];

export type FaultyService = (typeof faultyServices)[number];

/** What happens to a request that a rule hits. Milliseconds are real ones unless said otherwise. */
export type FaultEffect =
  /** Waits before the request is applied; `jitter`: up to so much longer. Default 0. */
  | { readonly kind: "latency"; readonly milliseconds: number; readonly jitter?: number }
  /** 429 in the service's words. `retryAfter`: seconds, default 5. `as`: how it is written, default seconds. */
  | {
      readonly kind: "throttle";
      readonly retryAfter?: number;
      readonly as?: (typeof retryAfterForms)[number];
    }
  /** The status with an error of the service; `retryAfter`: seconds, default none. */
  | {
      readonly kind: "status";
      readonly status: (typeof faultStatuses)[number];
      readonly retryAfter?: number;
    }
  /** The connection is torn before the request is applied. */
  | { readonly kind: "reset" }
  /** The request is applied, and the connection is torn instead of an answer. */
  | { readonly kind: "lose-answer" }
  /** The request is applied, half of the answer's body is sent, and the connection is closed. */
  | { readonly kind: "truncate" }
  /** The second half of the answer's body comes so much later. */
  | { readonly kind: "slow-body"; readonly milliseconds: number }
  /** A GET sees the tenant as it was so long ago on the sandbox's clock; other methods are not hit. */
  | { readonly kind: "stale-read"; readonly milliseconds: number }
  /** 401 in the service's words; `claims`: as a claims challenge (continuous access evaluation). Default false. */
  | { readonly kind: "reject-token"; readonly claims?: boolean };

export const retryAfterForms = ["seconds", "date", "none"] as const;

export const faultStatuses = [500, 502, 503, 504] as const;

/**
 * Which requests are hit, and by what. A rule counts every request that fits `service`, `method` and `path`; of these
 * it hits the `from`th, and from then on every `every`th.
 */
export interface FaultRule {
  /** Names the rule in logs and for removal. Default `fault-1`, `fault-2` … */
  readonly id?: string;
  /** Default: all services. */
  readonly service?: FaultyService;
  /** In any case of letters. Default: all methods. */
  readonly method?: string;
  /** Of the decoded path below the service's base; `*` stands for any run of characters. Default: all paths. */
  readonly path?: string;
  /** Number of the first fitting request that is hit, counted from 1. Default 1. */
  readonly from?: number;
  /** Default 1: each one. */
  readonly every?: number;
  /** How many requests are hit. Default: no limit. */
  readonly times?: number;
  /** Chance of each of them to be hit, 0 to 1, drawn from the seed. Default 1. */
  readonly probability?: number;
  /** Hits the parts of batches, each as a request of its own, instead of whole requests. Default false. */
  readonly parts?: boolean;
  readonly effect: FaultEffect;
}

/** Rules together with what their chances are drawn from. */
export interface FaultPlan {
  /** Default 1. */
  readonly seed?: number;
  readonly rules: readonly FaultRule[];
}
