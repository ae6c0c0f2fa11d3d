/** Values that many people have in common, each stored once; whoever has one keeps its place. */
export class Table {
  readonly #values: unknown[];
  readonly #places: Map<string, number>;

  /** @param values - a table to go on with: places in it stay what they are. */
  constructor(values: readonly unknown[] = []) {
    this.#values = [...values];
    this.#places = new Map(values.map((value, place) => [JSON.stringify(value), place]));
  }

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

  unpack([keys, ...places]: readonly number[]): Record<string, unknown> {
    const names = this.#values[keys ?? -1] as readonly string[];
    return Object.fromEntries(names.map((name, index) => [name, this.#values[places[index] ?? -1]]));
  }
}
