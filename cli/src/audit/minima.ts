import { MINIMA, type ProgramConfig, salespeopleFiles } from "@bc-sales/components/config";
import {
  findingsOf,
  MINIMUM_ROLE_LABELS,
  type MinimumRole,
  type ProductVersion,
  type Situation,
  VERSION_LABELS,
} from "@bc-sales/dynamic-providers/inspect";
import type { PermissionsReport } from "./report";

/** Whose minimum permissions are looked at. */
export type MinimumHolder =
  { readonly role: string } | { readonly objectId: string; readonly signInName: string };

export interface MinimumQuestion {
  readonly minimum: MinimumRole;
  readonly holder: MinimumHolder;
}

/** Accounts as Entra has them, by the part they have in the connection. */
export interface Holders {
  readonly administrator: { readonly objectId: string; readonly signInName: string } | undefined;
  readonly integrationUser: { readonly objectId: string; readonly signInName: string } | undefined;
}

/**
 * The same questions that a deployment asks: of the roles that Business Central's solution brings, of the users
 * themselves once Business Central has connected, and of the role for stock. Pure.
 */
export function minimumQuestions(
  config: Pick<
    ProgramConfig,
    | "administrator"
    | "connectionEstablished"
    | "productAvailabilityRole"
    | "salespeopleFile"
    | "salespeopleFiles"
  >,
  holders: Holders,
): MinimumQuestion[] {
  const accounts =
    config.administrator === undefined
      ? (["integrationUser"] as const)
      : (["administrator", "integrationUser"] as const);
  const { productAvailabilityRole } = config;
  return [
    ...accounts.flatMap((account): MinimumQuestion[] => {
      const { table, role } = MINIMA[account];
      const person = holders[account];
      return [
        { minimum: table, holder: { role: role.roleId } },
        ...(config.connectionEstablished && person !== undefined ? [{ minimum: table, holder: person }] : []),
      ];
    }),
    ...(productAvailabilityRole === undefined || salespeopleFiles(config).length === 0
      ? []
      : [{ minimum: "product-availability-user" as const, holder: { role: productAvailabilityRole } }]),
  ];
}

/** Pure. A role that the environment does not show is unknown, not wrong. */
export function permissionsReport(
  { minimum }: MinimumQuestion,
  version: ProductVersion,
  situation: Situation,
): PermissionsReport {
  const findings = findingsOf(situation).map(({ message, remedy }) => ({ message, remedy }));
  return {
    subject: situation.subject,
    minimum: `${MINIMUM_ROLE_LABELS[minimum]}, ${VERSION_LABELS[version]}`,
    state: situation.target.kind === "hidden" ? "unknown" : findings.length === 0 ? "ok" : "different",
    required: situation.required,
    findings,
  };
}
