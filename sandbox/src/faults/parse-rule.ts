import {
  faultStatuses,
  faultyServices,
  retryAfterForms,
  type FaultEffect,
  type FaultPlan,
  type FaultRule,
} from "./rule";

type Fields = Readonly<Record<string, unknown>>;

/** Says whether a value is good; undefined when it is, else what it must be. */
type Check = (value: unknown) => string | undefined;

const wholeFrom1: Check = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 1 ? undefined : "a whole number, 1 or more";
const notNegative: Check = (value) =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 ? undefined : "a number, 0 or more";
const wholeFrom0: Check = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : "a whole number, 0 or more";
const milliseconds: Check = (value) =>
  // What timers of Node take.
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31
    ? undefined
    : "whole milliseconds, 0 or more";
const chance: Check = (value) =>
  typeof value === "number" && value >= 0 && value <= 1 ? undefined : "a number from 0 to 1";
const text: Check = (value) => (typeof value === "string" && value !== "" ? undefined : "a text");
const flag: Check = (value) => (typeof value === "boolean" ? undefined : "true or false");
const name: Check = (value) =>
  typeof value === "string" && /^[\w.-]+$/.test(value)
    ? undefined
    : "a name of letters, digits, '.', '_' and '-'";
const oneOf =
  (values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value) ? undefined : `one of ${values.join(", ")}`;

const ruleFields: Readonly<Record<Exclude<keyof FaultRule, "effect">, Check>> = {
  id: name,
  service: oneOf(faultyServices),
  method: text,
  path: text,
  from: wholeFrom1,
  every: wholeFrom1,
  times: wholeFrom1,
  probability: chance,
  parts: flag,
};

const effectFields: Readonly<
  Record<FaultEffect["kind"], { required?: Record<string, Check>; optional?: Record<string, Check> }>
> = {
  latency: { required: { milliseconds }, optional: { jitter: milliseconds } },
  throttle: { optional: { retryAfter: wholeFrom0, as: oneOf(retryAfterForms) } },
  status: { required: { status: oneOf(faultStatuses) }, optional: { retryAfter: wholeFrom0 } },
  reset: {},
  "lose-answer": {},
  truncate: {},
  "slow-body": { required: { milliseconds } },
  "stale-read": { required: { milliseconds: notNegative } },
  "reject-token": { optional: { claims: flag } },
};

const effectKinds = Object.keys(effectFields) as FaultEffect["kind"][];

/** A batch has one connection and one token: these happen to it as a whole. */
const wholeRequestsOnly: readonly string[] = [
  "reset",
  "lose-answer",
  "truncate",
  "slow-body",
  "reject-token",
];

/** The rule in a JSON value. Throws a TypeError that names the field at fault. */
export function parseRule(value: unknown, place = "The rule"): FaultRule {
  const rule = fieldsOf(value, place);
  checkFields(rule, place, {}, { ...ruleFields, effect: () => undefined });
  const effect = fieldsOf(rule.effect, `${place}: "effect"`);
  const kind = effectKinds.find((candidate) => candidate === effect.kind);
  if (kind === undefined) {
    throw new TypeError(`${place}: "effect.kind" must be one of ${effectKinds.join(", ")}.`);
  }
  const { required, optional } = effectFields[kind];
  checkFields(effect, place, { kind: () => undefined, ...required }, optional, "effect.");
  if (rule.parts === true && wholeRequestsOnly.includes(kind)) {
    throw new TypeError(
      `${place}: "parts" cannot be true with "effect.kind" ${kind}: the parts of a batch share its connection, its answer and its token.`,
    );
  }
  if (kind === "reject-token" && rule.service === "entra") {
    throw new TypeError(`${place}: "service" cannot be entra with reject-token: requests to it carry none.`);
  }
  return value as FaultRule;
}

/** One rule, or `{seed?, rules}`, in a JSON value. Throws a TypeError that names the field at fault. */
export function parsePlan(value: unknown): FaultPlan {
  const plan = fieldsOf(value, "The faults");
  if (!("rules" in plan)) return { rules: [parseRule(value)] };
  checkFields(plan, "The faults", { rules: () => undefined }, { seed: wholeFrom0 });
  if (!Array.isArray(plan.rules)) throw new TypeError(`The faults: "rules" must be a list.`);
  const rules = plan.rules.map((rule, index) => parseRule(rule, `Rule ${index + 1}`));
  return plan.seed === undefined ? { rules } : { seed: plan.seed as number, rules };
}

/** A seed for the chances of rules. Throws a TypeError for anything but a whole number ≥ 0. */
export function parseSeed(value: unknown): number {
  const problem = wholeFrom0(value);
  if (problem !== undefined) throw new TypeError(`The faults: "seed" must be ${problem}.`);
  return value as number;
}

function fieldsOf(value: unknown, place: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`${place} must be a JSON object.`);
  }
  return value as Fields;
}

function checkFields(
  fields: Fields,
  place: string,
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
  prefix = "",
): void {
  const known = new Map(Object.entries({ ...required, ...optional }));
  for (const field of Object.keys(required)) {
    if (fields[field] === undefined) throw new TypeError(`${place}: "${prefix}${field}" is missing.`);
  }
  for (const [field, value] of Object.entries(fields)) {
    const check = known.get(field);
    if (check === undefined) {
      throw new TypeError(
        `${place}: there is no "${prefix}${field}". There are ${[...known.keys()].map((name) => prefix + name).join(", ")}.`,
      );
    }
    const problem = value === undefined ? undefined : check(value);
    if (problem !== undefined) throw new TypeError(`${place}: "${prefix}${field}" must be ${problem}.`);
  }
}
