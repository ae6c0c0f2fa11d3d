import { NAMESPACE } from "@bc-sales/components/config";
import type { Problem } from "@bc-sales/dynamic-providers/inspect";

/** Configuration as a program receives it, and what of it only Pulumi can read. */
export interface RawConfig {
  /** Full key (`bc-sales:cloud`) → text; what is not text, as JSON. */
  readonly values: Readonly<Record<string, string>>;
  /** Keys whose values are encrypted. */
  readonly encrypted: readonly string[];
}

/**
 * Pure: the defaults of a project (`config` of Pulumi.yaml) under the configuration of a stack (`config` of its file).
 * As Pulumi does it, a key of the project that names no namespace is one of the project's own.
 */
export function rawConfig(project: string, defaults: unknown, stack: unknown): RawConfig {
  const values: Record<string, string> = {};
  const encrypted: string[] = [];
  for (const [key, declared] of entries(defaults)) {
    const value = defaultOf(declared);
    if (value !== undefined) values[fullKey(key, project)] = textOf(value);
  }
  for (const [key, value] of entries(stack)) {
    const full = fullKey(key, project);
    if (hasSecret(value)) {
      encrypted.push(full);
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
      delete values[full];
    } else values[full] = textOf(value);
  }
  return { values, encrypted };
}

/** Keys that say nothing of how the accounts stand. */
const NOT_NEEDED = [`${NAMESPACE}:integrationUserPassword`];

/** A problem for each encrypted value that would be needed here; credentials are found elsewhere. */
export function encryptedProblems(encrypted: readonly string[], file: string): Problem[] {
  return encrypted
    .filter((key) => key.startsWith(`${NAMESPACE}:`) && !NOT_NEEDED.includes(key))
    .map((key) => ({
      where: file,
      message: `${key} is encrypted, and only Pulumi can read it.`,
      remedy: `It is no secret; set it in plain text: \`pulumi config set ${key} VALUE\`.`,
    }));
}

/** What to do where credentials are encrypted: said only when none are found otherwise. */
export function credentialProblems(encrypted: readonly string[], file: string): Problem[] {
  return encrypted
    .filter((key) => key.startsWith("azuread:"))
    .map((key) => ({
      where: file,
      message: `${key} is encrypted, and only Pulumi can read it.`,
      remedy: `Give the credentials in the environment: ARM_TENANT_ID, ARM_CLIENT_ID and ${variableOf(key)}.`,
    }));
}

function variableOf(key: string): string {
  const name = key.slice("azuread:".length).replace(/[A-Z]/g, (letter) => `_${letter}`);
  return `ARM_${name.toUpperCase()}`;
}

function fullKey(key: string, project: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

function entries(value: unknown): [string, unknown][] {
  return isMap(value) ? Object.entries(value) : [];
}

/** `{type, default}` or `{value}`, or the value itself. */
function defaultOf(declared: unknown): unknown {
  if (!isMap(declared)) return declared;
  if ("value" in declared) return declared.value;
  return "default" in declared ? declared.default : undefined;
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : JSON.stringify(value);
}

/** `secure:` at any depth. */
function hasSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSecret);
  if (!isMap(value)) return false;
  return typeof value.secure === "string" || Object.values(value).some(hasSecret);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
