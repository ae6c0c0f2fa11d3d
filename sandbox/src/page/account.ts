import type { Duty } from "./duties";

/** A security role as somebody holds it. */
export interface HeldRole {
  readonly name: string;
  readonly duty: Duty;
  /** Name of the team that it comes with; undefined when it was assigned directly. */
  readonly team: string | undefined;
}

export interface HeldLicense {
  /** SKU part number. */
  readonly name: string;
  /** Name of the group that it is inherited from; undefined when it was assigned directly. */
  readonly group: string | undefined;
}

/** What is out of the ordinary about an account, or where it is not. */
export type State =
  "deleted" | "sign-in blocked" | "disabled" | "on its way" | "no licence" | "not in the environment";

/** One person or application: the Entra account and its row in the environment seen as one. */
export interface Account {
  readonly name: string;
  readonly signInName: string;
  readonly isApplication: boolean;
  /** Name of the access mode; undefined for who is not in the environment. */
  readonly accessMode: string | undefined;
  /** Takes one of the places for non-interactive users. */
  readonly takesPlace: boolean;
  /** Whether the row in the environment is enabled. */
  readonly isEnabled: boolean;
  readonly businessUnit: string | undefined;
  readonly roles: readonly HeldRole[];
  readonly licenses: readonly HeldLicense[];
  /** Empty for an enabled, licensed user of the environment. */
  readonly states: readonly State[];
}

export function holds({ roles }: Account, duty: Duty): boolean {
  return roles.some((role) => role.duty === duty);
}
