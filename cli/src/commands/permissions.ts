import {
  csv,
  depthLabel,
  MINIMUM_ROLE_LABELS,
  MINIMUM_ROLES,
  type MinimumRole,
  type ProductVersion,
  requirementsOf,
  rightLabel,
  VERSION_LABELS,
} from "@bc-sales/dynamic-providers/inspect";
import { EXIT, type ExitCode } from "../exit-codes";
import { json } from "../format/json";
import { markdownTable } from "../format/markdown";
import { styleOf } from "../format/style";
import { textTable } from "../format/table";
import type { Output } from "../output";

export const PERMISSION_FORMATS = ["table", "json", "markdown", "csv"] as const;

export interface PermissionsOptions {
  /** Default: all of them. */
  readonly role?: MinimumRole;
  readonly version: ProductVersion;
  readonly format: (typeof PERMISSION_FORMATS)[number];
}

/** One required privilege, as programs read it; null where there is none. */
interface PermissionRow {
  readonly role: MinimumRole;
  readonly tab: string;
  readonly name: string;
  readonly table: string | null;
  readonly right: string | null;
  readonly depth: string;
  readonly privilege: string;
}

/** `bc-sales permissions`: what the setup article asks of a role. Asks no tenant. */
export function permissions({ role, version, format }: PermissionsOptions, output: Output): ExitCode {
  const roles = role === undefined ? MINIMUM_ROLES : [role];
  const rows = roles.flatMap((one) => rowsOf(one, version));
  switch (format) {
    case "json":
      output.result(json(rows));
      break;
    case "csv":
      output.result(csv(COLUMNS, rows.map(values)));
      break;
    case "markdown":
      output.result(sections(roles, rows, version, (title) => `## ${title}`, markdownTable));
      break;
    case "table":
      output.result(sections(roles, rows, version, styleOf(output.color).bold, textTable));
      break;
  }
  return EXIT.ok;
}

const COLUMNS = ["role", "tab", "name", "table", "right", "depth", "privilege"] as const;

function rowsOf(role: MinimumRole, version: ProductVersion): PermissionRow[] {
  return requirementsOf(role, version).map(({ tab, name, table, right, depth, privilege }) => ({
    role,
    tab,
    name,
    table: table ?? null,
    right: right ?? null,
    depth,
    privilege,
  }));
}

function values(row: PermissionRow): string[] {
  return COLUMNS.map((column) => row[column] ?? "");
}

/** For people: a table a role, and one line for each row of the role editor. */
function sections(
  roles: readonly MinimumRole[],
  rows: readonly PermissionRow[],
  version: ProductVersion,
  heading: (title: string) => string,
  table: (headings: readonly string[], rows: readonly (readonly string[])[]) => string,
): string {
  return roles
    .map((role) => {
      const own = rows.filter((row) => row.role === role);
      const title = `${MINIMUM_ROLE_LABELS[role]}, ${VERSION_LABELS[version]}: ${String(own.length)} privileges`;
      return `${heading(title)}\n\n${table(["Tab", "Name", "Table", "Rights", "Level"], editorRows(own))}`;
    })
    .join("\n");
}

function editorRows(rows: readonly PermissionRow[]): string[][] {
  const lines = new Map<string, { readonly row: PermissionRow; readonly rights: string[] }>();
  for (const row of rows) {
    const key = `${row.tab}/${row.table ?? row.privilege}`;
    const line = lines.get(key) ?? { row, rights: [] };
    lines.set(key, line);
    line.rights.push(rightLabel((row.right ?? undefined) as Parameters<typeof rightLabel>[0]));
  }
  return [...lines.values()].map(({ row: { tab, name, table, depth }, rights }) => [
    tab,
    name,
    table ?? "–",
    rights.join(", "),
    depthLabel(depth as Parameters<typeof depthLabel>[0]),
  ]);
}
