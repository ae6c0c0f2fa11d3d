import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Entity } from "./tables/table";

export interface Page {
  readonly rows: readonly Entity[];
  /** The `$skiptoken` of the page after this one; undefined on the last. */
  readonly next: string | undefined;
}

/** The page of `rows` that a `$skiptoken` asks for; the first one without. Throws 0x80060888 for a foreign token. */
export function pageOf(rows: readonly Entity[], size: number, token: string | undefined): Page {
  const start = token === undefined ? { position: 0, number: 1 } : readToken(token, rows);
  const page = rows.slice(start.position, start.position + size);
  const last = page.at(-1);
  const position = start.position + page.length;
  if (last === undefined || position >= rows.length) return { rows: page, next: undefined };
  const number = start.number + 1;
  return { rows: page, next: `<cookie pagenumber="${number}" after="${last.id}" position="${position}" />` };
}

/** Goes on after the row that came last, also when rows before it have come or gone since. */
function readToken(token: string, rows: readonly Entity[]): { position: number; number: number } {
  const match = /^<cookie pagenumber="(\d+)" after="([\da-f-]+)" position="(\d+)" \/>$/.exec(token);
  if (match === null) {
    throw new SandboxError(dataverseErrors.badQuery, [
      "The $skiptoken is not one of this service. Follow @odata.nextLink as it is.",
    ]);
  }
  const [, number, after, position] = match;
  const index = rows.findIndex((row) => row.id === after);
  return { position: index < 0 ? Number(position) : index + 1, number: Number(number) };
}
