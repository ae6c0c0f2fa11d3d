import type { Benchmark, Report } from "../benchmark";
export function writeResults(_found: readonly { benchmark: Benchmark; report: Report }[]): void {}
