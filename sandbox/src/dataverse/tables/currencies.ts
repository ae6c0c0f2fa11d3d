import type { Currency } from "../../state/model";
import { column, organizationId, seededOn } from "./column-helpers";
import { defineTable, type Table } from "./table";

/** Columns: Dataverse table reference, transactioncurrency; those that nothing here sets are left out. */
export const currencies: Table = defineTable<Currency>({
  logicalName: "transactioncurrency",
  entitySet: "transactioncurrencies",
  key: "transactioncurrencyid",
  complete: false,
  columns: {
    transactioncurrencyid: column<Currency>((currency) => currency.transactioncurrencyid),
    isocurrencycode: column<Currency>((currency) => currency.isocurrencycode),
    currencyname: column<Currency>((currency) => currency.currencyname),
    currencysymbol: column<Currency>((currency) => currency.currencysymbol),
    exchangerate: column<Currency>((currency) => currency.exchangerate),
    currencyprecision: 2,
    statecode: 0,
    statuscode: 1,
    createdon: seededOn,
    modifiedon: seededOn,
    _organizationid_value: organizationId,
    versionnumber: column<Currency>((currency) => currency.versionnumber),
  },
  labels: { statecode: { 0: "Active", 1: "Inactive" }, statuscode: { 1: "Active", 2: "Inactive" } },
  idOf: (currency) => currency.transactioncurrencyid,
  versionOf: (currency) => currency.versionnumber,
  rows: ({ store }) => store.all("transactioncurrencies"),
  find: (id, { store }) => store.get("transactioncurrencies", id),
});
