import * as pulumi from "@pulumi/pulumi";
import { assertReachable } from "./reach";
import { providerFor } from "./shim";

/** What a kind's resource class tells of itself. */
export interface KindDescription {
  /** Name of the kind, as the registry of reconcilers has it. */
  readonly kind: string;
  /** Outputs that are no inputs; unknown in preview until the resource exists. */
  readonly outputs: readonly string[];
  /** Outputs that are always secret. */
  readonly secretOutputs?: readonly string[];
}

/** A resource that is kept right by a reconciler; its type is `pulumi-nodejs:dynamic/bcsales:<Kind>`. */
export abstract class ReconciledResource extends pulumi.dynamic.Resource {
  constructor(
    description: KindDescription,
    name: string,
    args: object,
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    assertReachable();
    const unknownYet = Object.fromEntries(description.outputs.map((output) => [output, undefined]));
    super(
      providerFor(description.kind),
      name,
      { ...unknownYet, ...args },
      pulumi.mergeOptions(opts, { additionalSecretOutputs: [...(description.secretOutputs ?? [])] }),
      "bcsales",
      description.kind,
    );
  }
}
