import * as azuread from "@pulumi/azuread";
import { InitialPassword } from "@bc-sales/dynamic-providers";
import * as pulumi from "@pulumi/pulumi";
import { environmentDependency, type EnvironmentArgs } from "./environment";

/** An Entra account that exists already and stays when the stack goes. */
export interface ExistingAccountArgs {
  /** Sign-in name (user principal name), e.g. `anna@contoso.com`. */
  readonly existing: pulumi.Input<string>;
}

/** An Entra account to be made. */
export interface NewAccountArgs {
  readonly create: {
    /** Sign-in name (user principal name); its domain must be one of the tenant's. */
    readonly userPrincipalName: pulumi.Input<string>;
    readonly displayName: pulumi.Input<string>;
    /** Initial password. Default: generated once and kept as a secret. */
    readonly password?: pulumi.Input<string>;
    /**
     * What happens to the account when it leaves the program or the stack is destroyed: `delete` moves it to
     * Entra's deleted users (restorable for 30 days), `keep` leaves it. Default: `keep`.
     */
    readonly onDestroy?: "keep" | "delete";
  };
}

export type AccountArgs = ExistingAccountArgs | NewAccountArgs;

/** What the other resources of an account need to know of its identity. */
export interface Identity {
  readonly objectId: pulumi.Output<string>;
  readonly signInName: pulumi.Output<string>;
  /** Secret; undefined for an account that existed. */
  readonly initialPassword: pulumi.Output<string> | undefined;
  /** What happens to the Entra account in the end; one that existed stays. */
  readonly onDestroy: "keep" | "delete";
}

/** How accounts of one kind are made. */
export interface IdentityOptions {
  readonly environment: EnvironmentArgs;
  /** Two-letter country (ISO 3166-1) of use; needed before a licence can be assigned. */
  readonly usageLocation: pulumi.Input<string> | undefined;
  /** Whether the first sign-in asks for a new password. Not for an account that a program signs in with. */
  readonly changePasswordAtFirstSignIn: boolean;
}

/** Finds the account or makes it, as children of `parent`. */
export function identityOf(
  name: string,
  account: AccountArgs,
  options: IdentityOptions,
  parent: pulumi.ComponentResource,
): Identity {
  if ("existing" in account) {
    const found = azuread.getUserOutput({ userPrincipalName: account.existing }, { parent });
    return {
      objectId: found.objectId,
      signInName: pulumi.output(account.existing),
      initialPassword: undefined,
      onDestroy: "keep",
    };
  }
  const { create } = account;
  const onDestroy = create.onDestroy ?? "keep";
  const dependsOn = environmentDependency(options.environment);
  const password =
    create.password === undefined
      ? new InitialPassword(`${name}-password`, {}, { parent, dependsOn }).password
      : pulumi.secret(create.password);
  const user = new azuread.User(
    `${name}-account`,
    {
      userPrincipalName: create.userPrincipalName,
      displayName: create.displayName,
      password,
      forcePasswordChange: options.changePasswordAtFirstSignIn,
      // Business Central goes on signing in with the password it was given.
      disablePasswordExpiration: !options.changePasswordAtFirstSignIn,
      ...(options.usageLocation === undefined ? {} : { usageLocation: options.usageLocation }),
    },
    { parent, dependsOn, retainOnDelete: onDestroy === "keep" },
  );
  return {
    objectId: user.objectId,
    signInName: user.userPrincipalName,
    initialPassword: password,
    onDestroy,
  };
}
