import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Call } from "./route";

const guid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** The value of a parameter alias, `…(Name=@p)?@p=value`; the route names it `alias`. Throws 0x80060888 without one. */
export function aliasValue({ params, request }: Call): string {
  const alias = `@${params.alias ?? ""}`;
  const value = request.query.get(alias);
  if (value !== null) return value.trim();
  throw new SandboxError(dataverseErrors.badQuery, [`The parameter alias '${alias}' has no value.`]);
}

/** Throws 501 for query options other than the parameter aliases: what a function gives is taken whole. */
export function refuseOptions({ request }: Call): void {
  for (const option of request.query.keys()) {
    if (!option.startsWith("@")) {
      throw new SandboxError(dataverseErrors.notCovered, [`${option} for the result of a function`]);
    }
  }
}

export function asGuid(text: string): string {
  if (guid.test(text)) return text.toLowerCase();
  throw new SandboxError(dataverseErrors.badQuery, [`'${text}' is no guid.`]);
}

/** Lists are JSON, and are taken with single quotes too, as clients send both. */
export function asTexts(text: string): string[] {
  const json = text.includes('"') ? text : text.replaceAll("'", '"');
  const value = parsed(json);
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw new SandboxError(dataverseErrors.badQuery, [`'${text}' is no list of texts.`]);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
