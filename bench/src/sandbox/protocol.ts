import type { SandboxSettings, SandboxStatus } from "@bc-sales/sandbox";
import type { Traffic } from "./traffic";

/** How the sandbox of a benchmark begins. */
export interface HostOptions {
  /** Other people in the tenant. */
  readonly people: number;
  /** Free seats of each SKU besides those of the seed. */
  readonly seats: number;
  readonly settings: Partial<SandboxSettings>;
}

/** Asks for the traffic since the last `take`. */
export type Ask = "take";

/** The host's first message, then its answers. */
export type Told = { readonly status: SandboxStatus } | { readonly traffic: Traffic };
