import { type AccountReport, type Aspect, stateOf } from "./report";

/** The same finding of several people. */
export interface SharedFinding {
  readonly aspect: Aspect["aspect"];
  readonly message: string;
  readonly remedy: string;
  readonly signInNames: readonly string[];
}

/** Many accounts of one kind, told together. */
export interface AccountGroup {
  readonly asWanted: readonly AccountReport[];
  readonly different: readonly AccountReport[];
  /** In the order in which they were met, what concerns most people first. */
  readonly findings: readonly SharedFinding[];
}

/** Pure. */
export function groupOf(accounts: readonly AccountReport[]): AccountGroup {
  const findings = new Map<string, SharedFinding & { readonly signInNames: string[] }>();
  for (const { signInName, aspects } of accounts) {
    for (const { aspect, findings: own } of aspects) {
      for (const { message, remedy } of own) {
        const key = JSON.stringify([aspect, message, remedy]);
        const shared = findings.get(key) ?? { aspect, message, remedy, signInNames: [] };
        findings.set(key, shared);
        shared.signInNames.push(signInName);
      }
    }
  }
  return {
    asWanted: accounts.filter((account) => stateOf(account) === "ok"),
    different: accounts.filter((account) => stateOf(account) !== "ok"),
    findings: [...findings.values()].sort((one, other) => other.signInNames.length - one.signInNames.length),
  };
}

/** Names that a line shows before it counts the rest. */
const NAMES_SHOWN = 10;

/** `anna@…, ben@… and 12 more`. */
export function someNames(names: readonly string[], most = NAMES_SHOWN): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${String(names.length - most)} more` : shown;
}
