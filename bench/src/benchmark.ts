/** One figure of a row; null where it does not apply. */
export type Figure = string | number | null;

/** A row of a benchmark's table, by column. */
export type Row = Readonly<Record<string, Figure>>;

export interface Options {
  /** Salespeople, or people in the tenant, as the benchmark takes it; each count is measured. Empty: its own. */
  readonly people: readonly number[];
  /** Sizes for a test that it runs at all. Default: false. */
  readonly tiny?: boolean;
  /** Hears how far it is. */
  readonly say: (line: string) => void;
}

/** What a benchmark found. */
export interface Report {
  /** One table under each heading. */
  readonly tables: readonly { readonly heading: string; readonly rows: readonly Row[] }[];
  /** What `--json` prints: the same, one object a measurement. */
  readonly json: readonly object[];
  /** What one has to know to read the tables. */
  readonly notes?: readonly string[];
  /** Written beside the results. */
  readonly pictures?: readonly { readonly name: string; readonly alt: string; readonly svg: string }[];
}

export interface Benchmark {
  readonly name: string;
  /** What it measures, in a line. */
  readonly about: string;
  run(options: Options): Promise<Report>;
}
