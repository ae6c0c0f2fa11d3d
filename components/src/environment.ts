import * as pulumi from "@pulumi/pulumi";

/**
 * The environment that an account belongs to. A `SalesEnvironment` resource fits as it is: what is declared
 * with it then waits until that resource has found the environment and checked it.
 */
export interface EnvironmentArgs {
  /** Address of the organization, e.g. `https://contoso.crm4.dynamics.com`. */
  readonly organizationUrl: pulumi.Input<string>;
  /** Power Platform environment id (a GUID). Default: looked up from the organization URL. */
  readonly environmentId?: pulumi.Input<string>;
}

/** The inputs that every dynamic resource takes to find its environment. */
export function environmentInputs(environment: EnvironmentArgs): EnvironmentArgs {
  return environment.environmentId === undefined
    ? { organizationUrl: environment.organizationUrl }
    : { organizationUrl: environment.organizationUrl, environmentId: environment.environmentId };
}

/** The environment as something to depend on, when it is a resource. */
export function environmentDependency(environment: EnvironmentArgs): pulumi.Resource[] {
  return pulumi.Resource.isInstance(environment) ? [environment] : [];
}
