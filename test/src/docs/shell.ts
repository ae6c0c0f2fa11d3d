/** One command of a block: its words, without assignments before and redirections after it. */
export interface Command {
  readonly words: readonly string[];
  /** As it is written, for messages. */
  readonly text: string;
}

const SEPARATORS = /^(?:&&|\|\||[|;])$/;
const ASSIGNMENT = /^[A-Z_][A-Z0-9_]*=/i;
const KEYWORDS = new Set(["if", "then", "else", "fi", "do", "done", "export"]);

/**
 * The commands of a block for a shell. Knows comments, quotes, continued lines, pipes, `&&`, `;`, loops, assignments,
 * command substitution `$(…)` (whose command is one more) and redirections: what documents need, and no more.
 */
export function commandsIn(block: string): Command[] {
  const lines = block.replace(/\\\n\s*/g, " ");
  const inner: Command[] = [];
  const outer = lines.replace(/\$\(((?:[^()]|\([^()]*\))*)\)/g, (_whole, content: string) => {
    inner.push(...commandsIn(content));
    return "SUBSTITUTED";
  });
  const commands: Command[] = [];
  let words: string[] = [];
  const end = () => {
    const at = words.findIndex((word) => !ASSIGNMENT.test(word) && !KEYWORDS.has(word));
    if (at >= 0 && words[at] !== "for") {
      commands.push({ words: withoutRedirections(words.slice(at)), text: words.join(" ") });
    }
    words = [];
  };
  for (const token of tokensOf(outer)) {
    if (token === "\n" || SEPARATORS.test(token)) end();
    else words.push(token);
  }
  end();
  return [...commands, ...inner];
}

function tokensOf(text: string): string[] {
  const pattern = /\n|(?:^|(?<=\s))#[^\n]*|&&|\|\||\|(?=\s|$)|;|(?:'[^']*'|"(?:\\.|[^"\\])*"|[^\s'";])+/g;
  return [...text.matchAll(pattern)]
    .map(([token]) => token)
    .filter((token) => !token.startsWith("#"))
    .map((token) => (/^['"]/.test(token) ? token.slice(1, -1) : token));
}

function withoutRedirections(words: readonly string[]): string[] {
  const at = words.findIndex((word) => /^\d?(?:>>?|<)/.test(word));
  return at < 0 ? [...words] : words.slice(0, at);
}
