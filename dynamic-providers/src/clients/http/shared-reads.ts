import type { Clock } from "../tenant";

/** What was read is not remembered for longer: others write too. */
const REMEMBERED_MS = 60_000;
/** What is missing may be on its way, as rows are after a sync. */
const ABSENCE_REMEMBERED_MS = 5_000;

interface Entry<Value> {
  readonly value: Value | undefined;
  readonly at: number;
  /** Reads are numbered as they begin, since they need not end in that order. */
  readonly read: number;
}

interface Collected<Value> {
  readonly keys: Set<string>;
  readonly answer: Promise<ReadonlyMap<string, Value>>;
}

/**
 * Reads by key that are asked together and remembered until somebody writes. Keys without a value are
 * remembered too, though not for long.
 */
export class SharedReads<Value> {
  readonly #known = new Map<string, Entry<Value>>();
  #collecting: Collected<Value> | undefined;
  #reads = 0;
  #forgottenAt = 0;

  /** @param load reads the values of some keys at once; keys without a value are missing in the answer */
  constructor(
    private readonly load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
    private readonly clock: Clock,
  ) {}

  /** Calls made before the process comes to its next event are one read. `fresh` bypasses what is remembered. */
  async get(keys: readonly string[], fresh = false): Promise<ReadonlyMap<string, Value>> {
    const wanted = [...new Set(keys)];
    const known = new Map(fresh ? [] : wanted.flatMap((key) => this.#remembered(key)));
    const unknown = wanted.filter((key) => !known.has(key));
    const read = unknown.length === 0 ? new Map<string, Value>() : await this.#ask(unknown);
    return new Map(
      wanted.flatMap((key) => {
        const value = known.has(key) ? known.get(key) : read.get(key);
        return value === undefined ? [] : [[key, value] as const];
      }),
    );
  }

  /** Something was written: what is known may be wrong, and so may what is being read. */
  forget(): void {
    this.#known.clear();
    this.#forgottenAt = this.#reads;
  }

  #remembered(key: string): [string, Value | undefined][] {
    const entry = this.#known.get(key);
    if (entry === undefined) return [];
    const longest = entry.value === undefined ? ABSENCE_REMEMBERED_MS : REMEMBERED_MS;
    return this.clock.now() - entry.at < longest ? [[key, entry.value]] : [];
  }

  #ask(keys: readonly string[]): Promise<ReadonlyMap<string, Value>> {
    if (this.#collecting === undefined) {
      const all = new Set<string>();
      this.#collecting = { keys: all, answer: this.#readSoon(all) };
    }
    for (const key of keys) this.#collecting.keys.add(key);
    return this.#collecting.answer;
  }

  async #readSoon(keys: Set<string>): Promise<ReadonlyMap<string, Value>> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#collecting = undefined;
    const read = (this.#reads += 1);
    const at = this.clock.now();
    const values = await this.load([...keys]);
    for (const key of keys) {
      const isNewest = (this.#known.get(key)?.read ?? 0) < read;
      if (read > this.#forgottenAt && isNewest) this.#known.set(key, { value: values.get(key), at, read });
    }
    return values;
  }
}

/** One thing that is read once for all who ask, and again after a while. */
export class SharedRead<Value> {
  #last: { readonly value: Promise<Value>; readonly at: number } | undefined;

  constructor(
    private readonly load: () => Promise<Value>,
    private readonly clock: Clock,
  ) {}

  get(): Promise<Value> {
    const now = this.clock.now();
    if (this.#last !== undefined && now - this.#last.at < REMEMBERED_MS) return this.#last.value;
    const read = { value: this.load(), at: now };
    this.#last = read;
    read.value.catch(() => {
      if (this.#last === read) this.#last = undefined;
    });
    return read.value;
  }

  forget(): void {
    this.#last = undefined;
  }
}
