/**
 * How often each fuzz test tries something else: `BC_SALES_FUZZ_RUNS`, default 150. A failure prints its seed, to be
 * given to `fc.assert` as `{ seed, path }`.
 */
export const fuzzRuns = Number(process.env.BC_SALES_FUZZ_RUNS ?? 150);
