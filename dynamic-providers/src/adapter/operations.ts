import type * as dynamic from "@pulumi/pulumi/dynamic";
import { ServiceError } from "../clients/http/service-error";
import type { Tenant } from "../clients/tenant";
import { formatProblem, type Problem, ProblemsError } from "../problems";
import { PartialFailure, type Reconciler } from "../reconciler";
import { deepEqual } from "./equal";
import { storable } from "./normalize";
import { presentable } from "./presentable";

/** The text that stands for the provider (`shim.ts`), which Pulumi keeps among a resource's inputs and outputs. */
const PROVIDER = "__provider";

type Properties = Record<string, unknown>;

/** A reconciler whose types the wire has forgotten. */
export type AnyReconciler = Reconciler<Properties, Properties>;

/** What the operations of all kinds share. */
export interface Session {
  /** Must take what it needs before it returns: Pulumi uses the provider without waiting. */
  configure(config: dynamic.Config): void;
  /** @throws ProblemsError when the configuration is not complete. */
  tenant(): Tenant;
  /** Runs what asks or changes the tenant; the process does not end before it. */
  run<T>(operation: () => Promise<T>): Promise<T>;
}

/**
 * Pulumi's operations on one kind of resource, in terms of its reconciler.
 *
 * The stored properties are the inputs with the reconciler's state on top, so that a reconciler finds in
 * `state` whatever it was given, and the text of the provider besides, without which Pulumi could afterwards
 * neither read nor delete the resource.
 */
export class Operations implements Required<dynamic.ResourceProvider> {
  constructor(
    private readonly kind: string,
    private readonly reconciler: AnyReconciler,
    private readonly session: Session,
  ) {}

  configure(request: dynamic.ConfigureRequest): Promise<void> {
    this.session.configure(request.config);
    return Promise.resolve();
  }

  async check(olds: Properties, news: Properties): Promise<dynamic.CheckResult> {
    const { inputs, problems } = this.reconciler.check(own(news));
    const before = own(olds);
    const isNew = Object.keys(before).length === 0;
    const found =
      problems.length === 0 ? await this.#preflight(inputs, isNew ? undefined : before) : problems;
    return {
      inputs: { ...crossing(inputs), [PROVIDER]: news[PROVIDER] },
      // The problem names the input. If `property` did too, the engine would print the input's whole value.
      failures: found.map((problem) => ({ property: "", reason: formatProblem(problem) })),
    };
  }

  diff(_id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
    const change = this.reconciler.diff(own(olds), own(news));
    const replaces = [...(change.replaces ?? [])];
    const isReplaced = replaces.length > 0;
    const deleteBeforeReplace = change.deleteBeforeReplace ?? false;
    // Left out, the engine compares all of the inputs, the text of the provider too.
    const isLeftOut = change.changed && !isReplaced && change.isShownByInputs === true;
    return Promise.resolve({
      ...(isLeftOut ? {} : { changes: change.changed || isReplaced }),
      replaces,
      deleteBeforeReplace,
    });
  }

  async create(inputs: Properties): Promise<dynamic.CreateResult> {
    return this.#writing(inputs, async () => {
      const { id, state } = await this.reconciler.create(own(inputs), this.#tenantAsItIs());
      return { id, outs: stored(id, inputs, state) };
    });
  }

  async read(id: string, props: Properties = {}): Promise<dynamic.ReadResult> {
    return this.#presenting(`while reading ${this.kind} ${id}`, async () => {
      const found = await this.reconciler.read(id, own(props), this.session.tenant());
      // Without an id the engine takes the resource for gone.
      if (found === "gone") return {};
      const inputs = { ...crossing(found.inputs), [PROVIDER]: props[PROVIDER] };
      return { id, props: { ...inputs, ...crossing(found.state) }, inputs };
    });
  }

  async update(id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult> {
    return this.#writing(news, async () => {
      const state = await this.reconciler.update(id, own(olds), own(news), this.#tenantAsItIs());
      return { outs: stored(id, news, state) };
    });
  }

  async delete(id: string, props: Properties): Promise<void> {
    await this.#presenting(`while deleting ${this.kind} ${id}`, () =>
      this.reconciler.delete(id, own(props), this.#tenantAsItIs()),
    );
  }

  /** What the tenant refuses is a failed check like any other, not a crash of the provider. */
  async #preflight(inputs: Properties, before: Properties | undefined): Promise<readonly Problem[]> {
    if (this.reconciler.preflight === undefined) return [];
    try {
      // Nothing is going to be written for a resource that stays as it is.
      const isSame = before !== undefined && deepEqual(before, inputs);
      const tenant = isSame ? this.session.tenant() : this.#tenantAsItIs();
      const { reconciler } = this;
      return await this.session.run(async () => (await reconciler.preflight?.(inputs, tenant, before)) ?? []);
    } catch (error) {
      if (error instanceof ProblemsError) return error.problems;
      if (error instanceof ServiceError) return [{ where: "", message: error.message, remedy: "" }];
      throw error;
    }
  }

  /** What is decided before a write is decided on accounts as other providers have left them. */
  #tenantAsItIs(): Tenant {
    const tenant = this.session.tenant();
    tenant.forgetAccounts?.();
    return tenant;
  }

  async #presenting<T>(doing: string, operation: () => Promise<T>): Promise<T> {
    try {
      return await this.session.run(operation);
    } catch (error) {
      throw presentable(error, doing);
    }
  }

  /** Turns a {@link PartialFailure} into the error that makes Pulumi keep the state. */
  async #writing<T>(inputs: Properties, operation: () => Promise<T>): Promise<T> {
    try {
      return await this.session.run(operation);
    } catch (error) {
      if (!(error instanceof PartialFailure)) throw error;
      const properties = storable({ ...inputs, ...(error.state as Properties) }).value as Properties;
      throw Object.assign(new Error(error.message, { cause: error }), {
        id: error.id,
        reasons: [error.message],
        properties: { ...properties, [PROVIDER]: inputs[PROVIDER] },
      });
    }
  }
}

/** The properties without those that belong to Pulumi. */
function own(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key !== PROVIDER));
}

/** @throws PartialFailure when part of the state cannot be stored: what was written by then must not be lost. */
function stored(id: string, inputs: Properties, state: Properties): Properties {
  const { value, refused } = storable({ ...inputs, ...state });
  if (refused.length > 0) throw new PartialFailure(id, value as Properties, defect(refused));
  return { ...(value as Properties), [PROVIDER]: inputs[PROVIDER] };
}

function crossing(properties: Properties): Properties {
  const { value, refused } = storable(properties);
  if (refused.length > 0) throw defect(refused);
  return value as Properties;
}

function defect(refused: readonly string[]): Error {
  return new Error(
    `These values cannot be kept in Pulumi's state: ${refused.join("; ")}. This is a defect; please report it.`,
  );
}
