import type { RunningSandbox } from "@bc-sales/sandbox";
import { providersOn } from "../deployment/providerProcess";
import type { DeclaredProgram } from "../deployment/declared";
import { type Outcome, Stack } from "../deployment/stack";
import { ADMINISTRATOR, INTEGRATION_USER } from "./cast";
import { programOf } from "./program";
import type { Declaration, DeploymentPlan, Schedule } from "./schedule";
import { Secrets } from "./secrets";
import { begin, doByHand } from "./tenant";
import { leftovers, notAsDeclared, putRight } from "./settled";
import { type Order, Watch } from "./watch";
import { MortalWire } from "./wire";

/** Longer than anything that a schedule delays. */
const REST_MS = 10 * 60_000;

/** What a schedule has shown to be wrong, with all that happened. */
export class CounterExample extends Error {
  constructor(violations: readonly string[], story: readonly string[]) {
    super([...violations, "", "What happened:", ...story.map((line) => `  ${line}`)].join("\n"));
    this.name = "CounterExample";
  }
}

/** Plays a schedule on a sandbox, from its beginning on. @throws CounterExample */
export async function play(sandbox: RunningSandbox, schedule: Schedule): Promise<void> {
  const commit = sandbox.store.commit.bind(sandbox.store);
  try {
    await new Play(sandbox, schedule).run();
  } finally {
    sandbox.store.commit = commit;
    sandbox.faults.clear();
  }
}

class Play {
  readonly #stack = new Stack();
  readonly #story: string[] = [];
  readonly #watch: Watch;
  readonly #secrets: Secrets;
  #wasKilled = false;

  constructor(
    private readonly sandbox: RunningSandbox,
    private readonly schedule: Schedule,
  ) {
    begin(sandbox, schedule.beginning);
    this.#watch = new Watch(sandbox);
    this.#secrets = new Secrets(sandbox);
    const { store } = sandbox;
    const commit = store.commit.bind(store);
    store.commit = () => {
      commit();
      this.#watch.look();
    };
  }

  async run(): Promise<void> {
    for (const plan of this.schedule.deployments) {
      await this.#deploy(plan);
      this.#stopAtViolations();
    }
    const last = this.schedule.deployments.at(-1)?.declaration;
    if (last === undefined) return;
    await this.#converge({ ...last, createSalespeople: true, licensed: true });
  }

