import { foldSignInName } from "../../roster/sign-in-name";
import { membersOf, type SalespeopleRosterState } from "./state";

/** One salesperson's account as it was left. */
export interface SalespersonAccount {
  /** Entra object id (a GUID). */
  readonly objectId: string;
  /** Dataverse system user id (a GUID). */
  readonly systemUserId: string;
  /** As Dataverse has it; it may differ from the sign-in name. */
  readonly email: string;
  /** As Dataverse has it. */
  readonly fullName: string;
  /** Whether this stack made the Entra account. */
  readonly madeHere: boolean;
  /** Whether the user is enabled in the environment. */
  readonly enabled: boolean;
  /** Display names of all roles held directly, also those granted by others; sorted. */
  readonly rolesInEffect: string[];
}

/**
 * What couples a salesperson of Business Central with a user of Sales. Business Central takes over name and
 * e-mail from Dataverse, and matches by them.
 */
export interface SalespersonCoupling {
  readonly signInName: string;
  readonly name: string;
  readonly email: string;
  readonly systemUserId: string;
  /** As Business Central has it; absent where the roster does not say. */
  readonly salespersonCode?: string;
}

/** The accounts by sign-in name, of those who are in the environment. */
export function accountsOf(
  state: Pick<SalespeopleRosterState, "people" | "members" | "drift">,
): Record<string, SalespersonAccount> {
  const { people, drift } = state;
  return Object.fromEntries(
    Object.entries(membersOf(state)).flatMap(([signInName, member]) => {
      const { objectId, systemUserId, email = "", fullName = "", madeHere, rolesInEffect } = member;
      if (objectId === undefined || systemUserId === undefined) return [];
      const account = {
        objectId,
        systemUserId,
        email,
        fullName,
        madeHere,
        enabled: (drift[signInName]?.person ?? people[signInName])?.enabled ?? true,
        rolesInEffect: [...rolesInEffect],
      };
      return [[signInName, account]];
    }),
  );
}

/** In the order of the accounts. @param codes - of salespeople, by sign-in name. */
export function couplingListOf(
  accounts: Readonly<Record<string, SalespersonAccount>>,
  codes: Readonly<Record<string, string>> = {},
): SalespersonCoupling[] {
  const byName = new Map(
    Object.entries(codes).map(([signInName, code]) => [foldSignInName(signInName), code]),
  );
  return Object.entries(accounts).map(([signInName, { fullName, email, systemUserId }]) => {
    const salespersonCode = byName.get(foldSignInName(signInName));
    return {
      signInName,
      name: fullName,
      email,
      systemUserId,
      ...(salespersonCode === undefined ? {} : { salespersonCode }),
    };
  });
}
