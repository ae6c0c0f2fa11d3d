/** Rules of time and of size, changeable while it runs (`PATCH /admin/settings`). Times are milliseconds. */
export interface SandboxSettings {
  /** From the assignment of a licence until Dataverse and addUser know of it. Default 0. */
  licenseDelay: number;
  /** From a change to a group or its licences until its members have them. Default 0: with the next request. */
  groupLicenseDelay: number;
  /** From addUser's answer until the row can be seen. Default 0. */
  addUserDelay: number;
  /** Between runs of the background sync (lost licence → disabled unless non-interactive). Default 0: at each request. */
  syncInterval: number;
  /** Most users in access mode 4, application users not counted. Default 7 (Power Platform admin guide). */
  maxNonInteractiveUsers: number;
  /** Real time added to every answer of a service, as a network adds it. Default 0. */
  latency: number;
  /** Dataverse: requests of one caller in 300 s; a batch is one. 0: no limit. Default 6 000. */
  dataverseRequests: number;
  /** Dataverse: combined execution time of one caller's requests in 300 s. 0: no limit. Default 1 200 000. */
  dataverseExecution: number;
  /** Dataverse: requests of one caller at the same time. 0: no limit. Default 52. */
  dataverseConcurrency: number;
  /** What a request to Dataverse is reckoned to execute for, however long it really takes. Default 100 (assumed). */
  dataverseRequestCost: number;
  /** The same for each part of a batch. Default 100 (assumed). */
  dataversePartCost: number;
  /** Most parallel requests that Dataverse recommends, `x-ms-dop-hint`. 0: not sent. Default 8 (assumed). */
  dopHint: number;
  /** Graph: resource units of one application in 10 s, in a tenant of fewer than 50 users. 0: no limit. Default 3 500. */
  graphUnitsSmall: number;
  /** The same, from 50 to 500 users. Default 5 000. */
  graphUnitsMedium: number;
  /** The same, above 500 users. Default 8 000. */
  graphUnitsLarge: number;
  /** Graph: writes of one application in 150 s. 0: no limit. Default 3 000. */
  graphWrites: number;
  /** How old reads of roles and privileges may be without `Consistency: Strong`. Default 30 s (documented); 0: never. */
  roleCache: number;
}

export const defaultSettings: Readonly<SandboxSettings> = {
  licenseDelay: 0,
  groupLicenseDelay: 0,
  addUserDelay: 0,
  syncInterval: 0,
  maxNonInteractiveUsers: 7,
  latency: 0,
  // Dataverse: Service protection API limits.
  dataverseRequests: 6_000,
  dataverseExecution: 1_200_000,
  dataverseConcurrency: 52,
  dataverseRequestCost: 100,
  dataversePartCost: 100,
  dopHint: 8,
  // Microsoft Graph service-specific throttling limits: identity and access.
  graphUnitsSmall: 3_500,
  graphUnitsMedium: 5_000,
  graphUnitsLarge: 8_000,
  graphWrites: 3_000,
  roleCache: 30_000,
};

/** The settings in a JSON object. Throws, naming the setting, for an unknown one or one that is no whole number ≥ 0. */
export function parseSettings(value: unknown): Partial<SandboxSettings> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError("Settings are a JSON object.");
  }
  for (const [name, setting] of Object.entries(value)) {
    if (!(name in defaultSettings)) {
      throw new TypeError(
        `There is no setting "${name}". There are ${Object.keys(defaultSettings).join(", ")}.`,
      );
    }
    if (!Number.isInteger(setting) || (setting as number) < 0) {
      throw new TypeError(`Setting "${name}" must be a whole number, 0 or more.`);
    }
  }
  return value;
}
