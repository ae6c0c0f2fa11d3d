import type { Currency } from "../state/model";
import { guidOf } from "./guid";

/** The first is the organization's base currency. */
const facts = [
  ["USD", "US Dollar", "$", 1],
  ["EUR", "Euro", "€", 0.92],
] as const;

export function seedCurrencies(): Currency[] {
  return facts.map(([isocurrencycode, currencyname, currencysymbol, exchangerate]) => ({
    transactioncurrencyid: guidOf(`currency ${isocurrencycode}`),
    isocurrencycode,
    currencyname,
    currencysymbol,
    exchangerate,
    versionnumber: 0,
  }));
}
