import type * as pulumi from "@pulumi/pulumi";
import { ReconciledResource } from "../../adapter/resource";

export interface InitialPasswordArgs {
  /**
   * How many characters, 16 to 256. Default: 32. Counts when the password is made; a later change leaves the
   * password alone, since somebody signs in with it.
   */
  readonly length?: pulumi.Input<number>;
}

/**
 * The first password of an account: random, with letters in both cases, digits and symbols, made once and
 * kept as a secret. Nothing changes it; `pulumi up --replace URN` makes another one.
 */
export class InitialPassword extends ReconciledResource {
  /** Secret. */
  declare public readonly password: pulumi.Output<string>;

  constructor(name: string, args: InitialPasswordArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const outputs = ["password"];
    super({ kind: "InitialPassword", outputs, secretOutputs: outputs }, name, args, opts);
  }
}
