import type { RosterPerson } from "./person";

/** One column of the file. */
export interface Column {
  readonly heading: string;
  readonly property: keyof RosterPerson;
  /** Characters at most, as the service takes them that keeps the value; of each value where there are several. */
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
 * Columns that may follow the standard ones, by name and in any order. `Usage Location` is for people whose licence
 * is used in another country than the one of their address. Limits: Dataverse's `role.name` and
 * `businessunit.name`, Business Central's `Code[20]` of Salesperson/Purchaser; of SKU part numbers none is published.
 */
export const EXTRA_COLUMNS: readonly Column[] = [
  column("Usage Location", "usageLocation", 128),
  column("Roles", "roles", 100),
  column("Licenses", "licenses", Infinity),
  column("Business Unit", "businessUnit", 160),
  column("Salesperson Code", "salespersonCode", 20),
  column("Object Id", "objectId", 36),
  column("Enabled", "enabled", 5),
];

/** Between the values of one cell, in the columns that hold several. */
export const VALUE_SEPARATOR = ";";

/** Whether a column's cells may hold several values. */
export function holdsSeveral({ property }: Column): boolean {
  return property === "roles" || property === "licenses";
}

/** The admin center's limits of the two parts of a sign-in name. */
export const ALIAS_LIMIT = 50;
export const DOMAIN_LIMIT = 48;
