import fc from "fast-check";
import { guidOf } from "../seed/guid";
import { seedIds } from "../seed/ids";
import { rootRoleId, seededObjectId, seededSystemUserId } from "./dataverse";

/** Ids that mean something in the seeded tenant, ids that mean nothing, and what is no id. */
export const ids = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...knownIds()) },
  fc.uuid(),
  fc.constantFrom(
    "",
    "00000000-0000-0000-0000-000000000000",
    "adele.vance@contoso.onmicrosoft.com",
    `azureactivedirectoryobjectid=${seededObjectId("adele.vance")}`,
    `azureactivedirectoryobjectid=${seedIds.licensingGroupId},membershiptype=0`,
    "__proto__",
    "constructor",
  ),
  fc.string({ maxLength: 20 }),
);

/** An id of a row of an entity set; undefined: of none that is known here. */
export function idIn(entitySet: string): string | undefined {
  const found: Partial<Record<string, string>> = {
    systemusers: seededSystemUserId("adele.vance"),
    roles: rootRoleId("Salesperson"),
    teams: guidOf(`team ${seedIds.childBusinessUnitId}`),
    businessunits: seedIds.childBusinessUnitId,
    organizations: seedIds.organizationId,
    users: seededObjectId("adele.vance"),
    environments: seedIds.environmentId,
  };
  return Object.hasOwn(found, entitySet) ? found[entitySet] : undefined;
}

function knownIds(): string[] {
  return [
    seededSystemUserId("adele.vance"),
    seededSystemUserId("data.export"),
    seededObjectId("adele.vance"),
    seededObjectId("lynne.robbins"),
    rootRoleId("Salesperson"),
    rootRoleId("System Administrator"),
    ...[seedIds.rootBusinessUnitId, seedIds.childBusinessUnitId, seedIds.organizationId],
    ...[seedIds.environmentId, seedIds.licensingGroupId, seedIds.deployment.systemUserId],
  ];
}

const references = fc
  .tuple(fc.constantFrom("roles", "teams", "systemusers", "businessunits", "directoryObjects"), ids)
  .map(([entitySet, id]) => `/${entitySet}(${id})`);

/** Properties that a request to an entity set may set, by its name; for others, those of everybody. */
const properties: Readonly<Record<string, string>> = {
  systemusers:
    "accessmode isdisabled islicensed domainname applicationid firstname jobtitle systemuserid businessunitid@odata.bind @odata.id value",
  teams:
    "name teamtype membershiptype azureactivedirectoryobjectid description businessunitid@odata.bind administratorid@odata.bind @odata.id",
  businessunits: "name description isdisabled parentbusinessunitid@odata.bind businessunitid",
  users:
    "userPrincipalName displayName mailNickname accountEnabled passwordProfile usageLocation @odata.id addLicenses removeLicenses",
};
const others =
  "skuId disabledPlans objectId requests id method url headers body dependsOn advance roles licenses members versionnumber name value Privileges PrivilegeId Depth __proto__";

function propertiesOf(entitySet: string): fc.Arbitrary<string> {
  const own = Object.hasOwn(properties, entitySet) ? properties[entitySet] : undefined;
  return fc.constantFrom(...(own ?? `${Object.values(properties).join(" ")} ${others}`).split(" "));
}

const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    ids,
    references,
    fc.constantFrom(null, true, false, 0, 1, 4, 7, -1, 1e300),
    fc.jsonValue({ maxDepth: 2 }),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(propertiesOf(""), tie("value"), { maxKeys: 4 }),
  ),
}));

/** Objects of properties that an entity set knows, with values that fit or do not; and what is no object. */
export function bodiesFor(entitySet: string): fc.Arbitrary<string> {
  return fc.oneof(
    {
      weight: 10,
      arbitrary: fc
        .dictionary(propertiesOf(entitySet), values, { minKeys: 1, maxKeys: 3 })
        .map((body) => JSON.stringify(body)),
    },
    { weight: 5, arbitrary: fc.constantFrom(...wholeBodies) },
    fc.json(),
    fc.string(),
    fc.constantFrom("", "{", "[]", "null", '{"__proto__":{"a":1}}', "[".repeat(5000)),
  );
}

/** Bodies that some route takes as they are. */
const wholeBodies: readonly string[] = [
  { "@odata.id": `roles(${rootRoleId("Sales Manager")})` },
  { "@odata.id": `systemusers(${seededSystemUserId("alex.wilber")})` },
  { accessmode: 4 },
  { isdisabled: true },
  { name: "Fuzz", "parentbusinessunitid@odata.bind": `businessunits(${seedIds.rootBusinessUnitId})` },
  { name: "Fuzz", "businessunitid@odata.bind": `businessunits(${seedIds.rootBusinessUnitId})` },
  {
    domainname: "lynne.robbins@contoso.onmicrosoft.com",
    "businessunitid@odata.bind": `businessunits(${seedIds.rootBusinessUnitId})`,
  },
  {
    accountEnabled: true,
    displayName: "Fuzz",
    mailNickname: "fuzz",
    userPrincipalName: "fuzz@contoso.onmicrosoft.com",
    passwordProfile: { password: "a-b-C-1-2-3" },
  },
  { addLicenses: [], removeLicenses: [] },
  { objectId: seededObjectId("adele.vance") },
  {
    requests: [
      { id: "1", method: "GET", url: "/users" },
      { id: "2", method: "GET", url: "/me", dependsOn: ["1"] },
    ],
  },
].map((body) => JSON.stringify(body));
