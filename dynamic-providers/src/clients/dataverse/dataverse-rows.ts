import type { Role, SystemUser } from "./dataverse";
import { guid, isRow, nested, type Row, text } from "../http/rows";

/** The columns of a system user that are read, with the roles assigned directly. */
export const SYSTEM_USER_QUERY =
  "$select=systemuserid,azureactivedirectoryobjectid,domainname,fullname,internalemailaddress,accessmode," +
  "islicensed,isdisabled,applicationid,_businessunitid_value" +
  "&$expand=systemuserroles_association($select=roleid,name,_businessunitid_value,_parentrootroleid_value,_roletemplateid_value)";

export const ROLE_QUERY =
  "$select=roleid,name,_businessunitid_value,_parentrootroleid_value,_roletemplateid_value,iscustomizable";

export function roleOf(row: Row): Role {
  const roleId = guid(row, "roleid");
  const templateId = guid(row, "_roletemplateid_value");
  return {
    roleId,
    name: text(row, "name"),
    businessUnitId: guid(row, "_businessunitid_value"),
    rootRoleId: guid(row, "_parentrootroleid_value") || roleId,
    templateId: templateId === "" ? undefined : templateId,
    // Roles that come with a user are read without it, and nobody changes those.
    customizable: nested(row, "iscustomizable").Value !== false,
  };
}

/** @param moreRoles rows of roles that did not come with the user's own */
export function systemUserOf(row: Row, moreRoles: readonly Row[] = []): SystemUser {
  const expanded = row.systemuserroles_association;
  const found = [...(Array.isArray(expanded) ? expanded.filter(isRow) : []), ...moreRoles].map(roleOf);
  const applicationId = guid(row, "applicationid");
  return {
    systemUserId: guid(row, "systemuserid"),
    objectId: guid(row, "azureactivedirectoryobjectid"),
    domainName: text(row, "domainname"),
    fullName: text(row, "fullname"),
    email: text(row, "internalemailaddress"),
    accessMode: Number(row.accessmode),
    licensed: row.islicensed === true,
    disabled: row.isdisabled === true,
    businessUnitId: guid(row, "_businessunitid_value"),
    applicationId: applicationId === "" ? undefined : applicationId,
    roles: [...new Map(found.map((role) => [role.roleId, role])).values()],
  };
}

/** Where the rest of a user's roles is, when they did not all come with the user. */
export function moreRolesLink(row: Row): string | undefined {
  const link = row["systemuserroles_association@odata.nextLink"];
  return typeof link === "string" ? link : undefined;
}
