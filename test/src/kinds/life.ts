import { kinds } from "../../../dynamic-providers/dist/kinds";
import { Operations } from "../../../dynamic-providers/dist/adapter/operations";
import { deepEqual } from "../../../dynamic-providers/dist/adapter/equal";
import type { Tenant } from "../../../dynamic-providers/dist/clients/tenant";

type Properties = Record<string, unknown>;

/** What a step of a resource's life did. */
export type Step = "created" | "updated" | "replaced" | "unchanged";

/** What a deployment would do. */
export type Plan = "create" | "update" | "replace" | "nothing";

/** `check` refused the inputs; one reason a problem. */
export class Refusal extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join("\n"));
    this.name = "Refusal";
  }
}

/** The operations on a resource, as an engine calls them. */
export type Provider = Pick<Operations, "check" | "diff" | "create" | "read" | "update" | "delete">;

/** How a decision is made. */
type Deciding = <Decision>(decide: () => Promise<Decision>) => Promise<Decision>;

interface Stored {
  readonly id: string;
  readonly inputs: Properties;
  readonly outs: Properties;
}

/** The life of one resource as an engine leads it, without an engine: what is stored, and what comes next. */
export class Life {
  #stored: Stored | undefined;
  /** What a replacement has left behind, still to be deleted. */
  #replaced: Stored[] = [];
  /** Whether the last step failed half-way: the next one updates, whatever the comparison says. */
  #unfinished = false;

  /** @param process the provider process that the next step is taken with */
  constructor(private readonly process: () => Provider) {}

  /** What is stored of the resource. */
  get outputs(): Properties {
    return this.#existing.outs;
  }

  get inputs(): Properties {
    return this.#existing.inputs;
  }

  get exists(): boolean {
    return this.#stored !== undefined;
  }

  /** Whether a deployment of `inputs` would change anything. @throws Refusal */
  async preview(inputs: Properties): Promise<Plan> {
    return (await this.#decide(this.process(), inputs)).plan;
  }

  /**
   * One deployment without a refresh.
   *
   * @param deciding whatever must not happen while it is decided what to do. Default: nothing
   * @throws Refusal, or what creation and update throw
   */
  async deploy(inputs: Properties, deciding: Deciding = (decide) => decide()): Promise<Step> {
    const process = this.process();
    const { plan, wanted, isReplacedFirst } = await deciding(() => this.#decide(process, inputs));
    if (plan === "nothing") {
      this.#stored = { ...this.#existing, inputs: wanted };
      return "unchanged";
    }
    if (plan === "update") return this.#update(process, wanted);
    const old = plan === "replace" ? this.#existing : undefined;
    if (old !== undefined && isReplacedFirst) {
      await process.delete(old.id, old.outs);
      this.#stored = undefined;
    }
    try {
      await this.#create(process, wanted);
    } finally {
      if (old !== undefined && !isReplacedFirst && this.#stored !== old) this.#replaced.push(old);
    }
    return old === undefined ? "created" : "replaced";
  }

  /** Takes over something that is there. */
  adopt(id: string, inputs: Properties, outs: Properties): void {
    this.#stored = { id, inputs, outs };
  }

  /** Reads the live resource into what is stored; the inputs that would produce it, undefined when it is gone. */
  async refresh(): Promise<Properties | undefined> {
    const { id, outs } = this.#existing;
    const found = await this.process().read(id, outs);
    // A read without complaint makes up for what failed before (Pulumi's RefreshStep keeps no `initErrors`).
    this.#unfinished = false;
    if (found.id === undefined || found.id === "") {
      this.#stored = undefined;
      return undefined;
    }
    const inputs = found.inputs as Properties;
    this.#stored = { id: found.id, inputs, outs: found.props as Properties };
    return inputs;
  }

  /** Deletes what replacements have left behind. */
  async finish(): Promise<void> {
    for (let old = this.#replaced[0]; old !== undefined; old = this.#replaced[0]) {
      await this.process().delete(old.id, old.outs);
      this.#replaced.shift();
    }
  }

  async destroy(): Promise<void> {
    const { id, outs } = this.#existing;
    await this.process().delete(id, outs);
    this.#stored = undefined;
  }

  get #existing(): Stored {
    if (this.#stored === undefined) throw new Error("the resource is not in the state");
    return this.#stored;
  }

  async #decide(
    process: Provider,
    inputs: Properties,
  ): Promise<{ plan: Plan; wanted: Properties; isReplacedFirst: boolean }> {
    const wanted = await checked(process, inputs, this.#stored?.inputs);
    if (this.#stored === undefined) return { plan: "create", wanted, isReplacedFirst: false };
    const { id, outs, inputs: before } = this.#stored;
    // Where the provider leaves it open, the engine compares the inputs (Pulumi's `diffResource`).
    const {
      changes = !deepEqual(before, wanted),
      replaces,
      deleteBeforeReplace,
    } = await process.diff(id, outs, wanted);
    if (replaces !== undefined && replaces.length > 0) {
      // The new one is checked as one that never was.
      const fresh = await checked(process, inputs, undefined);
      return { plan: "replace", wanted: fresh, isReplacedFirst: deleteBeforeReplace === true };
    }
    const plan = changes || this.#unfinished ? "update" : "nothing";
    return { plan, wanted, isReplacedFirst: false };
  }

  async #create(process: Provider, wanted: Properties): Promise<void> {
    try {
      const created = await process.create(wanted);
      this.#stored = { id: created.id, inputs: wanted, outs: created.outs as Properties };
      this.#unfinished = false;
    } catch (error) {
      this.#keep(wanted, error);
      throw error;
    }
  }

  async #update(process: Provider, wanted: Properties): Promise<Step> {
    const { id, outs } = this.#existing;
    try {
      const updated = await process.update(id, outs, wanted);
      this.#stored = { id, inputs: wanted, outs: updated.outs as Properties };
      this.#unfinished = false;
      return "updated";
    } catch (error) {
      // The engine keeps the inputs of before beside the new outputs.
      this.#keep(this.#existing.inputs, error);
      throw error;
    }
  }

  /** A partial failure brings the state to be kept. */
  #keep(inputs: Properties, error: unknown): void {
    if (typeof error !== "object" || error === null || !("properties" in error) || !("id" in error)) return;
    this.#stored = { id: String(error.id), inputs, outs: error.properties as Properties };
    this.#unfinished = true;
  }
}

/** Pulumi's operations on one of our kinds, in a process that serves `tenant`. */
export function providerOf(kind: string, tenant: Tenant): Provider {
  const reconciler = kinds[kind];
  if (reconciler === undefined) throw new Error(`no kind ${kind}`);
  return new Operations(kind, reconciler, {
    configure: () => undefined,
    tenant: () => tenant,
    run: (operation) => operation(),
  });
}

async function checked(
  process: Provider,
  given: Properties,
  before: Properties | undefined,
): Promise<Properties> {
  const result = await process.check(before ?? {}, given);
  const reasons = (result.failures ?? []).map((failure) => failure.reason);
  if (reasons.length > 0) throw new Refusal(reasons);
  return result.inputs as Properties;
}
