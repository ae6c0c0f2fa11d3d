import { readFileSync } from "node:fs";
import { type Problem, ProblemsError } from "@bc-sales/dynamic-providers/inspect";
import { LineCounter, parseDocument } from "yaml";

/**
 * The map in a YAML file; {} for an empty one.
 *
 * @param missing - what to say when there is no such file.
 * @throws ProblemsError when it cannot be read, with line and column for each fault in it.
 */
export function readYaml(file: string, missing: Problem): Readonly<Record<string, unknown>> {
  const lines = new LineCounter();
  const document = parseDocument(textOf(file, missing), { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new ProblemsError(
      document.errors.map(({ pos: [offset], message }) => {
        const { line, col } = lines.linePos(offset);
        return {
          where: `${file}:${String(line)}:${String(col)}`,
          message: `This is no YAML: ${message}.`,
          remedy: "Correct it.",
        };
      }),
    );
  }
  const content: unknown = document.toJS();
  if (content === null || content === undefined) return {};
  if (typeof content === "object" && !Array.isArray(content)) return content as Record<string, unknown>;
  throw new ProblemsError([
    {
      where: file,
      message: "The file holds no map of keys and values.",
      remedy: "Name the file of a stack.",
    },
  ]);
}

function textOf(file: string, missing: Problem): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (code === "ENOENT") throw new ProblemsError([missing]);
    throw new ProblemsError([
      {
        where: file,
        message: `The file cannot be read (${code}).`,
        remedy: "Make sure that it is a file and may be read.",
      },
    ]);
  }
}
