/** What a preview came to, as Pulumi's engine tells it. */
export interface PreviewEvents {
  /** How many resources have each operation ahead, e.g. `{ same: 19, update: 1 }`; none when it did not come to its end. */
  readonly operations: Readonly<Record<string, number>> | undefined;
  /** How many errors were told. */
  readonly errors: number;
}

interface EngineEvent {
  readonly summaryEvent?: { readonly resourceChanges?: Readonly<Record<string, number>> };
  readonly diagnosticEvent?: { readonly severity?: string };
}

/**
 * Reads the log of engine events, one JSON object a line: what Pulumi writes with `--event-log`, and what its Automation
 * API reads. (`EngineEvent` in `sdk/go/common/apitype/events.go`.) A last line that was cut short is passed over. Pure.
 */
export function readEvents(log: string): PreviewEvents {
  let operations: PreviewEvents["operations"];
  let errors = 0;
  for (const line of log.split("\n")) {
    const event = parsed(line);
    if (event?.summaryEvent !== undefined) operations = event.summaryEvent.resourceChanges ?? {};
    if (event?.diagnosticEvent?.severity === "error") errors += 1;
  }
  return { operations, errors };
}

function parsed(line: string): EngineEvent | undefined {
  if (line.trim() === "") return undefined;
  try {
    return JSON.parse(line) as EngineEvent;
  } catch {
    return undefined;
  }
}

/** Operations that change nothing. */
const IDLE = new Set(["same", "read", "read-replacement", "refresh", "discard"]);
/** In the order in which they are told. */
const WORDS: readonly (readonly [operation: string, words: string])[] = [
  ["create", "to create"],
  ["import", "to import"],
  ["update", "to update"],
  ["replace", "to replace"],
  ["delete", "to delete"],
  ["same", "unchanged"],
];

export function changes(operations: Readonly<Record<string, number>>): boolean {
  return Object.entries(operations).some(([operation, count]) => count > 0 && !IDLE.has(operation));
}

/** For example `1 to update, 19 unchanged`. Pure. */
export function operationsInWords(operations: Readonly<Record<string, number>>): string {
  const told = WORDS.flatMap(([operation, words]) => {
    const count = operations[operation] ?? 0;
    return count === 0 ? [] : [`${String(count)} ${words}`];
  });
  return told.length === 0 ? "no resources" : told.join(", ");
}
