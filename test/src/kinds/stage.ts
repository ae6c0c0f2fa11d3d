import {
  type EntraUser,
  type Environment,
  type RunningSandbox,
  type SandboxOptions,
  startSandbox,
} from "@bc-sales/sandbox";
import { type Answer, NoAnswer, type Transport } from "../../../dynamic-providers/dist/clients/http/http";
import { connected } from "../clients/connected";
import { everything, person, type Person } from "../engine/tenant";
import { Life, providerOf } from "./life";

/** A sandbox, and the real clients that talk to it. Waiting moves the sandbox's clock on and takes no time. */
export class Stage {
  /** What was said to the person at the deployment. */
  readonly said: string[] = [];
  /** Which requests are carried out and get no answer. Default: none. */
  loses: ((request: Parameters<Transport>[0]) => boolean) | undefined;

  /** What a service answers in the sandbox's place. Default: nothing. */
  answers: ((request: Parameters<Transport>[0]) => Answer | undefined) | undefined;

  private constructor(readonly sandbox: RunningSandbox) {}

  static async set(options: SandboxOptions = {}): Promise<Stage> {
    return new Stage(await startSandbox(options));
  }

  async strike(): Promise<void> {
    await this.sandbox.close();
  }

  /** A resource whose every step is taken as by a process of its own, which remembers nothing of the last. */
  life(kind: string): Life {
    return new Life(() => this.process(kind));
  }

  /** Pulumi's operations on a kind, in a process that goes on. */
  process(kind: string): ReturnType<typeof providerOf> {
    return providerOf(
      kind,
      connected(this.sandbox, this.said, (wire) => this.#losing(wire)),
    );
  }

  #losing(wire: Transport): Transport {
    return async (request) => {
      const answer = this.answers?.(request) ?? (await wire(request));
      if (this.loses?.(request) !== true) return answer;
      return {
        status: 0,
        headers: {},
        body: "",
        failure: new NoAnswer("ECONNRESET", new URL(request.url).host),
      };
    };
  }

  /** The inputs that name somebody of the tenant. */
  inputsOf(signInName: string): { organizationUrl: string; objectId: string; signInName: string } {
    return { organizationUrl: this.sandbox.url, objectId: this.userId(signInName), signInName };
  }

  userId(signInName: string): string {
    const user = this.sandbox.store.userByPrincipalName(signInName);
    if (user === undefined) throw new Error(`${signInName} does not exist`);
    return user.id;
  }

  skuId(partNumber: string): string {
    for (const sku of this.sandbox.store.all("skus")) {
      if (sku.skuPartNumber === partNumber) return sku.skuId;
    }
    throw new Error(`no SKU ${partNumber}`);
  }

  /** Names of the service plans that are off in the licences that an account holds, sorted. */
  plansOff(signInName: string): string[] {
    const { store } = this.sandbox;
    const { licenses = [] } = store.userByPrincipalName(signInName) ?? {};
    return licenses
      .flatMap(({ skuId, disabledPlans }) =>
        (store.get("skus", skuId)?.servicePlans ?? []).flatMap(({ servicePlanId, servicePlanName }) =>
          disabledPlans.includes(servicePlanId) ? servicePlanName : [],
        ),
      )
      .sort();
  }

  person(signInName: string): Person {
    return person(this.sandbox.store, signInName);
  }

  /** Everything in the tenant, to be compared. */
  everything(): unknown {
    return everything(this.sandbox.store);
  }

  /** Changes somebody's Entra account behind the stack's back. */
  changeUser(signInName: string, change: Partial<EntraUser>): void {
    const { store } = this.sandbox;
    const user = store.userByPrincipalName(signInName);
    if (user === undefined) throw new Error(`${signInName} does not exist`);
    store.put("users", user.id, { ...user, ...change });
    store.commit();
  }

  licenseByHand(signInName: string, ...partNumbers: string[]): void {
    this.changeUser(signInName, {
      licenses: partNumbers.map((partNumber) => ({
        skuId: this.skuId(partNumber),
        disabledPlans: [],
        assignedByGroup: null,
        assignedAt: this.sandbox.clock.now(),
      })),
    });
  }

  /** Sets how many seats of an SKU the tenant has bought. */
  sell(partNumber: string, seats: number): void {
    const { store } = this.sandbox;
    const sku = store.get("skus", this.skuId(partNumber));
    if (sku === undefined) throw new Error(`no SKU ${partNumber}`);
    store.put("skus", sku.skuId, { ...sku, enabled: seats });
    store.commit();
  }

  changeEnvironment(change: Partial<Environment>): void {
    const { store } = this.sandbox;
    for (const environment of [...store.all("environments")]) {
      store.put("environments", environment.id, { ...environment, ...change });
    }
    store.commit();
  }
}
