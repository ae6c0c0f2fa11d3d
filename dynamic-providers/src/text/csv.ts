/**
 * RFC 4180: CRLF, and quotes where a value needs them. A value that a spreadsheet would take for a formula gets an
 * apostrophe in front, so that it is shown and not computed.
 */
export function csv(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return [headings, ...rows]
    .map((row) => `${row.map((value) => quoted(plain(value))).join(",")}\r\n`)
    .join("");
}

/** What formulas begin with: OWASP, "CSV Injection". */
function plain(value: string): string {
  return /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
