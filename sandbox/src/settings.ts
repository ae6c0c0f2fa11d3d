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
}
