import type * as dynamic from "@pulumi/pulumi/dynamic";
import { formatProblem } from "../problems";
import { PartialFailure, type Reconciler } from "../reconciler";
import type { Tenant } from "../clients/tenant";
import { normalized } from "./normalize";

/** The text of the serialized provider, which Pulumi keeps among a resource's inputs and outputs. */
const PROVIDER = "__provider";

type Properties = Record<string, unknown>;

/** A reconciler whose types the wire has forgotten. */
export type AnyReconciler = Reconciler<Properties, Properties>;

/**
 * Pulumi's operations on one kind of resource, in terms of its reconciler.
 *
 * The stored properties are the inputs with the reconciler's state on top, so that a reconciler finds in
 * `state` whatever it was given, and the text of the provider besides, without which Pulumi could afterwards
 * neither read nor delete the resource.
 */
export class Operations {
  constructor(
    private readonly reconciler: AnyReconciler,
    private readonly tenant: () => Tenant,
  ) {}

  async check(news: Properties): Promise<dynamic.CheckResult> {
    const { inputs, problems } = this.reconciler.check(own(news));
    const found =
      problems.length === 0 && this.reconciler.preflight
        ? await this.reconciler.preflight(inputs, this.tenant())
        : problems;
    return {
      inputs: { ...inputs, [PROVIDER]: news[PROVIDER] },
      failures: found.map((problem) => ({ property: rootOf(problem.where), reason: formatProblem(problem) })),
    };
  }

  diff(olds: Properties, news: Properties): dynamic.DiffResult {
    const change = this.reconciler.diff(own(olds), own(news));
    return {
      changes: change.changed,
      replaces: [...(change.replaces ?? [])],
      deleteBeforeReplace: change.deleteBeforeReplace ?? false,
    };
  }

  async create(inputs: Properties): Promise<dynamic.CreateResult> {
    return partialFailuresOf(inputs, async () => {
      const created = await this.reconciler.create(own(inputs), this.tenant());
      return { id: created.id, outs: stored(inputs, created.state) };
    });
  }

  async read(id: string, props: Properties): Promise<dynamic.ReadResult> {
    const found = await this.reconciler.read(id, own(props), this.tenant());
    // An empty id tells the engine that the resource is gone.
    if (found === "gone") return { id: "", props: {} };
    const inputs = { ...found.inputs, [PROVIDER]: props[PROVIDER] };
    return { id, props: stored(inputs, found.state), inputs: normalized(inputs) as Properties };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult> {
    return partialFailuresOf(news, async () => ({
      outs: stored(news, await this.reconciler.update(id, own(olds), own(news), this.tenant())),
    }));
  }

  async delete(id: string, props: Properties): Promise<void> {
    await this.reconciler.delete(id, own(props), this.tenant());
  }
}

/** The properties without those that belong to Pulumi. */
function own(properties: Properties): Properties {
  const { [PROVIDER]: _provider, ...rest } = properties;
  return rest;
}

function stored(inputs: Properties, state: Properties): Properties {
  return normalized({ ...inputs, ...state, [PROVIDER]: inputs[PROVIDER] }) as Properties;
}

/** The input that a problem is about; Pulumi shows it before the reason. */
function rootOf(where: string): string {
  return /^\w+/.exec(where)?.[0] ?? where;
}

/** Turns a {@link PartialFailure} into the error that makes Pulumi keep the state. */
async function partialFailuresOf<T>(inputs: Properties, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    throw Object.assign(new Error(error.message, { cause: error }), {
      id: error.id,
      reasons: [error.message],
      properties: stored(inputs, error.state as Properties),
    });
  }
}
