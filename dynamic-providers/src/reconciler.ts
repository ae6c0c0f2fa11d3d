import type { Problem } from "./problems";
import type { Tenant } from "./clients/tenant";

/** What a change would do to a resource; the pure answer of {@link Reconciler.diff}. */
export interface Change {
  readonly changed: boolean;
  /** Inputs whose change makes another resource of it (Pulumi replaces). */
  readonly replaces?: readonly string[];
  /**
   * Whether the stored inputs differ from the wanted ones wherever there is a change. The engine then compares them
   * itself, and shows what differs and nothing beside it. Default: false, what the engine shows is all of an input.
   */
  readonly isShownByInputs?: boolean;
  /** Whether the old resource must be gone before the new one is made. */
  readonly deleteBeforeReplace?: boolean;
}

export interface Created<State> {
  /** Non-empty; a system user id, an object id, … */
  readonly id: string;
  readonly state: State;
}

/** Live values, also as the inputs that would produce them: that is what lets preview name the drift. */
export interface Found<Inputs, State> {
  readonly state: State;
  readonly inputs: Inputs;
}

/**
 * How one kind of thing is kept right. Knows nothing of Pulumi; the adapter (`adapter/`) translates.
 *
 * `State` is everything that is stored, and must contain what `diff`, `read` and `delete` need (among
 * others the organization URL): Pulumi hands them the state and no inputs. What is stored, and given back as
 * `state`, is `{...inputs, ...state}`; so a member that is both keeps its value from the state. In preview any input value may
 * be `UNKNOWN` (see `adapter/unknown.ts`); `check`, `preflight` and `diff` must tolerate it anywhere.
 */
export interface Reconciler<Inputs extends object, State extends object> {
  /** Pure. Fills defaults into the inputs it returns and lists every problem that can be seen without I/O. */
  check(inputs: Inputs): { readonly inputs: Inputs; readonly problems: readonly Problem[] };
  /**
   * Guards that need the live tenant. Runs in every preview and every update before anything is written,
   * and only when `check` found no problem. Reads only; skips what is still unknown.
   *
   * @param before - the stored (after refresh: live) inputs, undefined for a resource to be made.
   */
  preflight?(inputs: Inputs, tenant: Tenant, before?: Inputs): Promise<readonly Problem[]>;
  /** Pure. Compares the stored (after refresh: live) state with the wanted inputs. */
  diff(state: State, inputs: Inputs): Change;
  /** Adopts what exists, makes what is missing; creating twice converges. */
  create(inputs: Inputs, tenant: Tenant): Promise<Created<State>>;
  read(id: string, state: State, tenant: Tenant): Promise<Found<Inputs, State> | "gone">;
  update(id: string, state: State, inputs: Inputs, tenant: Tenant): Promise<State>;
  /** Takes back exactly what this stack granted, as the state records it. */
  delete(id: string, state: State, tenant: Tenant): Promise<void>;
}

/**
 * Thrown by `create` or `update` after the first remote write: the adapter keeps `state` in Pulumi's state
 * and the next run continues from it.
 */
export class PartialFailure<State extends object> extends Error {
  readonly id: string;
  readonly state: State;
  constructor(id: string, state: State, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "PartialFailure";
    this.id = id;
    this.state = state;
  }
}
