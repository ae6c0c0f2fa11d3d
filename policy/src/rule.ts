import type { Problem } from "@bc-sales/dynamic-providers/declared";
import type { PolicyConfigSchema } from "@pulumi/policy";
import type { Resource } from "./resource";

/** JSON schema of one property of a policy's configuration. */
export type ConfigProperty = PolicyConfigSchema["properties"][string];

/** A violation: what is wrong, where and what to do about it. */
export interface Violation extends Problem {
  /** The resource that is to blame. Default: the one that was looked at, or the whole stack. */
  readonly urn?: string;
}

/** One thing that stacks are held to. What it decides is pure. */
export interface Rule<Config extends object = object> {
  /** Stands in messages and in the configuration of the pack. */
  readonly name: string;
  /** The rule, as a sentence. */
  readonly description: string;
  /** Unless the configuration of the pack says otherwise: `mandatory` stops the deployment, `advisory` warns. */
  readonly enforcementLevel: "mandatory" | "advisory";
  readonly severity: "low" | "medium" | "high" | "critical";
  /** What to do about a violation, in general. */
  readonly remedy: string;
  /** The configuration that the rule takes; each property has a description, and a default where there is one. */
  readonly config?: Readonly<Record<keyof Config & string, ConfigProperty>>;
  /** Looks at one resource before it is written; the properties are inputs. */
  readonly resource?: (resource: Resource, config: Config) => readonly Violation[];
  /** Looks at all resources of a stack at the end; the properties are outputs. */
  readonly stack?: (resources: readonly Resource[], config: Config) => readonly Violation[];
}
