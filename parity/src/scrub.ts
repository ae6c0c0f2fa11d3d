import type { TargetSettings } from "./target/target";

/** Longest text that is kept of one answer. */
const longest = 400;

/**
 * A function that takes out of any value what would tell which tenant was asked: ids, sign-in names, hosts, domains,
 * tokens and secrets. What remains can be published.
 */
export function scrubber(settings: TargetSettings): (value: unknown) => unknown {
  const { endpoints, tenantId, environmentId, domain, application, outsider } = settings;
  const secrets = [tenantId, environmentId, domain]
    .concat(Object.values(endpoints).map((url) => new URL(url as string).host))
    .concat([application, outsider].flatMap((app) => (app ? [app.clientId, app.clientSecret] : [])));
  const scrubText = (text: string): string => {
    let result = text;
    for (const secret of secrets) if (secret !== "") result = result.replaceAll(secret, "{…}");
    for (const [pattern, replacement] of patterns) result = result.replace(pattern, replacement);
    return result.length > longest ? `${result.slice(0, longest)}…` : result;
  };
  const scrub = (value: unknown): unknown => {
    if (typeof value === "string") return scrubText(value);
    if (Array.isArray(value)) return value.map(scrub);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [scrubText(key), scrub(inner)]));
  };
  return scrub;
}

const patterns: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/eyJ[\w-]+\.[\w-]*\.[\w-]*/g, "{token}"],
  [/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi, "{id}"],
  [/\b[\da-f]{32}/gi, "{id}"],
  [/bcsales-parity-[\da-f]{6}-/g, "{prefix}"],
  [/[\w.{}…'+#!-]+@[\w.{}…-]+/g, "{sign-in name}"],
  [/https:\/\/[^\s/"')]+/g, "https://{host}"],
];
