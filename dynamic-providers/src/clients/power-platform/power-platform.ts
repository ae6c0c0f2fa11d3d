import type { Concern } from "../http/service-error";

/** What the Power Platform admin API says of one environment. */
export interface Environment {
  readonly environmentId: string;
  readonly displayName: string;
  /** Origin of `linkedEnvironmentMetadata.instanceUrl`, undefined without Dataverse. */
  readonly organizationUrl: string | undefined;
  readonly securityGroupId: string | undefined;
  readonly administrationMode: boolean;
}

/** The admin API (`Microsoft.BusinessAppPlatform`, api-version 2023-06-01). */
export interface PowerPlatformClient {
  environments(): Promise<readonly Environment[]>;
  environment(environmentId: string): Promise<Environment | undefined>;
  /**
   * Forces the sync of one Entra user into an environment. Safe to repeat. Success does not mean that the
   * row is visible yet. While the licence has not arrived the error's code is `userNotLicensed`.
   *
   * @param about whom it concerns; `label` completes "could not …" in errors
   */
  addUser(environmentId: string, objectId: string, about: Concern & { label: string }): Promise<void>;
}
