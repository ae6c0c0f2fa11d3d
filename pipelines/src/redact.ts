const SECRET = /secret|token|password|passphrase|(access|account|storage|private|api)_?key/i;
/** These name the place of a secret, not the secret. */
const PLACE = /(_URL|_URI|_FILE|_PATH|_PROVIDER)$/i;
/** Shorter values are also ordinary words, and would make holes in every text. */
const SHORTEST = 8;

/**
 * Takes the values of secret environment variables out of a text. Pulumi shows its own secrets as `[secret]`, and a
 * pipeline masks those it knows in its logs, but in no comment and no issue. Pure.
 */
export function redact(text: string, environment: Readonly<Record<string, string | undefined>>): string {
  const values = Object.entries(environment)
    .filter(([name, value]) => SECRET.test(name) && !PLACE.test(name) && (value?.length ?? 0) >= SHORTEST)
    .map(([, value]) => value ?? "")
    // A value may contain another.
    .sort((one, other) => other.length - one.length);
  return values.reduce((left, value) => left.replaceAll(value, "***"), text);
}
