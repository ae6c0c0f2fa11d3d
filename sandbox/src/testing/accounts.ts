import type { Account } from "../page/account";
import type { Duty } from "../page/duties";

/** For tests of the page: an enabled, licensed person in the environment, holding one role for each duty. */
export function accountWith(name: string, duties: readonly Duty[], changes: Partial<Account> = {}): Account {
  return {
    name,
    signInName: `${name.toLowerCase()}@contoso.onmicrosoft.com`,
    isApplication: false,
    accessMode: "Read-Write",
    takesPlace: false,
    isEnabled: true,
    businessUnit: "Contoso",
    roles: duties.map((duty) => ({ name: `role ${duty}`, duty, team: undefined })),
    licenses: [],
    states: [],
    ...changes,
  };
}
