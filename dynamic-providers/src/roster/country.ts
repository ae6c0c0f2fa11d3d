import { nearest } from "../text/nearest";
import { alpha3ToAlpha2, COUNTRY_CODES, COUNTRY_NAMES } from "./countries";

/** How Windows and the admin center write countries that ISO 3166-1 calls otherwise; folded. */
const SPELLINGS: Readonly<Record<string, string>> = {
  "british virgin islands": "VG",
  brunei: "BN",
  "cabo verde": "CV",
  "cocos islands": "CC",
  congo: "CG",
  "congo drc": "CD",
  "falkland islands": "FK",
  "hong kong sar": "HK",
  korea: "KR",
  laos: "LA",
  "macao sar": "MO",
  macau: "MO",
  "macau sar": "MO",
  micronesia: "FM",
  "palestinian authority": "PS",
  "republic of ireland": "IE",
  "saint martin": "MF",
  "sint maarten": "SX",
  "st helena ascension tristan da cunha": "SH",
  syria: "SY",
  "us outlying islands": "UM",
  "us virgin islands": "VI",
  "vatican city": "VA",
  "viet nam": "VN",
};

const NAMES = Object.values(COUNTRY_NAMES).flat();
const BY_NAME: ReadonlyMap<string, string> = new Map([
  ...Object.entries(COUNTRY_NAMES).flatMap(([code, names]) =>
    names.map((name) => [folded(name), code] as const),
  ),
  ...Object.entries(SPELLINGS),
]);

/**
 * The two-letter code of ISO 3166-1 for a country: its English name, or a code of two or three letters, in any
 * letter case. Undefined when there is no such country.
 */
export function countryCode(text: string): string | undefined {
  const upper = text.trim().toUpperCase();
  if (COUNTRY_CODES.has(upper)) return upper;
  return alpha3ToAlpha2(upper) ?? BY_NAME.get(folded(text));
}

/** Names of countries that a misspelled one may mean, nearest first. */
export function similarCountries(text: string): string[] {
  return nearest(text, NAMES);
}

/** Without accents, punctuation and articles, which are where spellings differ. */
function folded(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/[.'’]/g, "")
    .replace(/[,()-]/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^the /, "");
}
