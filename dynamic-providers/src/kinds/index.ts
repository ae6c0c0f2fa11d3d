import type { AnyReconciler } from "../adapter/operations";
import { accessMode } from "./access-mode/reconciler";
import { connectionReadiness } from "./connection-readiness/reconciler";
import { environmentUser } from "./environment-user/reconciler";
import { initialPassword } from "./initial-password/reconciler";
import { licenseAssignment } from "./license-assignment/reconciler";
import { licenseRelease } from "./license-release/reconciler";
import { minimumPermissions } from "./minimum-permissions/reconciler";
import { roleAssignments } from "./role-assignments/reconciler";
import { salespeopleRoster } from "./salespeople-roster/reconciler";
import { onWire } from "./salespeople-roster/wire";
import { salesEnvironment } from "./sales-environment/reconciler";

/** Who keeps each kind of resource right, by the name that the state of every stack knows: never rename one. */
export const kinds = {
  AccessMode: accessMode,
  ConnectionReadiness: connectionReadiness,
  EnvironmentUser: environmentUser,
  InitialPassword: initialPassword,
  LicenseAssignment: licenseAssignment,
  LicenseRelease: licenseRelease,
  MinimumPermissions: minimumPermissions,
  RoleAssignments: roleAssignments,
  SalesEnvironment: salesEnvironment,
  SalespeopleRoster: onWire(salespeopleRoster),
} as unknown as Readonly<Record<string, AnyReconciler | undefined>>;
