import type { EntraUser, LicenseAssignment, SystemUser } from "../state/model";
import { guidOf } from "./guid";
import { seedIds } from "./ids";

/** One person of the seeded tenant, as somebody would describe them. */
interface Person {
  readonly givenName: string;
  readonly surname: string;
  readonly jobTitle: string;
  readonly usageLocation: string | null;
  /** SKU part numbers; one after `group:` is inherited. */
  readonly licenses: readonly string[];
  /** Null for somebody who has never been in the environment. */
  readonly environment: { readonly accessmode: number; readonly roles: readonly string[] } | null;
}

// Nobody here is one of the accounts that a deployment makes: they are what it must leave alone.
const people: readonly Person[] = [
  {
    givenName: "Megan",
    surname: "Bowen",
    jobTitle: "Global Administrator",
    usageLocation: "US",
    licenses: ["POWERAPPS_PER_USER"],
    environment: { accessmode: 0, roles: ["System Administrator", "Basic User"] },
  },
  {
    givenName: "Adele",
    surname: "Vance",
    jobTitle: "Retail Manager",
    usageLocation: "US",
    licenses: ["DYN365_ENTERPRISE_SALES"],
    environment: { accessmode: 0, roles: ["Salesperson"] },
  },
  {
    givenName: "Alex",
    surname: "Wilber",
    jobTitle: "Marketing Assistant",
    usageLocation: "US",
    licenses: ["DYN365_ENTERPRISE_SALES"],
    environment: { accessmode: 0, roles: ["Sales Manager", "Basic User"] },
  },
  {
    givenName: "Data",
    surname: "Export",
    jobTitle: "Nightly export to the warehouse",
    usageLocation: "US",
    licenses: [],
    environment: { accessmode: 4, roles: ["Basic User"] },
  },
  {
    givenName: "Diego",
    surname: "Siciliani",
    jobTitle: "Accountant",
    usageLocation: "DE",
    licenses: ["DYN365_BUSCENTRAL_ESSENTIAL", "group:POWERAPPS_PER_USER"],
    environment: null,
  },
  {
    givenName: "Lynne",
    surname: "Robbins",
    jobTitle: "Planner",
    usageLocation: null,
    licenses: [],
    environment: null,
  },
];

export interface SeededPerson {
  readonly user: EntraUser;
  readonly inheritsLicense: boolean;
  readonly systemUser: SystemUser | undefined;
}

/** Rows of everybody. `skuId` and `roleId` look an id up by name. */
export function seedPeople(
  skuId: (partNumber: string) => string,
  roleId: (name: string) => string,
): SeededPerson[] {
  return people.map((person) => {
    const user = userOf(person, skuId);
    return {
      user,
      inheritsLicense: user.licenses.some((license) => license.assignedByGroup !== null),
      systemUser: person.environment ? systemUserOf(person, person.environment, user, roleId) : undefined,
    };
  });
}

function userOf(person: Person, skuId: (partNumber: string) => string): EntraUser {
  const alias = `${person.givenName}.${person.surname}`.toLowerCase();
  const signInName = `${alias}@${seedIds.domain}`;
  return {
    id: guidOf(`user ${alias}`),
    userPrincipalName: signInName,
    displayName: `${person.givenName} ${person.surname}`,
    mailNickname: alias,
    accountEnabled: true,
    userType: "Member",
    usageLocation: person.usageLocation,
    mail: signInName,
    showInAddressList: null,
    managerId: null,
    passwordProfile: null,
    licenses: person.licenses.map((name): LicenseAssignment => {
      const inherited = name.startsWith("group:");
      return {
        skuId: skuId(inherited ? name.slice("group:".length) : name),
        disabledPlans: [],
        assignedByGroup: inherited ? seedIds.licensingGroupId : null,
        assignedAt: 0,
      };
    }),
    createdDateTime: "2024-03-15T16:00:00Z",
    deletedDateTime: null,
    properties: {
      givenName: person.givenName,
      surname: person.surname,
      jobTitle: person.jobTitle,
      preferredLanguage: "en-US",
    },
  };
}

function systemUserOf(
  person: Person,
  { accessmode, roles }: { readonly accessmode: number; readonly roles: readonly string[] },
  user: EntraUser,
  roleId: (name: string) => string,
): SystemUser {
  return {
    systemuserid: guidOf(`systemuser ${user.userPrincipalName}`),
    azureactivedirectoryobjectid: user.id,
    applicationid: null,
    domainname: user.userPrincipalName,
    internalemailaddress: user.mail,
    firstname: person.givenName,
    lastname: person.surname,
    fullname: user.displayName,
    accessmode,
    islicensed: person.licenses.length > 0,
    isdisabled: false,
    issyncwithdirectory: true,
    businessunitid: seedIds.rootBusinessUnitId,
    azurestate: 0,
    roles: roles.map(roleId),
    visibleAt: 0,
    versionnumber: 0,
    columns: {},
  };
}
