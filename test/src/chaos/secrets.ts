import type { RunningSandbox } from "@bc-sales/sandbox";
import type { Transport } from "../../../dynamic-providers/dist/clients/http/http";
import type { Outcome, Stack } from "../deployment/stack";

/** Shorter texts are no secrets: they turn up by chance. */
const SHORTEST = 12;

/** Secrets that must not turn up where people can read them. */
export class Secrets {
  readonly #secrets = new Map<string, string>();

  constructor({ status }: RunningSandbox) {
    this.#secrets.set(status.clientSecret, "the client secret");
  }

  /** Learns the tokens and passwords that go over the wire. */
  readonly around =
    (wire: Transport): Transport =>
    (request) => {
      this.#learn(request.headers.authorization?.replace(/^Bearer /, ""), "a token");
      for (const [, password] of request.body?.matchAll(/"password":"([^"\\]+)"/g) ?? []) {
        this.#learn(password, "a password");
      }
      return wire(request);
    };

  /** Where a secret was shown: in what was said, in an error, or in the state outside of its secret outputs. */
  shown(stack: Stack, said: readonly string[], { failures }: Outcome): string[] {
    for (const { life, secretOutputs } of stack.resources.values()) {
      for (const output of secretOutputs) this.#learnAll(life.outputs[output]);
    }
    const places: [string, unknown][] = [
      ["what was said", said],
      ...failures.map(({ name, error }): [string, unknown] => [`the error of ${name}`, textOf(error)]),
    ];
    for (const [name, { life, secretOutputs }] of stack.resources) {
      for (const [key, value] of [...Object.entries(life.outputs), ...Object.entries(life.inputs)]) {
        if (!secretOutputs.includes(key)) places.push([`${key} of ${name}`, value]);
      }
    }
    return places.flatMap(([place, value]) => {
      const text = JSON.stringify([value]);
      return [...this.#secrets]
        .filter(([secret]) => text.includes(secret))
        .map(([, kind]) => `${kind} is in ${place}`);
    });
  }

  #learnAll(value: unknown): void {
    if (typeof value === "string") this.#learn(value, "a password");
    else if (typeof value === "object" && value !== null)
      Object.values(value).forEach((one) => {
        this.#learnAll(one);
      });
  }

  #learn(secret: string | undefined, kind: string): void {
    if (secret !== undefined && secret.length >= SHORTEST) this.#secrets.set(secret, kind);
  }
}

/** All that an error tells: message, stack and what caused it. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, error.cause === undefined ? "" : textOf(error.cause)].join("\n");
}