  async #deploy({ byHand, declaration, faults, faultSeed, killAfter, isParallel }: DeploymentPlan) {
    for (const change of byHand) doByHand(this.sandbox, change);
    await this.#importLost(await programOf(declaration, this.schedule.beginning, this.sandbox.url));
    this.sandbox.faults.addAll({ seed: faultSeed, rules: faults });
    const isMisled = faults.some(({ effect }) => effect.kind === "stale-read");
    await this.#act({ kind: "up", declaration }, killAfter, { isParallel, isMisled });
    this.sandbox.faults.clear();
  }

  async #converge(declaration: Declaration): Promise<void> {
    putRight(this.sandbox, this.#watch, declaration, this.schedule.beginning);
    // What was done by hand has come to wherever it must be known.
    this.sandbox.clock.advance(REST_MS);
    await this.#importLost(await programOf(declaration, this.schedule.beginning, this.sandbox.url));
    if (declaration.connected && declaration.release) {
      // A licence can be released only after a deployment in which there was one (README, Limits).
      await this.#succeed({ kind: "up", declaration: { ...declaration, release: false } });
    }
    await this.#succeed({ kind: "up", declaration });
    this.#complain(notAsDeclared(this.sandbox, declaration, this.schedule.beginning));
    this.sandbox.clock.advance(REST_MS);
    const again = await this.#succeed({ kind: "up", declaration });
    this.#complain(notAsDeclared(this.sandbox, declaration, this.schedule.beginning));
    // What is not ready is looked at again each time; that there is nothing to write is checked below.
    const changed = [...again.steps].filter(
      ([name, step]) => step !== "unchanged" && name !== "sales-readiness",
    );
    this.#complain(changed.map(([name, step]) => `once everything was right, ${name} was ${step}`));
    this.#complain(writesIn(this.sandbox).map((write) => `once everything was right, ${write} was sent`));
    if (!this.schedule.destroys) return;
    await this.#succeed({ kind: "destroy", declaration });
    this.#complain(leftovers(this.sandbox, this.#watch, declaration, this.#wasKilled));
  }

  async #succeed(order: Order): Promise<Outcome> {
    const outcome = await this.#act(order, undefined);
    this.#complain(
      outcome.failures.map(({ name, error }) => `without any fault ${name} failed: ${messageOf(error)}`),
    );
    return outcome;
  }

  async #act(
    order: Order,
    killAfter: number | undefined,
    { isParallel = false, isMisled = false } = {},
  ): Promise<Outcome> {
    const said: string[] = [];
    const wire = new MortalWire(killAfter);
    const { beginning } = this.schedule;
    const process = providersOn(
      this.sandbox,
      said,
      (transport) => this.#secrets.around(wire.around(transport)),
      wire.killed,
    );
    const declared = [
      INTEGRATION_USER,
      ...(beginning.administrator === "none" ? [] : [ADMINISTRATOR]),
      ...order.declaration.people,
    ];
    this.#watch.deploying(order, declared, isMisled);
    const program = await programOf(order.declaration, beginning, this.sandbox.url);
    this.sandbox.requests.clear();
    const outcome = await (order.kind === "up"
      ? this.#stack.up(program, process, isParallel)
      : this.#stack.destroy(process));
    await wire.settled();
    this.#watch.resting();
    this.#wasKilled ||= outcome.wasKilled;
    this.#tell(order, outcome);
    this.#complain(this.#secrets.shown(this.#stack, said, outcome));
    const environment = outcome.failures.find(({ name }) => name === "sales-environment");
    if (environment !== undefined && order.kind === "up") {
      // What the environment refuses is refused before anything is written.
      this.#complain(
        writesIn(this.sandbox).map((write) => `${write} was sent although ${messageOf(environment.error)}`),
      );
    }
    return outcome;
  }

  #tell({ kind }: Order, { steps, failures, wasKilled }: Outcome): void {
    const done = [...steps]
      .filter(([, step]) => step !== "unchanged")
      .map(([name, step]) => `${name} ${step}`);
    this.#story.push(
      `${kind}: ${done.join(", ") || "nothing changed"}${wasKilled ? "; killed" : ""}`,
      ...failures.map(({ name, error }) => `  ${name} failed: ${messageOf(error)}`),
    );
  }

  #complain(violations: readonly string[]): void {
    for (const violation of violations) this.#watch.violated(violation);
    this.#stopAtViolations();
  }

  #stopAtViolations(): void {
    const { violations } = this.#watch;
    if (violations.size > 0) throw new CounterExample([...violations], this.#story);
  }

  /** What a killed deployment made and could not note must be imported (README, Limits). */
  async #importLost(program: DeclaredProgram): Promise<void> {
    const process = providersOn(this.sandbox, [], (wire) => wire, new MortalWire(undefined).killed);
    for (const resource of program.resources) {
      const name = resource.inputs.userPrincipalName;
      if (typeof name !== "string" || this.#stack.resources.has(resource.name)) continue;
      const user = this.sandbox.store.userByPrincipalName(name);
      if (user !== undefined && this.#watch.wasMadeHere(user.id)) {
        await this.#stack.import(resource, user.id, process);
      }
    }
  }
}

/** A batch that was refused as a whole has no parts, and has changed nothing. */
function writesIn({ requests }: RunningSandbox): string[] {
  return requests.entries
    .filter(({ service }) => service !== "entra")
    .flatMap(({ method, target, parts }) => (target.endsWith("/$batch") ? parts : [{ method, path: target }]))
    .filter(({ method }) => method !== "GET")
    .map(({ method, path }) => `${method} ${path}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
