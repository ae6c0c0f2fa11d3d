import { SteppedClock } from "../rules/clock";
import type { Sandbox } from "../sandbox";
import { defaultSeed } from "../seed/seed";
import { defaultSettings, type SandboxSettings } from "../settings";
import { MemoryStore } from "../state/memory-store";
import { keyOf, tableNames } from "../state/tables";

export interface SeededSandbox extends Sandbox {
  readonly store: MemoryStore;
  readonly settings: SandboxSettings;
}

/** For the sandbox's own tests: the seeded tenant without a server; it dispatches nothing. */
export function seededSandbox(settings: Partial<SandboxSettings> = {}): SeededSandbox {
  const store = new MemoryStore();
  const seed = defaultSeed();
  for (const table of tableNames) for (const row of seed[table]) store.put(table, keyOf(table, row), row);
  return {
    store,
    clock: new SteppedClock(),
    settings: { ...defaultSettings, ...settings },
    dispatch: () => Promise.reject(new Error("This sandbox sends no requests.")),
  };
}
