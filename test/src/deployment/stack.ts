import { Life, type Provider, type Step } from "../kinds/life";
import type { DeclaredLookUp, DeclaredProgram, DeclaredResource } from "./declared";
import { resolved } from "./reference";

type Properties = Record<string, unknown>;

/** What one deployment talks to its tenant with: one provider process, gone afterwards. */
export interface ProviderProcess {
  /** The operations on resources of a type. */
  providerOf(type: string): Provider;
  lookUp(token: string, args: Properties): Promise<Properties>;
  /** Rejects when the process is killed. Nothing that it was asked is answered from then on. */
  readonly killed: Promise<never>;
}

/** What became of a deployment. */
export interface Outcome {
  /** By resource name. Those that are missing were not come to. */
  readonly steps: ReadonlyMap<string, Step | "deleted">;
  /** Why it stopped, with the resource that failed. Empty when it is complete. */
  readonly failures: readonly { readonly name: string; readonly error: unknown }[];
  readonly wasKilled: boolean;
}

interface Kept {
  readonly type: string;
  readonly life: Life;
  dependencies: readonly string[];
  retainOnDelete: boolean;
  secretOutputs: readonly string[];
}

/**
 * A stack as an engine leads it with `refresh: always`, without an engine: everything is read anew, then each
 * resource is decided on alone and carried out as soon as those before it are done. After a failure nothing more
 * is begun, and nothing is deleted; what was done is in the state.
 */
export class Stack {
  readonly #state = new Map<string, Kept>();
  #process: ProviderProcess | undefined;

  /** What is stored of each resource. */
  get resources(): ReadonlyMap<string, Kept> {
    return this.#state;
  }

  /** @param isParallel whether independent resources are carried out at the same time */
  up(program: DeclaredProgram, process: ProviderProcess, isParallel: boolean): Promise<Outcome> {
    return this.#run(process, async (run) => {
      await this.#refresh(run);
      if (run.isStopped()) return;
      const deployed = new Map<string, Promise<void>>();
      const lookUps = new Map(program.lookUps.map((one) => [one.name, once(() => lookedUp(one, process))]));
      for (const resource of program.resources) {
        const before = resource.dependencies.flatMap((name) => deployed.get(name) ?? []);
        const done = Promise.all(before).then(() => this.#deploy(resource, lookUps, run));
        deployed.set(resource.name, done);
        if (!isParallel) await done;
      }
      await Promise.all(deployed.values());
      if (run.isStopped()) return;
      const declared = new Set(program.resources.map((resource) => resource.name));
      for (const { life } of this.#state.values()) await run.attempt("replaced", () => life.finish());
      await this.#delete((name) => !declared.has(name), run);
    });
  }

  destroy(process: ProviderProcess): Promise<Outcome> {
    return this.#run(process, async (run) => {
      await this.#refresh(run);
      if (run.isStopped()) return;
      for (const { life } of this.#state.values()) await run.attempt("replaced", () => life.finish());
      await this.#delete(() => true, run);
    });
  }

  /** Takes over something that is there (`pulumi import`). */
  async import(
    { name, type, dependencies, retainOnDelete, secretOutputs }: DeclaredResource,
    id: string,
    process: ProviderProcess,
  ): Promise<void> {
    const life = new Life(() => this.#providerOf(type));
    const found = await process.providerOf(type).read(id, {});
    life.adopt(id, found.inputs as Properties, found.props as Properties);
    this.#state.set(name, { type, life, dependencies, retainOnDelete, secretOutputs });
  }

  async #run(process: ProviderProcess, work: (run: Run) => Promise<void>): Promise<Outcome> {
    const run = new Run();
    this.#process = process;
    const wasKilled = await Promise.race([work(run).then(() => false), process.killed.catch(() => true)]);
    if (wasKilled) run.end();
    return { steps: run.steps, failures: run.failures, wasKilled };
  }

  async #refresh(run: Run): Promise<void> {
    for (const [name, { life }] of this.#state) {
      await run.attempt(name, async () => {
        await life.refresh();
        if (!life.exists) this.#state.delete(name);
      });
    }
  }

  async #deploy(
    resource: DeclaredResource,
    lookUps: ReadonlyMap<string, () => Promise<Properties>>,
    run: Run,
  ): Promise<void> {
    const { name, type, dependencies, retainOnDelete, secretOutputs } = resource;
    await run.attempt(name, async () => {
      const inputs = await this.#resolved(resource.inputs, lookUps);
      const kept = this.#state.get(name) ?? {
        type,
        life: new Life(() => this.#providerOf(type)),
        dependencies,
        retainOnDelete,
        secretOutputs,
      };
      try {
        run.steps.set(name, await kept.life.deploy(inputs, run.deciding));
      } finally {
        if (kept.life.exists) this.#state.set(name, Object.assign(kept, { dependencies, retainOnDelete }));
      }
    });
  }

  async #resolved(inputs: Properties, lookUps: ReadonlyMap<string, () => Promise<Properties>>) {
    const found = new Map<string, Properties>();
    for (const [name, lookUp] of lookUps) {
      if (JSON.stringify(inputs).includes(`\${${name}.`)) found.set(name, await lookUp());
    }
    return resolved(inputs, (name, property) => {
      const outputs = found.get(name) ?? this.#state.get(name)?.life.outputs;
      if (outputs === undefined) throw new Error(`${name} is not there`);
      return outputs[property];
    }) as Properties;
  }

  /** Those that others need go last. */
  async #delete(isOutcast: (name: string) => boolean, run: Run): Promise<void> {
    const left = new Set([...this.#state.keys()].filter(isOutcast));
    while (left.size > 0 && !run.isStopped()) {
      const name = [...left].find(
        (candidate) => ![...left].some((other) => this.#state.get(other)?.dependencies.includes(candidate)),
      );
      const kept = name === undefined ? undefined : this.#state.get(name);
      if (name === undefined || kept === undefined) throw new Error("the resources depend on one another");
      await run.attempt(name, async () => {
        if (!kept.retainOnDelete) await kept.life.destroy();
        this.#state.delete(name);
        run.steps.set(name, "deleted");
      });
      left.delete(name);
    }
  }

  #providerOf(type: string): Provider {
    if (this.#process === undefined) throw new Error("no deployment is under way");
    return this.#process.providerOf(type);
  }
}

/** One deployment while it goes on. */
class Run {
  readonly steps = new Map<string, Step | "deleted">();
  readonly failures: { name: string; error: unknown }[] = [];
  #isOver = false;
  #decided: Promise<unknown> = Promise.resolve();

  isStopped(): boolean {
    return this.failures.length > 0 || this.#isOver;
  }

  /** Nothing is begun any more. */
  end(): void {
    this.#isOver = true;
  }

  /** The engine's step generator decides on one resource after the other. */
  readonly deciding = <Decision>(decide: () => Promise<Decision>): Promise<Decision> => {
    const decision = this.#decided.then(decide);
    this.#decided = decision.catch(() => undefined);
    return decision;
  };

  async attempt(name: string, step: () => Promise<void>): Promise<void> {
    if (this.isStopped()) return;
    try {
      await step();
    } catch (error) {
      this.failures.push({ name, error });
    }
  }
}

async function lookedUp({ token, args }: DeclaredLookUp, process: ProviderProcess): Promise<Properties> {
  return process.lookUp(token, args);
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
