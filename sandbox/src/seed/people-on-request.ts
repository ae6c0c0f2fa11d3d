import type { BusinessUnit, EntraUser, Role, Sku, SystemUser } from "../state/model";
import type { TenantRows } from "../state/tables";
import { guidOf } from "./guid";
import { defaultSeed } from "./seed";

const givenNames =
  "Aisha Bruno Chiara Daniel Elena Farid Greta Hugo Ines Jonas Katja Luis Maren Nils Olivia Pavel Rosa Samir Tessa Viktor";
const surnames =
  "Andersen Brandt Costa Dubois Eriksen Fischer Garcia Hansen Ivanov Jensen Keller Lindqvist Moreau Novak Olsen Petrov Rossi Schmidt Torres Weber";
const locations = ["DE", "DK", "FR", "US"];
const jobTitles = ["Sales Representative", "Account Manager", "Sales Engineer", "Regional Manager"];
/** Roles by name; the list is gone through again and again. */
const mixes = [["Salesperson"], ["Salesperson", "Basic User"], ["Sales Manager"], ["Basic User"]];

/**
 * The tenant with so many more people who are nobody's business: licensed and enabled in Entra and in the environment,
 * with various roles, every tenth in another business unit than the root. Seats come with them, so that as many are
 * free as before. Pure, and the same for the same count; the first of more people are those of fewer.
 */
export function withPeople(rows: TenantRows, count: number): TenantRows {
  if (count === 0) return rows;
  const template = templateOf(defaultSeed());
  const skus = rows.skus.filter(({ dataverse }) => dataverse).slice(0, 2);
  const units = [...rows.businessunits].sort(
    (one, other) => Number(one.parentbusinessunitid !== null) - Number(other.parentbusinessunitid !== null),
  );
  const rolesOf = roleMixes(rows.roles);
  const domain = rows.tenants[0]?.verifiedDomains[0] ?? "contoso.onmicrosoft.com";
  const users: EntraUser[] = [];
  const systemusers: SystemUser[] = [];
  const taken = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const sku = pick(skus, index);
    const unit = pick(index % 10 === 9 ? units.slice(1) : units.slice(0, 1), index / 10) ?? units[0];
    if (unit === undefined) throw new Error("There is no business unit to have people in.");
    if (sku !== undefined) taken.set(sku.skuId, (taken.get(sku.skuId) ?? 0) + 1);
    const user = userOf(template.user, index, domain, sku);
    users.push(user);
    systemusers.push(systemUserOf(template.systemUser, user, unit, rolesOf(unit, index), sku));
  }
  return {
    ...rows,
    users: [...rows.users, ...users],
    systemusers: [...rows.systemusers, ...systemusers],
    skus: rows.skus.map((sku) => ({ ...sku, enabled: sku.enabled + (taken.get(sku.skuId) ?? 0) })),
  };
}

function userOf(template: EntraUser, index: number, domain: string, sku: Sku | undefined): EntraUser {
  const givenName = pick(givenNames.split(" "), index) ?? "";
  const surname = pick(surnames.split(" "), index / 20) ?? "";
  const mailNickname = `${givenName}.${surname}.${index + 1}`.toLowerCase();
  const signInName = `${mailNickname}@${domain}`;
  return {
    ...template,
    id: guidOf(`user ${signInName}`),
    userPrincipalName: signInName,
    displayName: `${givenName} ${surname}`,
    mailNickname,
    mail: signInName,
    usageLocation: pick(locations, index) ?? null,
    licenses: sku ? [{ skuId: sku.skuId, disabledPlans: [], assignedByGroup: null, assignedAt: 0 }] : [],
    properties: { ...template.properties, givenName, surname, jobTitle: pick(jobTitles, index / 4) },
  };
}

function systemUserOf(
  template: SystemUser,
  user: EntraUser,
  unit: BusinessUnit,
  roles: string[],
  sku: Sku | undefined,
): SystemUser {
  const { givenName, surname } = user.properties as { givenName: string; surname: string };
  return {
    ...template,
    systemuserid: guidOf(`systemuser ${user.userPrincipalName}`),
    azureactivedirectoryobjectid: user.id,
    domainname: user.userPrincipalName,
    internalemailaddress: user.mail,
    firstname: givenName,
    lastname: surname,
    fullname: user.displayName,
    islicensed: sku !== undefined,
    isdisabled: sku === undefined,
    businessunitid: unit.businessunitid,
    roles,
  };
}

/** Role ids of the n-th person of a business unit; names that the tenant has no role for are left out. */
function roleMixes(roles: readonly Role[]): (unit: BusinessUnit, index: number) => string[] {
  const ids = new Map(roles.map((role) => [`${role.businessunitid}/${role.name}`, role.roleid]));
  return ({ businessunitid }, index) =>
    (pick(mixes, index) ?? []).flatMap((name) => ids.get(`${businessunitid}/${name}`) ?? []);
}

/** A licensed person of the seed, whose other properties all get. */
function templateOf({ users, systemusers }: TenantRows): { user: EntraUser; systemUser: SystemUser } {
  for (const systemUser of systemusers) {
    const user = users.find(({ id }) => id === systemUser.azureactivedirectoryobjectid);
    if (user !== undefined && systemUser.islicensed) return { user, systemUser };
  }
  throw new Error("The seed has nobody.");
}

function pick<T>(values: readonly T[], index: number): T | undefined {
  return values[Math.floor(index) % Math.max(1, values.length)];
}
