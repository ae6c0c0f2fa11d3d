import type { z } from "zod";
import { configKeys, configSchema, type ProgramConfig } from "./schema";

export const NAMESPACE = "bc-sales";

/** One message a problem, each naming the key and how to set it. */
export class ConfigError extends Error {
  constructor(readonly messages: readonly string[]) {
    super(messages.join("\n"));
    this.name = "ConfigError";
  }
}

/** Keys whose values nobody should read in the stack's file; those of azuread sign in. */
const SECRETS = [
  `${NAMESPACE}:integrationUserPassword`,
  "azuread:clientSecret",
  "azuread:clientCertificatePassword",
  "azuread:oidcToken",
  "azuread:oidcRequestToken",
] as const;

/**
 * Validates the raw configuration of the stack.
 *
 * @param raw - full key (`bc-sales:cloud`) → value as Pulumi hands it to a program: a string, objects as JSON.
 *   Keys of other namespaces are ignored, but for secrets of azuread.
 * @param encrypted - full keys of the values that were set with `--secret`. Default: that is not known.
 * @throws ConfigError with all problems at once.
 */
export function parseConfig(
  raw: Readonly<Record<string, string>>,
  encrypted?: readonly string[],
): ProgramConfig {
  const own: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    const [namespace, name] = splitKey(key);
    if (namespace === NAMESPACE) own[name] = value;
  }
  const parsed = configSchema.safeParse(own, { reportInput: true });
  const inPlainText =
    encrypted === undefined
      ? []
      : SECRETS.filter((key) => (raw[key] ?? "") !== "" && !encrypted.includes(key));
  const messages = [
    ...(parsed.error?.issues.flatMap(messagesOf) ?? []),
    ...inPlainText.map(
      (key) =>
        `${key} is in the stack's file in plain text. Set it anew with \`pulumi config set --secret ${key}\`, ` +
        "and change the secret if others could read the file.",
    ),
  ];
  if (!parsed.success || messages.length > 0) throw new ConfigError(messages);
  return parsed.data;
}

function splitKey(key: string): [string, string] {
  const colon = key.indexOf(":");
  return [key.slice(0, colon), key.slice(colon + 1)];
}

function messagesOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map(
      (key) =>
        `${NAMESPACE}:${key} is not a configuration key. Known keys: ${configKeys.join(", ")}. ` +
        `Remove it with \`pulumi config rm ${NAMESPACE}:${key}\`.`,
    );
  }
  const [key = "", ...rest] = issue.path.map(String);
  const place = `${NAMESPACE}:${[key, ...rest].join(".")}`;
  const missing = issue.code === "invalid_type" && issue.input === undefined;
  const what = missing ? "is not set" : issue.message.replace(/^Invalid (input|option): /, "");
  return [`${place} ${what}. Set it with \`pulumi config set ${NAMESPACE}:${key} VALUE\`.`];
}
