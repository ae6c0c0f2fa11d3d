import { choices, type ChoiceName } from "./select-accounts";

/** Which requests are listed. */
export const logChoices = { all: "All", writes: "Writes", refused: "Refused or hit by a fault" } as const;

export type LogChoice = keyof typeof logChoices;

/** What the page was asked for in its address. */
export interface PageQuery {
  readonly search: string;
  readonly show: ChoiceName;
  /** From 1. */
  readonly page: number;
  readonly log: LogChoice;
  /** Seconds between two loads; 0 for a page that stays. */
  readonly refresh: number;
}

const names = { search: "q", show: "show", page: "page", log: "log", refresh: "refresh" } as const;

const defaults: PageQuery = { search: "", show: "everybody", page: 1, log: "all", refresh: 0 };

/** What cannot be understood is as if it had not been said: an address is often typed or old. */
export function parsePageQuery(query: URLSearchParams): PageQuery {
  const show = query.get(names.show) ?? "";
  const log = query.get(names.log) ?? "";
  return {
    search: (query.get(names.search) ?? "").trim().slice(0, 200),
    show: Object.hasOwn(choices, show) ? (show as ChoiceName) : defaults.show,
    page: wholeNumber(query.get(names.page), 1, 1_000_000) ?? defaults.page,
    log: Object.hasOwn(logChoices, log) ? (log as LogChoice) : defaults.log,
    refresh: wholeNumber(query.get(names.refresh), 2, 3600) ?? defaults.refresh,
  };
}

/** Address of the page with some of what was asked for changed; `anchor` is the id of a section. */
export function pageHref(query: PageQuery, changes: Partial<PageQuery>, anchor = ""): string {
  const keys = Object.keys(names) as (keyof PageQuery)[];
  const parameters = new URLSearchParams(pageFields({ ...query, ...changes }, keys));
  const search = parameters.size === 0 ? "/" : `/?${parameters.toString()}`;
  return anchor === "" ? search : `${search}#${anchor}`;
}

/** Names and values, as they stand in an address, of what was asked for otherwise than by default. */
export function pageFields(query: PageQuery, keys: readonly (keyof PageQuery)[]): [string, string][] {
  return keys.filter((key) => query[key] !== defaults[key]).map((key) => [names[key], String(query[key])]);
}

function wholeNumber(text: string | null, least: number, most: number): number | undefined {
  const number = Number(text);
  return text !== null && /^\d+$/.test(text) && number >= least && number <= most ? number : undefined;
}
