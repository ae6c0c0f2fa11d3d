import type { RosterPerson } from "./person";

/** One column of the file. */
export interface Column {
  readonly heading: string;
  readonly property: keyof RosterPerson;
  /** Characters at most, as Entra takes them. */
  readonly limit: number;
  readonly required: boolean;
}

const column = (heading: string, property: keyof RosterPerson, limit: number): Column => ({
  heading,
  property,
  limit,
  required: property === "signInName" || property === "displayName",
});

/**
 * The columns of the file for adding several users in the Microsoft 365 admin center, in their order. Headings
 * and limits: "Add several users at the same time to Microsoft 365". The limit of the alternate e-mail address
 * is that of Graph's `otherMails`.
 */
export const STANDARD_COLUMNS: readonly Column[] = [
  column("User Name", "signInName", 79),
  column("First Name", "givenName", 64),
  column("Last Name", "surname", 64),
  column("Display Name", "displayName", 256),
  column("Job Title", "jobTitle", 64),
  column("Department", "department", 64),
  column("Office Number", "officeLocation", 128),
  column("Office Phone", "businessPhone", 64),
  column("Mobile Phone", "mobilePhone", 64),
  column("Fax", "faxNumber", 64),
  column("Alternate email address", "otherMail", 250),
  column("Address", "streetAddress", 1023),
  column("City", "city", 128),
  column("State or Province", "state", 128),
  column("ZIP or Postal Code", "postalCode", 40),
  column("Country or Region", "country", 128),
];

/** The one that files of before 2024 do not have. */
export const OPTIONAL_HEADING = "Alternate email address";

/**
 * Columns that may follow the standard ones, by name. `Usage Location` is for people whose licence is used in
 * another country than the one of their address.
 */
export const EXTRA_COLUMNS: readonly Column[] = [column("Usage Location", "usageLocation", 128)];

/** The admin center's limits of the two parts of a sign-in name. */
export const ALIAS_LIMIT = 50;
export const DOMAIN_LIMIT = 48;
