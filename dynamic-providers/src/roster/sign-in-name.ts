import { ALIAS_LIMIT, DOMAIN_LIMIT } from "./columns";

/** What is wrong with a sign-in name and what to do about it. */
export interface NameFault {
  readonly message: string;
  readonly remedy: string;
}

// Entra ID, "Prepare a nonroutable domain…/UserPrincipalName attribute policies": letters without accents, digits,
// and ' . - _ ! # ^ ~ before the "@"; no dot right before it.
const ALIAS = /^[A-Za-z0-9'._!#^~-]+$/;
const DOMAIN = /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

/** Two spellings of one sign-in name fold to the same text: letter case and the way accents are coded do not count. */
export function foldSignInName(signInName: string): string {
  return signInName.trim().normalize("NFC").toLowerCase();
}

/** Why Entra would not take a sign-in name; undefined when it would. */
export function signInNameFault(signInName: string): NameFault | undefined {
  const [alias = "", domain = "", ...more] = signInName.split("@");
  if (alias === "" || domain === "" || more.length > 0) {
    return {
      message: `"${signInName}" is not a sign-in name.`,
      remedy: "Write it like anna@contoso.com, with one @.",
    };
  }
  const stranger = Array.from(alias).find((character) => !ALIAS.test(character));
  if (stranger !== undefined) {
    return {
      message: `The sign-in name "${signInName}" has ${described(stranger)} before the @.`,
      remedy: "Entra takes letters without accents, digits and ' . - _ ! # ^ ~ there.",
    };
  }
  if (alias.startsWith(".") || alias.endsWith(".")) {
    return {
      message: `The sign-in name "${signInName}" begins with a dot or has one right before the @.`,
      remedy: "Take the dot out.",
    };
  }
  if (!DOMAIN.test(domain)) {
    return {
      message: `"${domain}" in the sign-in name "${signInName}" is not a domain.`,
      remedy: "Use a verified domain of the tenant, such as contoso.com.",
    };
  }
  return tooLong("before", alias, ALIAS_LIMIT) ?? tooLong("after", domain, DOMAIN_LIMIT);
}

function described(character: string): string {
  if (/\s/.test(character)) return "a blank";
  return `"${character}"`;
}

function tooLong(side: "before" | "after", part: string, limit: number): NameFault | undefined {
  if (part.length <= limit) return undefined;
  return {
    message: `The sign-in name has ${String(part.length)} characters ${side} the @; at most ${String(limit)} are possible.`,
    remedy: `Shorten it to ${String(limit)} characters.`,
  };
}
