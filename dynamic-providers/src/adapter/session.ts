import type * as dynamic from "@pulumi/pulumi/dynamic";
import { systemClock } from "../clients/clock";
import { connectTenant } from "../clients/connect";
import type { Tenant } from "../clients/tenant";
import { tenantSettings } from "../clients/settings";
import { ProblemsError } from "../problems";
import type { Cancellation } from "./cancellation";
import type { Session } from "./operations";

/** The tenant that the stack's configuration and the environment name; connected when it is first needed. */
export class ConfiguredSession implements Session {
  #config: dynamic.Config | undefined;
  #tenant: Tenant | undefined;

  constructor(
    private readonly environment: NodeJS.ProcessEnv,
    private readonly cancellation: Cancellation,
  ) {}

  run<T>(operation: () => Promise<T>): Promise<T> {
    return this.cancellation.run(operation);
  }

  /** The providers of all kinds bring the same configuration, since a process serves one deployment. */
  configure(config: dynamic.Config): void {
    this.#config ??= config;
  }

  tenant(): Tenant {
    return (this.#tenant ??= this.#connect());
  }

  #connect(): Tenant {
    const config = this.#config;
    const { settings, problems } = tenantSettings((key) => config?.get(key), this.environment);
    if (problems.length > 0) throw new ProblemsError(problems);
    return connectTenant(settings, systemClock, { cancellation: this.cancellation.signal });
  }
}
