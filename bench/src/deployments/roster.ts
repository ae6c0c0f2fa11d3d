/** A row of the admin center's file. */
export interface RosterPerson {
  readonly signInName: string;
  readonly displayName: string;
  readonly department: string;
}

/** Security roles of each salesperson, two as in the comparison with the peer. */
export const ROLES: readonly string[] = ["Salesperson", "Basic User"];
/** The same after one of them was swapped. */
export const OTHER_ROLES: readonly string[] = ["Salesperson", "Sales Manager"];

const HEADING =
  "User Name,First Name,Last Name,Display Name,Job Title,Department,Office Number,Office Phone,Mobile Phone,Fax," +
  "Alternate email address,Address,City,State or Province,ZIP or Postal Code,Country or Region";

/** So many salespeople, the same ones each time. */
export function salespeople(count: number): RosterPerson[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(5, "0");
    return {
      signInName: `seller${number}@contoso.onmicrosoft.com`,
      displayName: `Seller ${number}`,
      department: "Sales",
    };
  });
}

/** The people as the admin center's CSV file. */
export function rosterCsv(people: readonly RosterPerson[]): string {
  const rows = people.map(({ signInName, displayName, department }) => {
    const [given = "", surname = ""] = displayName.split(" ");
    return `${signInName},${given},${surname},${displayName},,${department},,,,,,,,,,United States`;
  });
  return [HEADING, ...rows, ""].join("\n");
}
