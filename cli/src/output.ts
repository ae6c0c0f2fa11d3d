/** Where a command writes to. */
export interface Output {
  /** The result, and nothing else. */
  readonly result: (text: string) => void;
  /** To the person at the terminal. */
  readonly note: (line: string) => void;
  /** Whether the result goes to a terminal that shows colours. */
  readonly color: boolean;
}
