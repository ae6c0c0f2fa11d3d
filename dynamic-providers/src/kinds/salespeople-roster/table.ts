/** Values that many people have in common, each stored once; whoever has one keeps its place. */
export class Table {
  readonly #values: unknown[] = [];
  readonly #places = new Map<string, number>();

  get values(): readonly unknown[] {
    return this.#values;
  }

  /** The place of a JSON-like value, a new one if it has none. */
  place(value: unknown): number {
    const key = JSON.stringify(value);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.#values.length);
    return this.#values.push(value) - 1;
  }

  /** An object as the place of its keys and those of its values. */
  pack(object: object): number[] {
    const members = Object.entries(object).filter(([, value]) => value !== undefined);
    return [members.map(([key]) => key), ...members.map(([, value]) => value as unknown)].map((value) =>
      this.place(value),
    );
  }
}

/** The object that {@link Table.pack} packed with a table of these values. */
export function unpacked(
  [keys, ...places]: readonly number[],
  table: readonly unknown[],
): Record<string, unknown> {
  const names = table[keys ?? -1] as readonly string[];
  return Object.fromEntries(names.map((name, index) => [name, table[places[index] ?? -1]]));
}
