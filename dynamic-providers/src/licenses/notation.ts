/**
 * A licence as programs and files write it: the SKU part number, then the service plans of it that are to be off, each
 * after a blank and a minus, as in `DYN365_ENTERPRISE_SALES -PROJECT_ESSENTIALS -SHAREPOINTWAC`. `SKU -none` has all
 * plans on; without any plan they are left as they are.
 */
export interface WrittenLicense {
  readonly partNumber: string;
  /** Names of service plans; undefined when nothing is said of plans. */
  readonly disabledPlans: readonly string[] | undefined;
}

/** Stands for no plan at all; Microsoft has no service plan of this name. */
const NONE = "none";

export function readLicense(text: string): WrittenLicense {
  const [partNumber = "", ...plans] = text
    .trim()
    .split(/\s+-/)
    .map((part) => part.trim());
  if (plans.length === 0) return { partNumber, disabledPlans: undefined };
  const isNone = plans.length === 1 && plans[0]?.toLowerCase() === NONE;
  return { partNumber, disabledPlans: isNone ? [] : plans };
}

/** The text that {@link readLicense} reads, plans sorted. */
export function writeLicense({ partNumber, disabledPlans }: WrittenLicense): string {
  if (disabledPlans === undefined) return partNumber;
  const plans = disabledPlans.length === 0 ? [NONE] : [...disabledPlans].sort();
  return [partNumber, ...plans.map((plan) => `-${plan}`)].join(" ");
}

/** One text for all that mean the same: letter case, blanks, and order and repetition of plans make no difference. */
export function foldLicense(text: string): string {
  const { partNumber, disabledPlans } = readLicense(text.normalize("NFC").toLowerCase());
  const plans = disabledPlans === undefined ? {} : { disabledPlans: [...new Set(disabledPlans)] };
  return writeLicense({ partNumber: foldPartNumber(partNumber), disabledPlans: undefined, ...plans });
}

/** Blanks do not count: Microsoft's own list has part numbers with blanks in them. */
export function foldPartNumber(partNumber: string): string {
  return partNumber.replace(/\s/g, "").toLowerCase();
}
