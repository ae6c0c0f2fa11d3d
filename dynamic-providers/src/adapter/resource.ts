import * as pulumi from "@pulumi/pulumi";
import { assertReachable } from "./reach";
import { providerText } from "./shim";

/** What a kind's resource class tells of itself. */
export interface KindDescription {
  /** Name of the kind, as the registry of reconcilers has it. */
  readonly kind: string;
  /** Outputs that are no inputs; unknown in preview until the resource exists. */
  readonly outputs: readonly string[];
  /** Outputs that are always secret. */
  readonly secretOutputs?: readonly string[];
}

/**
 * A dynamic resource that is kept right by a reconciler; its type is `pulumi-nodejs:dynamic/bcsales:<Kind>`. It is what
 * `pulumi.dynamic.Resource` makes, but for the text of its provider, which is not made of a function (`shim.ts`).
 */
export abstract class ReconciledResource extends pulumi.CustomResource {
  constructor(
    description: KindDescription,
    name: string,
    args: object,
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    assertReachable();
    const unknownYet = Object.fromEntries(description.outputs.map((output) => [output, undefined]));
    super(
      `pulumi-nodejs:dynamic/bcsales:${description.kind}`,
      name,
      { ...unknownYet, ...args, __provider: providerText(description.kind) },
      pulumi.mergeOptions(opts, { additionalSecretOutputs: [...(description.secretOutputs ?? [])] }),
    );
  }
}
