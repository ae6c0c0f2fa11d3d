import { configKeys, configSchema } from "../../../components/dist/config/schema";
import type { Document } from "./markdown";

/** For the local tenant alone; docs/clients.md tells of it. */
const NOT_FOR_USERS = ["endpoints"];

/** The least that a stack must say. */
const LEAST = { organizationUrl: "https://contoso.crm.dynamics.com", integrationUser: "bc@contoso.com" };

/** Where the README's table of the configuration and the schema say different things: names, types, defaults. */
export function configurationProblems(readme: Document): string[] {
  const table = readme.tables.find(({ headings }) => headings[0] === "key" && headings[2] === "default");
  if (table === undefined) return ["There is no table of the configuration."];
  const rows = new Map(
    table.rows.map(([key = "", type = "", byDefault = ""]) => [bare(key), { type, byDefault }]),
  );
  const keys = configKeys.filter((key) => !NOT_FOR_USERS.includes(key));
  const defaults = configSchema.parse(LEAST) as Readonly<Record<string, unknown>>;
  return [
    ...[...rows.keys()].filter((key) => !keys.includes(key)).map((key) => `${key} is no configuration key.`),
    ...keys.flatMap((key) => {
      const row = rows.get(key);
      if (row === undefined) return [`${key} is not in the table.`];
      return [
        ...(row.type === typeOf(key) || (row.type === "secret" && typeOf(key) === "string")
          ? []
          : [`${key} is a ${typeOf(key)}, not a ${row.type}.`]),
        ...defaultProblems(key, row.byDefault, defaults[key]),
      ];
    }),
  ];
}

function bare(cell: string): string {
  return cell.replaceAll("`", "");
}

/** By what the schema takes. */
function typeOf(key: string): string {
  const takes = (value: unknown) => {
    const { error } = configSchema.safeParse({ ...LEAST, [key]: value });
    // What is wrong with two keys together is custom.
    return error?.issues.some(({ path, code }) => path[0] === key && code !== "custom") !== true;
  };
  if (takes(["A B"])) return "list";
  if (takes(true)) return "boolean";
  return takes(7) ? "number" : "string";
}

function defaultProblems(key: string, told: string, actual: unknown): string[] {
  const isRequired = key in LEAST;
  if (isRequired !== (told === "required")) return [`${key} is ${isRequired ? "" : "not "}required.`];
  if (isRequired) return [];
  const isNothing = actual === undefined || (Array.isArray(actual) && actual.length === 0);
  if (isNothing) return told.startsWith("`") ? [`${key} has no default, and the table says ${told}.`] : [];
  const expected = Array.isArray(actual)
    ? actual.join(", ")
    : `\`${JSON.stringify(actual).replaceAll('"', "")}\``;
  return told === expected ? [] : [`${key} has the default ${expected}, and the table says ${told}.`];
}
