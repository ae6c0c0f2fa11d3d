/** What the steps end with; those of `bc-sales` mean the same. */
export const EXIT = { ok: 0, found: 1, unable: 2 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
