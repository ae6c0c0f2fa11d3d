import type { Benchmark } from "./benchmark";
import { accountSet, deployments } from "./deployments/benchmark";
import { sandboxSpeed } from "./speed/sandbox-speed";

/** All benchmarks, in the order in which they are run. */
export const benchmarks: readonly Benchmark[] = [sandboxSpeed, deployments, accountSet];
