import type { RequestLog } from "../http/request-log";
import type { Route } from "../http/types";
import type { SteppedClock } from "../rules/clock";
import type { SandboxSettings } from "../settings";
import type { SandboxStatus } from "../status";
import type { OpenStore } from "../state/file-store";

/** What the admin routes and the page work with, beyond what a service's routes get. */
export interface Control {
  readonly store: OpenStore;
  readonly clock: SteppedClock;
  readonly settings: SandboxSettings;
  readonly requests: RequestLog;
  /** All routes of the services. */
  readonly covered: readonly Route[];
  status(): SandboxStatus;
  /** Back to the seed, the settings it was started with and the real time. */
  reset(): void;
  /** Writes settings and clock to disk. */
  saveRuntime(): void;
}
