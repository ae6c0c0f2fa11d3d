import fc from "fast-check";
import { ADMINISTRATOR, FOREIGN_ROLES, INTEGRATION_USER, NEWCOMERS, SALES_ROLES, SALESPEOPLE } from "./cast";
import type { FaultRule } from "@bc-sales/sandbox";

/** How somebody stands in the tenant before the first deployment. */
export type Standing = "absent" | "account" | "licensed" | "present";

/** The tenant before the first deployment. */
export interface Beginning {
  /** "none": nobody is declared as administrator. */
  readonly administrator: "none" | "existing" | "made";
  readonly integrationUser: "existing" | "made";
  /** How an account that exists stands. */
  readonly standing: Exclude<Standing, "absent">;
  readonly newcomers: Readonly<Record<string, Standing>>;
  /** Roles that somebody has who is in the environment. */
  readonly roles: readonly { readonly who: string; readonly role: string }[];
  /** Users of others in access mode Non-interactive, besides the one of the seed. */
  readonly nonInteractive: number;
  /** Seconds. */
  readonly licenseDelay: number;
  readonly addUserDelay: number;
  readonly syncInterval: number;
}

/** What a team declares. */
export interface Declaration {
  readonly people: readonly string[];
  /** Who of them, if declared, is to be disabled in the environment. */
  readonly disabled: readonly string[];
  readonly createSalespeople: boolean;
  readonly salespeopleRoles: readonly string[];
  readonly licensed: boolean;
  readonly connected: boolean;
  readonly release: boolean;
  readonly authoritative: boolean;
  readonly onRemoval: "revoke" | "disable" | "delete";
  readonly onDestroy: "keep" | "delete";
}

/** What somebody does in the portals. */
export type HandChange =
  | { readonly kind: "grant" | "take"; readonly who: string; readonly role: string }
  | {
      readonly kind: "license" | "unlicense" | "disable" | "block" | "read-write" | "delete";
      readonly who: string;
    }
  | { readonly kind: "fill" | "make-administrator" };

export interface DeploymentPlan {
  /** Before the deployment. */
  readonly byHand: readonly HandChange[];
  readonly declaration: Declaration;
  readonly faults: readonly FaultRule[];
  readonly faultSeed: number;
  /** The provider process is killed when it has sent so many requests; never when undefined. */
  readonly killAfter: number | undefined;
  readonly isParallel: boolean;
}

/** A history of a stack and its tenant. In the end the faults stop, and a deployment puts everything right. */
export interface Schedule {
  readonly beginning: Beginning;
  readonly deployments: readonly DeploymentPlan[];
  readonly destroys: boolean;
}

const who = fc.oneof(
  fc.constantFrom(ADMINISTRATOR, INTEGRATION_USER),
  fc.constantFrom<string>(...SALESPEOPLE),
);
const standing = fc.constantFrom<Standing>("absent", "account", "licensed", "present");

const beginning: fc.Arbitrary<Beginning> = fc.record({
  administrator: fc.constantFrom("none", "existing", "made"),
  integrationUser: fc.constantFrom("made", "existing"),
  standing: fc.constantFrom("account", "licensed", "present"),
  newcomers: fc.record(Object.fromEntries(NEWCOMERS.map((name) => [name, standing]))),
  roles: fc.array(fc.record({ who, role: fc.constantFrom("Basic User", ...SALES_ROLES, ...FOREIGN_ROLES) }), {
    maxLength: 3,
  }),
  nonInteractive: fc.constantFrom(0, 5, 6),
  licenseDelay: fc.constantFrom(0, 45, 120),
  addUserDelay: fc.constantFrom(0, 30),
  syncInterval: fc.constantFrom(0, 300),
});

const declaration: fc.Arbitrary<Declaration> = fc.record({
  people: fc.subarray([...SALESPEOPLE], { maxLength: 4 }),
  disabled: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.subarray([...SALESPEOPLE], { minLength: 1, maxLength: 2 }) },
  ),
  createSalespeople: fc.constantFrom(true, true, false),
  salespeopleRoles: fc.subarray([...SALES_ROLES], { minLength: 1 }),
  licensed: fc.constantFrom(true, true, false),
  connected: fc.boolean(),
  release: fc.boolean(),
  authoritative: fc.constantFrom(false, false, true),
  onRemoval: fc.constantFrom("revoke", "disable", "delete"),
  onDestroy: fc.constantFrom("keep", "delete"),
});

const handChange: fc.Arbitrary<HandChange> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("grant", "take"),
      who,
      role: fc.constantFrom(...SALES_ROLES, ...FOREIGN_ROLES),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("license", "unlicense", "disable", "block", "read-write", "delete"),
      who,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("fill", "make-administrator") }) },
);

/** What can happen to a part of a batch as well as to a whole request. */
const refusal: fc.Arbitrary<FaultRule["effect"]> = fc.oneof(
  fc.record({
    kind: fc.constant("throttle" as const),
    retryAfter: fc.constantFrom(1, 30, 300),
    as: fc.constantFrom("seconds", "date", "none"),
  }),
  fc.record({ kind: fc.constant("status" as const), status: fc.constantFrom(500, 502, 503, 504) }),
);

const effect: fc.Arbitrary<FaultRule["effect"]> = fc.oneof(
  refusal,
  fc.record({ kind: fc.constantFrom("reset", "lose-answer", "truncate", "reject-token") }),
  fc.record({ kind: fc.constant("lose-answer" as const) }),
  fc.record({ kind: fc.constant("stale-read" as const), milliseconds: fc.constantFrom(1_000, 30_000) }),
);

type Target = Pick<FaultRule, "service" | "method" | "parts">;

const anyRequest = fc.constantFrom<Target>(
  {},
  { service: "graph" },
  { service: "power-platform" },
  { service: "dataverse" },
);

/** These fail in the most interesting ways. */
const write = fc.constantFrom<Target>(
  { service: "graph", method: "POST" },
  { service: "power-platform", method: "POST" },
  { service: "dataverse", method: "POST" },
);

const part = fc.constantFrom<Target>(
  { service: "graph", parts: true },
  { service: "dataverse", method: "POST", parts: true },
  { service: "dataverse", method: "PATCH", parts: true },
  { service: "dataverse", method: "DELETE", parts: true },
);

const moments = {
  times: fc.constantFrom(1, 6, 1_000),
  probability: fc.constantFrom(1, 0.5),
};

/** A deployment writes seldom. */
const fewOn = fc.integer({ min: 1, max: 4 });

const fault: fc.Arbitrary<FaultRule> = fc
  .oneof(
    fc.record({ ...moments, from: fc.integer({ min: 1, max: 12 }), target: anyRequest, effect }),
    fc.record({ ...moments, from: fewOn, target: write, effect }),
    fc.record({ ...moments, from: fewOn, target: part, effect: refusal }),
  )
  .map(({ target, ...rest }) => ({ ...target, ...rest }));

const deployment: fc.Arbitrary<DeploymentPlan> = fc.record({
  byHand: fc.array(handChange, { maxLength: 2 }),
  declaration,
  faults: fc.array(fault, { maxLength: 2 }),
  faultSeed: fc.integer({ min: 1, max: 1_000 }),
  killAfter: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }) },
  ),
  isParallel: fc.boolean(),
});

/** Any schedule. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  beginning,
  deployments: fc.array(deployment, { minLength: 1, maxLength: 4 }),
  destroys: fc.constantFrom(true, true, false),
});
