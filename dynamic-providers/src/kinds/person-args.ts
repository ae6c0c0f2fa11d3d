import type * as pulumi from "@pulumi/pulumi";

/** The inputs that name an Entra account. */
export interface IdentityArgs {
  /** Entra object id (a GUID). Another one means another resource. */
  readonly objectId: pulumi.Input<string>;
  /** Sign-in name (user principal name), e.g. `anna@contoso.com`; used in messages. */
  readonly signInName: pulumi.Input<string>;
}

/** The inputs that name a person in an environment. */
export interface PersonArgs extends IdentityArgs {
  /**
   * Address of the organization, e.g. `https://contoso.crm4.dynamics.com`: https, no path. Another one means
   * another resource.
   */
  readonly organizationUrl: pulumi.Input<string>;
  /**
   * Power Platform environment id (a GUID), the one of the organization. Default: looked up from the
   * organization URL where it is needed.
   */
  readonly environmentId?: pulumi.Input<string>;
}
