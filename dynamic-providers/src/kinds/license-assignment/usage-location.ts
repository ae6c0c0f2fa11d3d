import { isUnknown } from "../../adapter/unknown";
import type { Problem } from "../../problems";
import { COUNTRY_CODES } from "../../roster/countries";

/** Two-letter codes of ISO 3166-1, in capitals as Entra stores them. */
export function checkUsageLocation(usageLocation: string | undefined): {
  readonly usageLocation: string | undefined;
  readonly problems: readonly Problem[];
} {
  if (usageLocation === undefined || isUnknown(usageLocation)) return { usageLocation, problems: [] };
  const code = usageLocation.toUpperCase();
  if (COUNTRY_CODES.has(code)) return { usageLocation: code, problems: [] };
  const problem = {
    where: "usageLocation",
    message: `"${usageLocation}" is not the two-letter code of a country.`,
    remedy: "Use a code of ISO 3166-1, for example US, DE or GB.",
  };
  return { usageLocation, problems: [problem] };
}
