import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { EntraUser } from "../state/model";
import type { Store } from "../state/store";
import { uncoveredProperties, userProperties } from "./user-properties";
import type { Version } from "./user-resource";

/** What is read into a column of its own; everything else goes to `properties`. */
const columns = new Set([
  "accountEnabled",
  "displayName",
  "mail",
  "mailNickname",
  "passwordProfile",
  "showInAddressList",
  "usageLocation",
  "userPrincipalName",
  "userType",
]);

/** Properties that a user cannot be without. */
const required = ["accountEnabled", "displayName", "mailNickname", "userPrincipalName"] as const;

/** The body of a creation as a new user. Throws Graph's 400 for what it would refuse. */
export function newUser(body: Record<string, unknown>, id: string, now: string, store: Store): EntraUser {
  for (const name of required) {
    if (body[name] == null) throw new SandboxError(graphErrors.missingProperty, [name, "User"]);
  }
  const password = (body.passwordProfile as Record<string, unknown> | null | undefined)?.password;
  if (password == null) throw new SandboxError(graphErrors.passwordRequired);
  const empty: EntraUser = {
    id,
    userPrincipalName: "",
    displayName: "",
    mailNickname: "",
    accountEnabled: false,
    userType: "Member",
    usageLocation: null,
    mail: null,
    showInAddressList: null,
    managerId: null,
    passwordProfile: null,
    licenses: [],
    createdDateTime: now,
    deletedDateTime: null,
    properties: {},
  };
  return changedUser(empty, body, store, "v1.0");
}

/**
 * The user with what the body names. Null empties a property, except a usage location, which "cannot be reset to
 * null once set" (azuread's User) although that plug-in sends the null: it stays (assumed).
 */
export function changedUser(
  user: EntraUser,
  body: Record<string, unknown>,
  store: Store,
  version: Version,
): EntraUser {
  const changed: EntraUser = { ...user, properties: { ...user.properties } };
  for (const [name, value] of Object.entries(body)) {
    if (name.includes("@odata.")) continue;
    checkValue(name, value, version);
    if (value === null) {
      if ((required as readonly string[]).includes(name)) throw invalid(name);
      if (name === "mail" || name === "showInAddressList") changed[name] = null;
      else if (name === "userType") throw invalid(name);
      else if (!columns.has(name)) Reflect.deleteProperty(changed.properties, name);
    } else if (name === "passwordProfile") changed.passwordProfile = passwordProfile(value);
    else if (columns.has(name)) Object.assign(changed, { [name]: value });
    else changed.properties[name] = value;
  }
  if (changed.userPrincipalName !== user.userPrincipalName) checkSignInName(changed, store);
  return changed;
}

function checkValue(name: string, value: unknown, version: Version): void {
  const kind = userProperties.get(name);
  if (uncoveredProperties.has(name)) throw new SandboxError(graphErrors.propertyNotCovered, [name]);
  // Only the beta endpoint takes showInAddressList: why azuread writes it in a request of its own.
  if (kind === undefined || (name === "showInAddressList" && version !== "beta")) {
    throw new SandboxError(graphErrors.unknownProperty, [name]);
  }
  if (kind.type === "readOnly") throw new SandboxError(graphErrors.readOnlyProperty, [name]);
  if (value === null) return;
  const ok =
    kind.type === "text"
      ? typeof value === "string" && value.length > 0 && value.length <= kind.maxLength
      : kind.type === "flag"
        ? typeof value === "boolean"
        : kind.type === "texts"
          ? Array.isArray(value) && value.every((item) => typeof item === "string")
          : typeof value === "object" && !Array.isArray(value);
  const pattern = patterns[name];
  if (!ok || (pattern !== undefined && !pattern.test(value as string))) throw invalid(name);
}

// learn.microsoft.com, user resource type and "userPrincipalName population": characters that are allowed.
const patterns: Readonly<Record<string, RegExp | undefined>> = {
  mailNickname: /^[^\s@()\\[\]";:<>,\u0080-\uffff]+$/,
  usageLocation: /^[A-Z]{2}$/i,
  userType: /^(?:Member|Guest)$/,
  userPrincipalName: /^[A-Za-z0-9'._!#^~-]{1,64}@[A-Za-z0-9.-]+$/,
};

function checkSignInName(user: EntraUser, store: Store): void {
  const domain = user.userPrincipalName.slice(user.userPrincipalName.indexOf("@") + 1).toLowerCase();
  const isVerified = [...store.all("tenants")].some((tenant) => tenant.verifiedDomains.includes(domain));
  if (!isVerified) throw new SandboxError(graphErrors.unverifiedDomain);
  const other = store.userByPrincipalName(user.userPrincipalName);
  if (other !== undefined && other.id !== user.id) throw new SandboxError(graphErrors.duplicateSignInName);
}

/** The password itself is checked and forgotten. */
function passwordProfile(value: unknown): EntraUser["passwordProfile"] {
  const { password, forceChangePasswordNextSignIn } = value as Record<string, unknown>;
  if (password != null) {
    if (typeof password !== "string" || !isStrong(password)) throw new SandboxError(graphErrors.weakPassword);
  }
  return { forceChangePasswordNextSignIn: forceChangePasswordNextSignIn !== false };
}

/** Entra's policy for cloud accounts: 8 to 256 characters, three of four kinds. */
function isStrong(password: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  return password.length >= 8 && password.length <= 256 && kinds >= 3;
}

function invalid(name: string): SandboxError {
  return new SandboxError(graphErrors.invalidValue, [name, "User"]);
}
