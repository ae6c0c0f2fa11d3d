// The package's main module would load the names of countries in eighty languages.
import { getAlpha2Codes, getNames, registerLocale } from "i18n-iso-countries/index";
import english from "i18n-iso-countries/langs/en.json";

registerLocale(english);

export { alpha3ToAlpha2 } from "i18n-iso-countries/index";

/** Two-letter codes of ISO 3166-1, in capitals. */
export const COUNTRY_CODES: ReadonlySet<string> = new Set(Object.keys(getAlpha2Codes()));

/** English names of each country by its two-letter code. */
export const COUNTRY_NAMES: Readonly<Record<string, readonly string[]>> = getNames("en", { select: "all" });
