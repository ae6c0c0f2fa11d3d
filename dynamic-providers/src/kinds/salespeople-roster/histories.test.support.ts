import fc from "fast-check";
import type { AssignedLicense } from "../../clients/graph/graph";
import { writeLicense } from "../../licenses/notation";
import { planId, PLANS, POWER, SALES } from "./directory-model.test.support";
import type { Farewell, Salesperson } from "./inputs";
import { CHILD, OTHER_TEAM, ROOT, TEAM } from "./tenant-model.test.support";

export const NAMES = ["anna", "ben", "carla", "dev"].map((name) => `${name}@contoso.com`);
export const ROLES = ["Salesperson", "Sales Manager", "Basic User"];
export const SKUS: Readonly<Record<string, string>> = { [SALES]: "sku-sales", [POWER]: "sku-power" };

/** Somebody before the first deployment. */
export interface Start {
  readonly exists: boolean;
  readonly licenses: readonly AssignedLicense[];
  readonly user: "none" | "enabled" | "disabled";
  readonly unit: string;
  readonly roles: readonly string[];
}

export type Wish = Pick<Salesperson, "licenses" | "roles"> & {
  readonly businessUnit: string | undefined;
  readonly enabled: boolean;
};

/** One thing that somebody does by hand. */
export interface Act {
  readonly name: string;
  readonly role: string;
  readonly kind: "grant" | "take" | "disable" | "move" | "join" | "part" | "replan";
  /** Of those that `replan` turns off. */
  readonly plans: readonly string[];
}

export interface Deployment {
  readonly acts: readonly Act[];
  readonly people: Readonly<Record<string, Wish>>;
  readonly onRemoval: Farewell;
  readonly teams: readonly string[];
}

const plans = fc.subarray([...PLANS]);
const start: fc.Arbitrary<Start> = fc.record({
  exists: fc.boolean(),
  licenses: fc.subarray(Object.values(SKUS)).chain((ids) =>
    fc.tuple(
      ...ids.map((skuId) =>
        fc.tuple(fc.constantFrom(undefined, "group"), plans).map(([assignedByGroup, off]) => ({
          skuId,
          assignedByGroup,
          ...(skuId === SKUS[SALES] ? { disabledPlans: off.map(planId) } : {}),
        })),
      ),
    ),
  ),
  user: fc.constantFrom("none", "enabled", "disabled"),
  unit: fc.constantFrom(ROOT, CHILD),
  roles: fc.subarray(ROLES),
});
// Somebody without any licence does not get into an environment, so everybody is to have one.
const wish: fc.Arbitrary<Wish> = fc.record({
  licenses: fc
    .tuple(fc.subarray(Object.keys(SKUS), { minLength: 1 }), fc.option(plans, { nil: undefined }))
    .map(([parts, disabledPlans]) =>
      parts.map((partNumber) =>
        partNumber === SALES ? writeLicense({ partNumber, disabledPlans }) : partNumber,
      ),
    ),
  roles: fc.subarray(ROLES),
  businessUnit: fc.constantFrom<string | undefined>("Root", "child", undefined),
  enabled: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
});
const act: fc.Arbitrary<Act> = fc.record({
  name: fc.constantFrom(...NAMES),
  role: fc.constantFrom(...ROLES),
  kind: fc.constantFrom("grant", "take", "disable", "move", "join", "part", "replan"),
  plans,
});
/** What is taken and given again between two looks cannot be told from what stayed, so one act concerns it. */
export function subjectOf({ name, role, kind }: Act): string {
  const isOfTeam = kind === "join" || kind === "part";
  const subject = { move: "unit", replan: "plans" }[kind as string] ?? role;
  return `${name} ${isOfTeam ? "team" : subject}`;
}
export const deployment: fc.Arbitrary<Deployment> = fc.record({
  acts: fc.uniqueArray(act, { maxLength: 3, selector: subjectOf }),
  people: fc.dictionary(fc.constantFrom(...NAMES), wish, { noNullPrototype: true }),
  onRemoval: fc.constantFrom<Farewell>("revoke", "delete"),
  teams: fc.subarray([TEAM, OTHER_TEAM]),
});
export const starts = fc.tuple(...NAMES.map(() => start));
export const history = fc.array(deployment, { minLength: 1, maxLength: 4 });
