import type { DataverseClient } from "../clients/dataverse/dataverse";

/** The business unit at the top of an organization; it is where new users arrive. */
export async function rootBusinessUnitOf(dataverse: DataverseClient): Promise<string> {
  const root = (await dataverse.businessUnits()).find((unit) => unit.parentId === undefined);
  if (root === undefined) {
    throw new Error(
      `${dataverse.organizationUrl} shows no root business unit. Give the application user a role that may read business units.`,
    );
  }
  return root.businessUnitId;
}
