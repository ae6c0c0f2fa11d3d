/** Puts a text between fences that nothing in it can end, so that no name in it becomes markup or a mention. Pure. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** A part that the reader opens. The blank lines make what is inside Markdown again. Pure. */
export function folded(title: string, markdown: string, open = false): string {
  return `<details${open ? " open" : ""}><summary>${title}</summary>\n\n${markdown}\n\n</details>`;
}
