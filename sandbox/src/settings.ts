/** Rules of time and of size, changeable while it runs (`PATCH /admin/settings`). Milliseconds. */
export interface SandboxSettings {
  /** From the assignment of a licence until Dataverse and addUser know of it. Default 0. */
  licenseDelay: number;
  /** From addUser's answer until the row can be seen. Default 0. */
  addUserDelay: number;
  /** Between runs of the background sync (lost licence → disabled unless non-interactive). Default 0: at each request. */
  syncInterval: number;
  /** Most users in access mode 4, application users not counted. Default 7 (Power Platform admin guide). */
  maxNonInteractiveUsers: number;
  /** How old reads of roles and privileges may be without `Consistency: Strong`. Default 30 s (documented); 0: never. */
  roleCache: number;
}

export const defaultSettings: Readonly<SandboxSettings> = {
  licenseDelay: 0,
  addUserDelay: 0,
  syncInterval: 0,
  maxNonInteractiveUsers: 7,
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
