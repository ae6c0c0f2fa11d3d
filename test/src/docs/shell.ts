/** One command of a block: its words, without assignments before and redirections after it. */
export interface Command {
  readonly words: readonly string[];
  /** As it is written, for messages. */
  readonly text: string;
}

const SEPARATORS = /^(?:&&|\|\||[|;])$/;

/**
 * The commands of a block for a shell. Knows comments, quotes, continued lines, pipes, `&&`, `;`, assignments, command
 * substitution `$(…)` (whose command is one more) and redirections: what documents need, and no more.
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
    const rest = words.slice(words.findIndex((word) => !/^[A-Z_][A-Z0-9_]*=/i.test(word)));
    if (words.some((word) => !/^[A-Z_][A-Z0-9_]*=/i.test(word))) {
      commands.push({ words: withoutRedirections(rest), text: words.join(" ") });
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
  const pattern = /\n|(?:^|(?<=\s))#[^\n]*|&&|\|\||[|;](?=\s|$)|(?:'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"])+/g;
  return [...text.matchAll(pattern)]
    .map(([token]) => token)
    .filter((token) => !token.startsWith("#"))
    .map((token) => (/^['"]/.test(token) ? token.slice(1, -1) : token));
}

function withoutRedirections(words: readonly string[]): string[] {
  const at = words.findIndex((word) => /^\d?(?:>>?|<)/.test(word));
  return at < 0 ? [...words] : words.slice(0, at);
}
