import { type Column, holdsSeveral, VALUE_SEPARATOR } from "./columns";
import { countryCode, similarCountries } from "./country";
import type { Fault } from "./found-problems";
import { signInNameFault } from "./sign-in-name";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The values of a cell that holds several, without the blank ones. */
export function valuesOf(text: string): string[] {
  return text
    .split(VALUE_SEPARATOR)
    .map((value) => value.trim())
    .filter((value) => value !== "");
}

/** What `Enabled` says; undefined when it is neither yes nor no. */
export function yesOrNo(text: string): boolean | undefined {
  if (/^(yes|true)$/i.test(text)) return true;
  return /^(no|false)$/i.test(text) ? false : undefined;
}

/** What is wrong with what a cell says; undefined when nothing is. @param text - "" where it is blank. */
export function valueFault(column: Column, text: string): Fault | undefined {
  const { heading, property, required } = column;
  if (text === "") {
    return required
      ? { message: `The ${heading} is missing.`, remedy: "Every person needs one." }
      : undefined;
  }
  const long = tooLong(column, text);
  if (long !== undefined) return long;
  switch (property) {
    case "signInName":
      return signInNameFault(text);
    case "country":
    case "usageLocation":
      return countryCode(text) === undefined ? unknownCountry(heading, text) : undefined;
    case "enabled":
      return yesOrNo(text) === undefined ? neither(text) : undefined;
    case "objectId":
      return GUID.test(text) ? undefined : noObjectId(text);
    default:
      return undefined;
  }
}

function tooLong(column: Column, text: string): Fault | undefined {
  const { heading, limit } = column;
  if (text.length <= limit) return undefined;
  const most = `at most ${String(limit)} are possible.`;
  if (!holdsSeveral(column)) {
    return {
      message: `The ${heading} has ${String(text.length)} characters; ${most}`,
      remedy: "Shorten it.",
    };
  }
  const long = valuesOf(text).find((value) => value.length > limit);
  if (long === undefined) return undefined;
  return {
    message: `One of the ${heading} has ${String(long.length)} characters; ${most}`,
    remedy: `Put "${VALUE_SEPARATOR}" between several values.`,
  };
}

function unknownCountry(heading: string, text: string): Fault {
  return {
    message: `"${text}" is not a country (${heading}).`,
    // Similar names take long to find among all countries; only what is shown needs them.
    get remedy() {
      const similar = similarCountries(text);
      const meant =
        similar.length === 0 ? "" : `Did you mean ${similar.map((name) => `"${name}"`).join(" or ")}? `;
      return `${meant}Use the English name or the two-letter code of ISO 3166-1, or leave it blank.`;
    },
  };
}

function noObjectId(text: string): Fault {
  return {
    message: `"${text}" is not an object id.`,
    remedy: "Take the GUID from Entra (Users > the person > Object ID), or leave it blank.",
  };
}

function neither(text: string): Fault {
  return {
    message: `"${text}" is neither yes nor no (Enabled).`,
    remedy: "Use yes or no, or leave it blank; then it is yes.",
  };
}
