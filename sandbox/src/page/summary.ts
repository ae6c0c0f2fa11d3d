import { holds, type Account } from "./account";
import { isIntegrationUser, isSetupAdministrator } from "./badges";
import { names } from "./rules";

/** One part of the account set in plain words. */
export interface Summary {
  readonly part: "Administrator" | "Integration user" | "Salespeople";
  /** Who it is, or how many. */
  readonly who: string;
  readonly detail: string;
  /** Those who were found; empty when nobody is what the part asks for. */
  readonly accounts: readonly Account[];
}

/** The account set of the setup article, as far as the tenant shows it: people are told by their roles. */
export function summaryOf(accounts: readonly Account[]): Summary[] {
  return [administrator(accounts), integrationUser(accounts), salespeople(accounts)];
}

function administrator(accounts: readonly Account[]): Summary {
  const found = accounts.filter(isSetupAdministrator);
  return found.length === 0
    ? {
        part: "Administrator",
        who: "Nobody yet",
        detail: "Nobody holds System Administrator, System Customizer and a role besides.",
        accounts: [],
      }
    : { part: "Administrator", who: names(found), detail: rolesOf(found[0]), accounts: found };
}

function integrationUser(accounts: readonly Account[]): Summary {
  const found = accounts.filter(isIntegrationUser);
  if (found.length > 0) {
    const modes = [...new Set(found.map(({ accessMode }) => accessMode ?? ""))].join(", ");
    return {
      part: "Integration user",
      who: names(found),
      detail: `Connected. Access mode ${modes}.`,
      accounts: found,
    };
  }
  const candidates = accounts.filter(mayBecomeIntegrationUser);
  return candidates.length === 0
    ? {
        part: "Integration user",
        who: "Nobody yet",
        detail: "Nobody holds a role of Business Central's integration.",
        accounts: [],
      }
    : {
        part: "Integration user",
        who: names(candidates),
        detail: `Not connected yet: Basic User and nothing else, access mode ${candidates[0]?.accessMode ?? ""}.`,
        accounts: candidates,
      };
}

/** What the integration user looks like before Business Central has connected and granted its roles. */
function mayBecomeIntegrationUser({ roles, isApplication, takesPlace, isEnabled }: Account): boolean {
  return (
    isEnabled &&
    !isApplication &&
    !takesPlace &&
    roles.length > 0 &&
    roles.every(({ duty }) => duty === "basic-user")
  );
}

function salespeople(accounts: readonly Account[]): Summary {
  const found = accounts.filter((account) => holds(account, "salesperson"));
  if (found.length === 0) {
    return { part: "Salespeople", who: "Nobody yet", detail: "Nobody holds Salesperson.", accounts: [] };
  }
  const ready = found.filter(({ states }) => states.length === 0).length;
  return {
    part: "Salespeople",
    who: found.length === 1 ? "1 person" : `${found.length} people`,
    detail: `${ready === found.length ? "All" : `${ready} of ${found.length}`} enabled and licensed: ${names(found)}.`,
    accounts: found,
  };
}

function rolesOf(account: Account | undefined): string {
  return `${(account?.roles ?? []).map(({ name }) => name).join(", ")}.`;
}
