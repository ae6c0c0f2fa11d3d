import type { Problem } from "../problems";
import { counted } from "../text/list";
import type { Positions } from "./positions";

/** What is wrong and what to do about it, wherever it is. */
export type Fault = Omit<Problem, "where">;

/** A fault at a place in the file, in bytes. */
export interface PlacedFault {
  readonly offset: number;
  readonly fault: Fault;
}

/** More would scroll the first ones away. */
export const MOST_PROBLEMS = 50;

/** What is wrong with a file, in its order: the first problems in full, of the others how many they are. */
export class FoundProblems {
  readonly #shown: Problem[] = [];
  #count = 0;

  /**
   * @param file - as problems name it.
   * @param limit - how many are kept in full.
   */
  constructor(
    private readonly file: string,
    private readonly positions: Positions,
    private readonly limit: number,
  ) {}

  /** How many are kept in full. */
  get shown(): number {
    return this.#shown.length;
  }

  add(faults: readonly PlacedFault[]): void {
    for (const { offset, fault } of faults.slice(0, this.limit - this.#shown.length)) {
      const { message, remedy } = fault;
      this.#shown.push({ where: `${this.file}:${this.positions.at(offset)}`, message, remedy });
    }
    this.#count += faults.length;
  }

  /**
   * Each `where` is `file:line:column`, but for a last one that counts the rest.
   *
   * @param whole - whether the whole file was looked at.
   */
  list(whole: boolean): Problem[] {
    const more = this.#count - this.#shown.length;
    if (more === 0) return [...this.#shown];
    const least = whole ? "" : "at least ";
    const what = this.#shown.length === 0 ? counted(more, "problem") : counted(more, "more problem");
    return [
      ...this.#shown,
      {
        where: this.file,
        message: `There ${more === 1 ? "is" : "are"} ${least}${what}.`,
        remedy: this.#shown.length === 0 ? "Correct those of the other files first." : "Correct these first.",
      },
    ];
  }
}
