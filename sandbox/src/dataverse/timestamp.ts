import type { Sandbox } from "../sandbox";

/** The tenant's time as the Web API writes it, to the second. */
export function timestamp({ clock }: Sandbox): string {
  return new Date(clock.now()).toISOString().replace(/\.\d+Z$/, "Z");
}
