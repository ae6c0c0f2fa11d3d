import { objectOf, query, rowsOf, textOf } from "../answers";
import type { Contract } from "../contract";

const base = "GET dataverse /api/data/v9.2/";

/** What is installed in an organization. */
export const dataverseInstallationContracts: readonly Contract[] = [
  {
    id: "dataverse.solutions",
    title: "Solutions are found by their unique name",
    routes: [`${base}solutions`, `${base}solutions({id})`],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const options = { $filter: "uniquename eq 'Default'", $select: "uniquename,version,ismanaged" };
      const [row] = rowsOf(await target.dataverse("GET", `solutions${query(options)}`));
      expect.equal("uniquename", row?.uniquename, "Default");
      expect.equal("type of version", typeof row?.version, "string");
      expect.equal("ismanaged", row?.ismanaged, false);
      const single = await target.dataverse(
        "GET",
        `solutions(${textOf(row, "solutionid")})?$select=uniquename`,
      );
      expect.equal("by its id", objectOf(single.body).uniquename, "Default");
    },
  },
  {
    id: "dataverse.currencies",
    title: "Currencies carry their ISO code, and one of them is read by its id",
    routes: [`${base}transactioncurrencies`, `${base}transactioncurrencies({id})`],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const rows = rowsOf(await target.dataverse("GET", "transactioncurrencies?$select=isocurrencycode"));
      expect.equal("some", rows.length > 0, true);
      for (const row of rows) expect.equal("length of a code", textOf(row, "isocurrencycode").length, 3);
      const [first] = rows;
      const path = `transactioncurrencies(${textOf(first, "transactioncurrencyid")})?$select=isocurrencycode`;
      const single = await target.dataverse("GET", path);
      expect.equal("by its id", objectOf(single.body).isocurrencycode, first?.isocurrencycode);
    },
  },
];
