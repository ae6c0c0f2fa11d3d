import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { marked, type Token, type Tokens } from "marked";

/** One Markdown file, taken apart. */
export interface Document {
  /** Path from the root, with `/`. */
  readonly file: string;
  /** Addresses of links and pictures, as written. */
  readonly links: readonly string[];
  /** What `#…` can name in it, as GitHub makes it of headings. */
  readonly anchors: ReadonlySet<string>;
  readonly blocks: readonly { readonly language: string; readonly text: string }[];
  /** Inline code. */
  readonly codes: readonly string[];
  readonly tables: readonly Table[];
}

export interface Table {
  /** The heading that it stands under. */
  readonly under: string;
  readonly headings: readonly string[];
  /** Cells as Markdown. */
  readonly rows: readonly (readonly string[])[];
}

/** Folders with what is made or installed. */
const NOT_OURS = new Set(["node_modules", "dist", "bin", ".git", ".local", "coverage", "api"]);

/** All Markdown files below a folder, as paths from it. */
export function markdownFiles(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : markdownFiles(root, path);
    return entry.name.endsWith(".md") ? [relative(root, path).replaceAll("\\", "/")] : [];
  });
}

export function readDocument(root: string, file: string): Document {
  return parseDocument(file, readFileSync(join(root, file), "utf8"));
}

export function parseDocument(file: string, text: string): Document {
  const links: string[] = [];
  const anchors = new Set<string>();
  const blocks: { language: string; text: string }[] = [];
  const codes: string[] = [];
  const tables: Table[] = [];
  let under = "";
  // Front matter of templates is no Markdown.
  const tokens = marked.lexer(text.replace(/^---\n[\s\S]*?\n---\n/, ""));
  void marked.walkTokens(tokens, (token: Token) => {
    if (token.type === "link" || token.type === "image") links.push((token as Tokens.Link).href);
    if (token.type === "heading") {
      under = plain((token as Tokens.Heading).text);
      anchors.add(unused(anchors, under));
    }
    if (token.type === "code") {
      const { lang = "", text: content } = token as Tokens.Code;
      blocks.push({ language: lang, text: content });
    }
    if (token.type === "codespan") codes.push((token as Tokens.Codespan).text);
    if (token.type === "table") {
      const { header, rows } = token as Tokens.Table;
      const texts = (cells: readonly Tokens.TableCell[]) => cells.map((cell) => cell.text);
      tables.push({ under, headings: texts(header), rows: rows.map(texts) });
    }
  });
  return { file, links, anchors, blocks, codes, tables };
}

function plain(heading: string): string {
  return heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("`", "");
}

/** GitHub's anchor: lower case, without punctuation, `-` for blanks, numbered where it comes again. */
function unused(anchors: ReadonlySet<string>, heading: string): string {
  const slug = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
  if (!anchors.has(slug)) return slug;
  let number = 1;
  while (anchors.has(`${slug}-${String(number)}`)) number += 1;
  return `${slug}-${String(number)}`;
}
