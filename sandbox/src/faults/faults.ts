import { draw } from "./draw";
import { parsePlan, parseSeed } from "./parse-rule";
import { faultyServices, type FaultEffect, type FaultPlan, type FaultRule, type FaultyService } from "./rule";

/** A request or a part of a batch, as far as rules look at it. */
export interface Target {
  readonly service: string;
  readonly method: string;
  /** Decoded, below the service's base. */
  readonly path: string;
  readonly isPart: boolean;
}

/** What happens to one request. */
export interface Strike {
  /** Milliseconds to wait before it is applied; those of all rules that hit it together. */
  readonly latency: number;
  /** Of the first rule that hit it with anything but latency. */
  readonly effect: Exclude<FaultEffect, { kind: "latency" }> | undefined;
  /** For the log: kind and id of each rule that hit it; undefined when none did. */
  readonly description: string | undefined;
}

/** A rule that is on. */
export interface ActiveFault {
  readonly rule: FaultRule & { readonly id: string };
  /** Requests that fitted it. */
  readonly matched: number;
  /** Requests that it hit. */
  readonly hits: number;
}

interface Entry {
  readonly rule: FaultRule & { readonly id: string };
  readonly path: RegExp;
  matched: number;
  hits: number;
}

const firstSeed = 1;

/** Of a request that no rule hits. */
export const untouched: Strike = { latency: 0, effect: undefined, description: undefined };

/**
 * The faults that are on. The same seed, rules and order of requests give the same faults. They are not kept over a
 * restart.
 */
export class Faults {
  #entries: Entry[] = [];
  #seed = firstSeed;
  #named = 0;

  /** Turns a rule on, after those that are on already. Returns its id. Throws a TypeError naming a field at fault. */
  add(rule: FaultRule): string {
    const [id = ""] = this.addAll({ rules: [rule] });
    return id;
  }

  /** Turns all rules on, or none when one is at fault. A plan with a seed also begins to count anew. */
  addAll(plan: FaultPlan): string[] {
    const { seed, rules } = parsePlan(plan);
    const ids = new Set(this.#entries.map(({ rule }) => rule.id));
    for (const { id } of rules) {
      if (id === undefined) continue;
      if (ids.has(id)) throw new TypeError(`"id": there is a rule "${id}" already.`);
      ids.add(id);
    }
    if (seed !== undefined) this.seed(seed);
    return rules.map((rule) => {
      const id = rule.id ?? this.#nextId(ids);
      // A copy: what a caller does to its object later changes no rule.
      this.#entries.push({
        rule: { ...structuredClone(rule), id },
        path: globOf(rule.path),
        matched: 0,
        hits: 0,
      });
      return id;
    });
  }

  /** Turns one rule off. Returns whether there was one. */
  remove(id: string): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter(({ rule }) => rule.id !== id);
    return this.#entries.length < before;
  }

  /** Turns all rules off; the seed is 1 again. */
  clear(): void {
    this.#entries = [];
    this.#seed = firstSeed;
    this.#named = 0;
  }

  /** What chances are drawn from; all rules begin to count anew. */
  seed(seed: number): void {
    this.#seed = parseSeed(seed);
    for (const entry of this.#entries) Object.assign(entry, { matched: 0, hits: 0 });
  }

  get currentSeed(): number {
    return this.#seed;
  }

  active(): ActiveFault[] {
    return this.#entries.map(({ rule, matched, hits }) => ({ rule, matched, hits }));
  }

  /** Counts a request, and says what happens to it. */
  strike(target: Target): Strike {
    if (this.#entries.length === 0) return untouched;
    let latency = 0;
    let effect: Strike["effect"];
    const descriptions: string[] = [];
    for (const entry of this.#entries) {
      if (!fits(entry, target)) continue;
      entry.matched += 1;
      const { rule } = entry;
      // A request can be answered in one way only; the rule keeps its hit for the next one.
      if (rule.effect.kind !== "latency" && effect !== undefined) continue;
      if (!this.#isHit(entry)) continue;
      entry.hits += 1;
      descriptions.push(`${rule.effect.kind} (${rule.id})`);
      if (rule.effect.kind === "latency") {
        const { milliseconds, jitter = 0 } = rule.effect;
        latency += milliseconds + Math.round(jitter * draw(this.#seed, rule.id, entry.matched, "jitter"));
      } else {
        effect = rule.effect;
      }
    }
    return { latency, effect, description: descriptions.join(", ") || undefined };
  }

  #isHit({ rule, matched, hits }: Entry): boolean {
    const { from = 1, every = 1, times = Infinity, probability = 1 } = rule;
    if (matched < from || (matched - from) % every !== 0 || hits >= times) return false;
    return probability >= 1 || draw(this.#seed, rule.id, matched, "hit") < probability;
  }

  #nextId(taken: Set<string>): string {
    let id: string;
    do {
      this.#named += 1;
      id = `fault-${this.#named}`;
    } while (taken.has(id));
    taken.add(id);
    return id;
  }
}

function fits({ rule, path }: Entry, target: Target): boolean {
  if (!isFaulty(target.service) || (rule.parts ?? false) !== target.isPart) return false;
  if (rule.service !== undefined && rule.service !== target.service) return false;
  if (rule.method !== undefined && rule.method.toUpperCase() !== target.method.toUpperCase()) return false;
  if (rule.effect.kind === "stale-read" && target.method !== "GET") return false;
  if (rule.effect.kind === "reject-token" && target.service === "entra") return false;
  return path.test(target.path);
}

function isFaulty(service: string): service is FaultyService {
  return (faultyServices as readonly string[]).includes(service);
}

function globOf(path = "*"): RegExp {
  const pattern = path
    .split("*")
    .map((literal) => literal.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${pattern}$`, "s");
}
