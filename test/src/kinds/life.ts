import { kinds } from "../../../dynamic-providers/dist/kinds";
import { Operations } from "../../../dynamic-providers/dist/adapter/operations";
import type { Tenant } from "../../../dynamic-providers/dist/clients/tenant";

type Properties = Record<string, unknown>;

/** What a step of a resource's life did. */
export type Step = "created" | "updated" | "unchanged";

/** What a deployment would do. */
export type Plan = "create" | "update" | "replace" | "nothing";

/** `check` refused the inputs; one reason a problem. */
export class Refusal extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join("\n"));
    this.name = "Refusal";
  }
}

interface Stored {
  readonly id: string;
  readonly inputs: Properties;
  readonly outs: Properties;
}

/** The life of one resource as an engine leads it, without an engine: what is stored, and what comes next. */
export class Life {
  #stored: Stored | undefined;
  /** Whether the last step failed half-way: the next one updates, whatever the comparison says. */
  #unfinished = false;

  constructor(
    private readonly kind: string,
    private readonly connect: () => Tenant,
  ) {}

  /** What is stored of the resource. */
  get outputs(): Properties {
    if (this.#stored === undefined) throw new Error("the resource is not in the state");
    return this.#stored.outs;
  }

  get exists(): boolean {
    return this.#stored !== undefined;
  }

  /** Whether a deployment of `inputs` would change anything. @throws Refusal */
  async preview(inputs: Properties): Promise<Plan> {
    const process = this.#process();
    return this.#compare(process, await checked(process, inputs, this.#stored?.inputs));
  }

  /** One deployment without a refresh. @throws Refusal, or what creation and update throw */
  async deploy(inputs: Properties): Promise<Step> {
    const process = this.#process();
    const wanted = await checked(process, inputs, this.#stored?.inputs);
    if ((await this.#compare(process, wanted)) === "nothing") return "unchanged";
    try {
      if (this.#stored === undefined) {
        const created = await process.create(wanted);
        this.#stored = { id: created.id, inputs: wanted, outs: created.outs as Properties };
        return "created";
      }
      const updated = await process.update(this.#stored.id, this.#stored.outs, wanted);
      this.#stored = { id: this.#stored.id, inputs: wanted, outs: updated.outs as Properties };
      this.#unfinished = false;
      return "updated";
    } catch (error) {
      this.#keep(wanted, error);
      throw error;
    }
  }

  /** Reads the live resource into what is stored; the inputs that would produce it, undefined when it is gone. */
  async refresh(): Promise<Properties | undefined> {
    if (this.#stored === undefined) throw new Error("the resource is not in the state");
    const found = await this.#process().read(this.#stored.id, this.#stored.outs);
    if (found.id === undefined || found.id === "") {
      this.#stored = undefined;
      return undefined;
    }
    const inputs = found.inputs as Properties;
    this.#stored = { id: found.id, inputs, outs: found.props as Properties };
    return inputs;
  }

  async destroy(): Promise<void> {
    if (this.#stored === undefined) throw new Error("the resource is not in the state");
    await this.#process().delete(this.#stored.id, this.#stored.outs);
    this.#stored = undefined;
  }

  #process(): Operations {
    const reconciler = kinds[this.kind];
    if (reconciler === undefined) throw new Error(`no kind ${this.kind}`);
    const tenant = this.connect();
    return new Operations(this.kind, reconciler, {
      configure: () => undefined,
      tenant: () => tenant,
      run: (operation) => operation(),
    });
  }

  async #compare(process: Operations, wanted: Properties): Promise<Plan> {
    if (this.#stored === undefined) return "create";
    const { changes, replaces } = await process.diff(this.#stored.id, this.#stored.outs, wanted);
    if (replaces !== undefined && replaces.length > 0) return "replace";
    return changes === true || this.#unfinished ? "update" : "nothing";
  }

  /** A partial failure brings the state to be kept. */
  #keep(inputs: Properties, error: unknown): void {
    if (typeof error !== "object" || error === null || !("properties" in error) || !("id" in error)) return;
    this.#stored = { id: String(error.id), inputs, outs: error.properties as Properties };
    this.#unfinished = true;
  }
}

async function checked(
  process: Operations,
  given: Properties,
  before: Properties | undefined,
): Promise<Properties> {
  const result = await process.check(before ?? {}, given);
  const reasons = (result.failures ?? []).map((failure) => failure.reason);
  if (reasons.length > 0) throw new Refusal(reasons);
  return result.inputs as Properties;
}
