/** Rows that the admin center takes at once, headings among them ("Add several users at the same time to Microsoft 365"). */
const MOST_ROWS = 250;

/** What the admin center would say of a file's size, which is no limit here. Nothing when it would take the file. */
export function adminCenterNotes(people: number): string[] {
  const rows = people + 1;
  if (rows <= MOST_ROWS) return [];
  return [
    `The file has ${String(rows)} rows, and the admin center takes ${String(MOST_ROWS)} at once, headings among them. This project takes any number; split it only to upload it there.`,
  ];
}
