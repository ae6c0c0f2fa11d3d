/**
 * One person of a roster, in the words of the admin center's file. Only the sign-in name and the display name
 * are needed; what is absent is not kept right by anybody here.
 */
export interface RosterPerson {
  /** User principal name, e.g. `anna@contoso.com`. */
  readonly signInName: string;
  readonly displayName: string;
  readonly givenName?: string;
  readonly surname?: string;
  readonly jobTitle?: string;
  readonly department?: string;
  /** Office number. */
  readonly officeLocation?: string;
  readonly businessPhone?: string;
  readonly mobilePhone?: string;
  readonly faxNumber?: string;
  /** Alternate e-mail address. */
  readonly otherMail?: string;
  readonly streetAddress?: string;
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  /** As the file has it, e.g. `United States`. */
  readonly country?: string;
  /** Two-letter code of ISO 3166-1, e.g. `US`; from the country unless the file has a column of its own for it. */
  readonly usageLocation?: string;
  /** Security roles by display name, role template id or role id; instead of those that everybody gets. */
  readonly roles?: readonly string[];
  /** Licences by SKU part number, e.g. `DYN365_ENTERPRISE_SALES`; instead of those that everybody gets. */
  readonly licenses?: readonly string[];
  /** Name of the business unit in the environment. */
  readonly businessUnit?: string;
  /** Code of the salesperson in Business Central, e.g. `AB`. For the coupling list; no service is told. */
  readonly salespersonCode?: string;
  /** Entra object id (a GUID), by which a person is known whose sign-in name changes. */
  readonly objectId?: string;
  /** Whether the person can use the environment; false disables the user there. Default: true. */
  readonly enabled?: boolean;
}

/** What Entra keeps of a person besides sign-in name and usage location; the names are Graph's but for the two lists. */
export type Profile = Omit<
  RosterPerson,
  | "signInName"
  | "usageLocation"
  | "roles"
  | "licenses"
  | "businessUnit"
  | "salespersonCode"
  | "objectId"
  | "enabled"
>;

/** Profile properties that Graph has under the same name, as text. */
export const TEXT_PROPERTIES = [
  "displayName",
  "givenName",
  "surname",
  "jobTitle",
  "department",
  "officeLocation",
  "mobilePhone",
  "faxNumber",
  "streetAddress",
  "city",
  "state",
  "postalCode",
  "country",
] as const satisfies readonly (keyof Profile)[];

/** Profile properties that are the first element of a list of Graph's. */
export const LIST_PROPERTIES = { businessPhone: "businessPhones", otherMail: "otherMails" } as const;

/** All properties of a profile, in the order of the file. */
export const PROFILE_PROPERTIES: readonly (keyof Profile)[] = [
  ...TEXT_PROPERTIES,
  "businessPhone",
  "otherMail",
];

/** The profile as properties of Graph's `user`, those that are given; without the display name. */
export function graphProfile(profile: Profile): Record<string, string | readonly string[]> {
  const properties: Record<string, string | readonly string[]> = {};
  for (const name of TEXT_PROPERTIES) {
    const value = profile[name];
    if (value !== undefined && name !== "displayName") properties[name] = value;
  }
  for (const [name, list] of Object.entries(LIST_PROPERTIES)) {
    const value = profile[name as keyof typeof LIST_PROPERTIES];
    if (value !== undefined) properties[list] = [value];
  }
  return properties;
}
