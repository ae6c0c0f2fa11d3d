import { randomUUID } from "node:crypto";
import { ServiceError } from "../../clients/http/service-error";
import type { Outcome } from "../../clients/outcome";

/** What a fault does to one operation; after `lost` it is carried out, after `dropped` it is not, and no answer comes. */
export type Fault = "refused" | "refused as disabled" | "lost" | "dropped";

/** A service refuses. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What carries out operations, or fails as it is told to. Time passes when somebody waits. */
export class FaultyModel {
  /** Labels of the operations that were carried out, in order. */
  readonly writes: string[] = [];
  reads = 0;
  /** Asked before each operation. */
  fault: (label: string) => Fault | undefined = () => undefined;
  protected now = 0;

  readonly clock = {
    now: () => this.now,
    sleep: (milliseconds: number) => {
      this.now += milliseconds;
      return Promise.resolve();
    },
  };

  protected attempt<Value>(
    service: ServiceError["service"],
    operation: string,
    carryOut: () => Value,
  ): Outcome<Value> {
    const failed = (status: number, code: string, serviceMessage: string) => ({
      ok: false as const,
      error: new ServiceError({ service, operation, status, code, serviceMessage, requestId: randomUUID() }),
    });
    const fault = this.fault(operation);
    if (fault === "refused") return failed(400, "Fault", "refused");
    if (fault === "refused as disabled") return failed(400, "0x80040225", "The specified user is disabled.");
    if (fault === "dropped") return failed(0, "", "no answer");
    try {
      const value = carryOut();
      this.writes.push(operation);
      return fault === "lost" ? failed(0, "", "no answer") : { ok: true, value };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return failed(400, error.code, error.message);
    }
  }
}

/** Those of the values that are asked for. */
export function picked<Value>(from: ReadonlyMap<string, Value>, keys: readonly string[]): Map<string, Value> {
  return new Map(
    keys.flatMap((key) => {
      const value = from.get(key);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

/** Of lists the first element. */
export function texts(properties: Readonly<Record<string, unknown>>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value[0] : value) as string | undefined,
    ]),
  );
}
