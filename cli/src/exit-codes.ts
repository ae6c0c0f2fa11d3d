/** What a command ends with, the same for all of them. */
export const EXIT = {
  /** All is well. */
  ok: 0,
  /** It was looked at, and is not as it should be. */
  found: 1,
  /** The command was not understood, or it could not look. */
  unable: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
