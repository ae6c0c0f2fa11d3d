/** Which rows of a table have a value, for one column. Values are compared without regard to case. */
export class RowIndex {
  readonly #ids = new Map<string, readonly string[]>();

  /** Ids of the rows with this value, the one that got it last at the end. */
  ids(value: string): readonly string[] {
    return this.#ids.get(value.toLowerCase()) ?? [];
  }

  /** Undefined: the row does not exist, or is not to be found by this column. */
  change(id: string, before: string | undefined, now: string | undefined): void {
    const [from, to] = [before?.toLowerCase(), now?.toLowerCase()];
    if (from === to) return;
    if (from !== undefined) {
      const others = this.ids(from).filter((other) => other !== id);
      if (others.length > 0) this.#ids.set(from, others);
      else this.#ids.delete(from);
    }
    if (to !== undefined) this.#ids.set(to, [...this.ids(to), id]);
  }
}
