import type { DeletedUser, EntraUser, SubscribedSku } from "./graph";
import { guid, isRow, nested, optionalText, type Row, text } from "../http/rows";

/** Scalar profile properties by their Graph name. */
const PROFILE = [
  "givenName",
  "surname",
  "jobTitle",
  "department",
  "companyName",
  "officeLocation",
  "mobilePhone",
  "faxNumber",
  "streetAddress",
  "city",
  "state",
  "postalCode",
  "country",
] as const;

/** Profile properties that are lists; programs give one element. */
const LISTS = ["businessPhones", "otherMails"] as const;

export const USER_QUERY =
  "$select=id,userPrincipalName,accountEnabled,displayName,mail,usageLocation,userType,licenseAssignmentStates," +
  [...PROFILE, ...LISTS].join(",");

export function entraUserOf(user: Row): EntraUser {
  return {
    objectId: guid(user, "id"),
    userPrincipalName: text(user, "userPrincipalName"),
    accountEnabled: user.accountEnabled === true,
    displayName: text(user, "displayName"),
    mail: optionalText(user, "mail"),
    usageLocation: optionalText(user, "usageLocation"),
    userType: optionalText(user, "userType"),
    licenses: licensesOf(user),
    profile: {
      ...Object.fromEntries(PROFILE.map((name) => [name, optionalText(user, name)])),
      ...Object.fromEntries(LISTS.map((name) => [name, firstText(user[name])])),
    },
  };
}

function firstText(list: unknown): string | undefined {
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  return typeof first === "string" && first !== "" ? first : undefined;
}

/** Licences in force; one that a group could not assign for want of seats is listed in state `Error`. */
function licensesOf(user: Row): EntraUser["licenses"] {
  const states = user.licenseAssignmentStates;
  if (!Array.isArray(states)) return [];
  return states
    .filter(isRow)
    .filter((state) => !["error", "disabled"].includes(text(state, "state").toLowerCase()))
    .map((state) => {
      const disabledPlans = ids(state.disabledPlans);
      return {
        skuId: guid(state, "skuId"),
        assignedByGroup: optionalText(state, "assignedByGroup")?.toLowerCase(),
        ...(disabledPlans.length === 0 ? {} : { disabledPlans }),
      };
    });
}

function ids(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.filter((id) => typeof id === "string").map((id) => id.toLowerCase());
}

/**
 * The sign-in name of a deleted user comes with the object id before it, so that others can have the name; it may also
 * come as it was.
 */
export function deletedUserOf(user: Row): DeletedUser {
  const objectId = guid(user, "id");
  const name = text(user, "userPrincipalName");
  const prefix = objectId.replaceAll("-", "");
  return {
    objectId,
    userPrincipalName: name.toLowerCase().startsWith(prefix) ? name.slice(prefix.length) : name,
    deletedAt: optionalText(user, "deletedDateTime"),
  };
}

export function subscribedSkuOf(sku: Row): SubscribedSku {
  return {
    skuId: guid(sku, "skuId"),
    skuPartNumber: text(sku, "skuPartNumber"),
    capabilityStatus: text(sku, "capabilityStatus"),
    enabledUnits: Number(nested(sku, "prepaidUnits").enabled ?? 0),
    consumedUnits: Number(sku.consumedUnits ?? 0),
    servicePlans: (Array.isArray(sku.servicePlans) ? sku.servicePlans : []).filter(isRow).map((plan) => ({
      servicePlanId: guid(plan, "servicePlanId"),
      servicePlanName: text(plan, "servicePlanName"),
    })),
  };
}

/** The default domain first. */
export function verifiedDomainsOf(organization: Row): string[] {
  const domains = Array.isArray(organization.verifiedDomains)
    ? organization.verifiedDomains.filter(isRow)
    : [];
  return [...domains]
    .sort((one, other) => Number(other.isDefault === true) - Number(one.isDefault === true))
    .map((domain) => text(domain, "name").toLowerCase());
}
