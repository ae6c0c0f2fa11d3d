import type { SandboxRequest, SandboxResponse } from "./http/types";
import type { SandboxClock } from "./rules/clock";
import type { SandboxSettings } from "./settings";
import type { Store } from "./state/store";

/** What every route handler works with. */
export interface Sandbox {
  readonly store: Store;
  readonly clock: SandboxClock;
  readonly settings: SandboxSettings;
  /** Whether the request at hand must not be answered from the cache of roles (rules/role-cache.ts). Default false. */
  readonly isStrong?: boolean;
  /** The one dispatcher: parts of a batch go through it like requests of their own. */
  dispatch(
    service: "graph" | "power-platform" | "dataverse",
    request: SandboxRequest,
  ): Promise<SandboxResponse>;
}
