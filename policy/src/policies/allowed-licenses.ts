import { foldPartNumber, quotedList, readLicense } from "@bc-sales/dynamic-providers/declared";
import { licensesGivenBy, shared } from "../grants";
import type { Resource } from "../resource";
import type { Rule, Violation } from "../rule";
import { listOf } from "./config";

interface Config {
  readonly licenses?: readonly string[];
}

/** Pure: the licences in a resource's inputs that are not on the list; none where there is no list. */
export function licensesNotAllowed(resource: Resource, { licenses }: Config): Violation[] {
  if (licenses === undefined) return [];
  const allowed = new Set(licenses.map(skuOf));
  return shared(licensesGivenBy(resource).filter(({ name }) => !allowed.has(skuOf(name)))).map(
    ({ where, whoIsGiven, name }) => ({
      where,
      message: `${whoIsGiven} the licence ${name}, which is not allowed.`,
      remedy: `${licenses.length === 0 ? "No licence is allowed." : `Use ${quotedList(licenses)},`} or have it added to the policy pack's configuration (allowed-licenses.licenses).`,
    }),
  );
}

/** Which of its service plans are off makes no other licence of it. */
function skuOf(license: string): string {
  return foldPartNumber(readLicense(license).partNumber);
}

export const allowedLicenses: Rule<Config> = {
  name: "allowed-licenses",
  description: "Accounts are given only licences that are on the list.",
  enforcementLevel: "mandatory",
  severity: "medium",
  remedy: "Use a licence that is on the list, or have the licence added to it.",
  config: {
    licenses: listOf(
      "SKU part numbers of the licences that may be given, whatever their service plans. Without a list any licence may be.",
    ),
  },
  resource: licensesNotAllowed,
};
