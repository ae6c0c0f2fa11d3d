import { AccessModeValue } from "../../clients/dataverse/dataverse";

/** The modes that an administrator can choose for a user. */
export type AccessModeName = "read-write" | "administrative" | "read" | "non-interactive";

const SETTABLE: Readonly<Record<AccessModeName, AccessModeValue>> = {
  "read-write": AccessModeValue.ReadWrite,
  administrative: AccessModeValue.Administrative,
  read: AccessModeValue.Read,
  "non-interactive": AccessModeValue.NonInteractive,
};

/** Modes that only Microsoft gives: they can be found, and not be set. */
const OTHERS: Readonly<Record<string, AccessModeValue>> = {
  "support-user": AccessModeValue.SupportUser,
  "delegated-admin": AccessModeValue.DelegatedAdmin,
};

export const ACCESS_MODES = Object.keys(SETTABLE) as readonly AccessModeName[];

/** The value of a mode that can be set, undefined for any other text. */
export function accessModeValue(name: string): AccessModeValue | undefined {
  return Object.hasOwn(SETTABLE, name) ? SETTABLE[name as AccessModeName] : undefined;
}

/** The name of a live value; the number itself for one that is not documented. */
export function accessModeName(value: number): string {
  const known = Object.entries({ ...SETTABLE, ...OTHERS }).find(([, one]) => (one as number) === value);
  return known?.[0] ?? String(value);
}
