import type { Contract } from "../contract";
import { dataverseAccessModeContracts } from "./dataverse-access-mode";
import { dataverseAnswerContracts } from "./dataverse-answers";
import { dataverseBatchContracts } from "./dataverse-batch";
import { dataverseErrorContracts } from "./dataverse-errors";
import { dataverseInstallationContracts } from "./dataverse-installation";
import { dataversePrivilegeFunctionContracts } from "./dataverse-privilege-functions";
import { dataversePrivilegeContracts } from "./dataverse-privileges";
import { dataverseQueryContracts } from "./dataverse-queries";
import { dataverseRolePrivilegeContracts } from "./dataverse-role-privileges";
import { dataverseRoleContracts } from "./dataverse-roles";
import { dataverseRowContracts } from "./dataverse-rows";
import { dataverseTeamContracts } from "./dataverse-teams";
import { dataverseUnitContracts } from "./dataverse-units";
import { dataverseUserContracts } from "./dataverse-users";
import { entraContracts } from "./entra";
import { graphBatchContracts } from "./graph-batch";
import { graphDeletionContracts } from "./graph-deletion";
import { graphErrorContracts } from "./graph-errors";
import { graphGroupContracts } from "./graph-groups";
import { graphLicenseContracts } from "./graph-licenses";
import { graphManagerContracts } from "./graph-manager";
import { graphOrganizationContracts } from "./graph-organization";
import { graphUserContracts } from "./graph-users";
import { powerPlatformContracts } from "./power-platform";

/** All of them, in the order they are checked in. */
export const contracts: readonly Contract[] = [
  ...entraContracts,
  ...graphErrorContracts,
  ...graphUserContracts,
  ...graphOrganizationContracts,
  ...graphDeletionContracts,
  ...graphManagerContracts,
  ...graphLicenseContracts,
  ...graphGroupContracts,
  ...graphBatchContracts,
  ...powerPlatformContracts,
  ...dataverseErrorContracts,
  ...dataverseRowContracts,
  ...dataverseUnitContracts,
  ...dataverseQueryContracts,
  ...dataverseAnswerContracts,
  ...dataverseRoleContracts,
  ...dataverseTeamContracts,
  ...dataversePrivilegeContracts,
  ...dataversePrivilegeFunctionContracts,
  ...dataverseRolePrivilegeContracts,
  ...dataverseInstallationContracts,
  ...dataverseUserContracts,
  ...dataverseAccessModeContracts,
  ...dataverseBatchContracts,
];
