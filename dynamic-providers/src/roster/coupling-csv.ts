import type { SalespersonCoupling } from "../kinds/salespeople-roster/accounts-view";
import { csv } from "../text/csv";

const HEADINGS = ["Salesperson Code", "Name", "E-Mail", "System User Id"] as const;

/**
 * The coupling list as a CSV file, for those who couple salespeople in Business Central. What is not known is blank;
 * a value that a spreadsheet would take for a formula has an apostrophe in front.
 */
export function couplingCsv(couplings: readonly SalespersonCoupling[]): string {
  return csv(
    HEADINGS,
    couplings.map(({ salespersonCode = "", name, email, systemUserId }) => [
      salespersonCode,
      name,
      email,
      systemUserId,
    ]),
  );
}
