import type { Benchmark } from "./benchmark";
import { clientOverhead } from "./clients/client-overhead";
import { throttleRecovery } from "./clients/throttle-recovery";
import { accountSet, deployments } from "./deployments/benchmark";
import { growth } from "./deployments/growth";
import { starts } from "./deployments/starts";
import { peer } from "./peer/benchmark";
import { sandboxSpeed } from "./speed/sandbox-speed";

/** All benchmarks, in the order in which they are run. */
export const benchmarks: readonly Benchmark[] = [
  sandboxSpeed,
  clientOverhead,
  throttleRecovery,
  deployments,
  growth,
  starts,
  accountSet,
  peer,
];
