import { join } from "node:path";
import type { Life } from "../kinds/life";
import { SALES } from "../kinds/people";
import type { Stage } from "../kinds/stage";

/** The project's own, seen from the compiled test. */
export const SAMPLE = join(__dirname, "..", "..", "..", "salespeople.csv");
export const ANNA = "anna@contoso.onmicrosoft.com";
export const BEN = "ben@contoso.onmicrosoft.com";
export const CARLA = "carla@contoso.onmicrosoft.com";
export const MINUTE = 60_000;

/** Somebody with the licence for Sales and the role Salesperson, and what else is given. */
export const salesperson = (displayName: string, more: object = {}) => ({
  displayName,
  usageLocation: "US",
  licenses: [SALES],
  roles: ["Salesperson"],
  ...more,
});

/** How {@link salesperson} stands when all is done. */
export const RIGHT = {
  exists: true,
  enabledInEntra: true,
  licenses: [SALES],
  inEnvironment: true,
  enabled: true,
  accessMode: 0,
  roles: ["Salesperson"],
};

export const both = { [ANNA]: salesperson("Anna"), [BEN]: salesperson("Ben") };

export function passwordsOf({ outputs }: Life): Record<string, string> {
  return JSON.parse(outputs.initialPasswords as string) as Record<string, string>;
}

/** Sign-in names of those whom the state records. */
export function recorded(people: unknown): string[] {
  const [, ...texts] = people as readonly string[];
  const rows = texts.flatMap((text) => JSON.parse(text) as readonly (readonly string[])[]);
  return rows.map(([signInName = ""]) => signInName);
}

/** What tests do and look at on a stage. */
export function actingOn(stage: () => Stage, life: () => Life) {
  const inputs = (people: object, more: object = {}) => ({
    organizationUrl: stage().sandbox.url,
    createMissing: true,
    people,
    ...more,
  });
  const requests = () => stage().sandbox.requests;
  const total = () =>
    Object.entries(requests().counters)
      .filter(([key]) => !key.endsWith(" in batch") && !key.startsWith("entra "))
      .reduce((sum, [, count]) => sum + count, 0);
  /** Requests that change something, parts of batches counted one by one. */
  const writes = () =>
    Object.entries(requests().counters).filter(
      ([key]) => !key.startsWith("entra ") && !key.includes(" GET") && !/(graph|dataverse) POST$/.test(key),
    );
  /** As an engine does that refreshes first. */
  async function deployed(wanted: Record<string, unknown>) {
    await life().refresh();
    return life().deploy(wanted);
  }
  return { inputs, requests, total, writes, deployed };
}
