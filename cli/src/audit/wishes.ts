import {
  type AccountSet,
  integrationAccessMode,
  type ProgramConfig,
  wishesOf,
} from "@bc-sales/components/config";
import { type RosterPerson, SYSTEM_ADMINISTRATOR } from "@bc-sales/dynamic-providers/inspect";
import type { AccountKind } from "./report";

/** What a stack wants of one account. */
export interface AccountWish {
  readonly kind: AccountKind;
  readonly signInName: string;
  /** Whether a deployment makes the Entra account where it is missing. */
  readonly made: boolean;
  readonly roles: readonly string[];
  readonly roleMode: "additive" | "authoritative";
  readonly forbidden: readonly string[];
  readonly nonAdministrativeRoleRequired: boolean;
  /** SKU part numbers. */
  readonly licenses: readonly string[];
  /** SKU part numbers that are to be released. */
  readonly released: readonly string[];
  /** Two-letter country. Undefined where it is left to others. */
  readonly usageLocation: string | undefined;
  /** Of a salesperson whose account a deployment may have made. Undefined where it is left to others. */
  readonly profile: RosterPerson | undefined;
  /** Name. Undefined where it is left to others. */
  readonly businessUnit: string | undefined;
  /** Names. */
  readonly teams: readonly string[];
  /** Undefined where it is left to others. */
  readonly accessMode: string | undefined;
  /** Whether the user is to be enabled in the environment; of one who is not, nothing else there counts. */
  readonly enabled: boolean;
}

/** Every account of the stack: administrator, integration user, then the salespeople in the order of their file. */
export function accountWishes(config: ProgramConfig, accounts: AccountSet): AccountWish[] {
  const { administrator, integrationUser, salespeople } = accounts;
  const common = {
    roleMode: config.roleMode,
    forbidden: [],
    nonAdministrativeRoleRequired: false,
    released: [],
    accessMode: undefined,
    enabled: true,
    usageLocation: config.usageLocation,
    profile: undefined,
    businessUnit: undefined,
    teams: [],
  };
  const people = new Map(salespeople?.people?.map((person) => [person.signInName, person]));
  const availability = config.productAvailabilityRole === undefined ? [] : [config.productAvailabilityRole];
  const isReleased = config.connectionEstablished && config.releaseLicense;
  return [
    ...(administrator?.signInNames ?? []).map((signInName) => ({
      ...common,
      kind: "administrator" as const,
      signInName,
      made: config.createAdministrator,
      roles: administrator?.roles ?? [],
      nonAdministrativeRoleRequired: true,
      licenses: administrator?.licenses ?? [],
    })),
    ...integrationUser.signInNames.map((signInName) => ({
      ...common,
      kind: "integration user" as const,
      signInName,
      made: config.createIntegrationUser,
      roles: integrationUser.roles,
      forbidden: [SYSTEM_ADMINISTRATOR.templateId],
      licenses: integrationUser.licenses,
      released: isReleased ? config.integrationUserLicenses : [],
      accessMode: integrationAccessMode(config.connectionEstablished),
    })),
    ...(salespeople === undefined ? [] : wishesOf(salespeople)).map(({ signInName, roles, licenses }) => ({
      ...common,
      kind: "salesperson" as const,
      signInName,
      made: config.createSalespeople,
      roles: [...roles, ...availability],
      forbidden: [SYSTEM_ADMINISTRATOR.templateId],
      licenses,
      usageLocation: people.get(signInName)?.usageLocation ?? config.usageLocation,
      profile: config.createSalespeople ? people.get(signInName) : undefined,
      businessUnit: people.get(signInName)?.businessUnit,
      enabled: people.get(signInName)?.enabled ?? true,
      teams: config.salespeopleTeams,
    })),
  ];
}
