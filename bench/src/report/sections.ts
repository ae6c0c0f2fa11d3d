const TITLE = /^## (.+)$/m;

/** A document whose sections (`## title`) are replaced by newer ones of the same title; new ones come last. */
export function replaceSections(document: string, head: string, newer: readonly string[]): string {
  const sections = new Map<string, string>();
  for (const section of [...document.split(/^(?=## )/m).slice(1), ...newer]) {
    sections.set(TITLE.exec(section)?.[1] ?? "", `${section.trim()}\n`);
  }
  return [head, ...sections.values()].join("\n");
}
