import type { SystemUser } from "../../clients/dataverse/dataverse";
import type { EntraUser } from "../../clients/graph/graph";
import type { Tenant } from "../../clients/tenant";
import { foldSignInName } from "../../roster/sign-in-name";
import { rootAmong } from "../business-unit";
import type { Salespeople, SalespeopleRosterInputs } from "./inputs";
import { findMemberships } from "./memberships";
import type { Catalog } from "./rules";
import { type Member, NEW_MEMBER, type Situation } from "./situation";

/** By sign-in name, as the state has it. */
export type Members = Readonly<Record<string, Member>>;

/**
 * How all people of a roster stand, those who leave it among them, sorted by sign-in name; in one set-wise read
 * of Entra and one of the environment.
 *
 * A person is found by object id where one is given, else by sign-in name. Where nobody has the name any more, the object id that the state knows
 * finds the account that was renamed; and whoever was in the state under another name brings its record along.
 */
export async function findPeople(
  { people, organizationUrl, teams = [] }: SalespeopleRosterInputs,
  members: Members,
  tenant: Tenant,
): Promise<Situation[]> {
  const [accounts, { teamsOf }] = await Promise.all([
    findAccounts(people, members, tenant),
    findMemberships(teams, members, organizationUrl, tenant),
  ]);
  const byId = new Map(
    [...accounts.byName.values(), ...accounts.byId.values()].map((one) => [one.objectId, one]),
  );
  const byObjectId = new Map(
    Object.entries(members).flatMap(([name, { objectId }]) =>
      objectId === undefined ? [] : [[objectId, name]],
    ),
  );
  const claimed = new Set<string>();
  const staying = Object.entries(people).map(([signInName, wanted]) => {
    const named = accounts.byName.get(signInName);
    const account = wanted.objectId === undefined ? named : byId.get(wanted.objectId);
    const own = members[signInName];
    // An account without a record may be the one whose creation was left without an answer. A record whose
    // account is gone is kept, but it says nothing of another account that has the name now.
    const isOpen = account === undefined ? !byId.has(own?.objectId ?? "") : own?.objectId === undefined;
    const name = (account && byObjectId.get(account.objectId)) ?? (isOpen ? signInName : undefined);
    if (name !== undefined) claimed.add(name);
    return {
      signInName,
      wanted,
      account,
      member: members[name ?? ""] ?? NEW_MEMBER,
      ...(name === undefined || name === signInName ? {} : { formerName: name }),
      ...(named === undefined || named.objectId === account?.objectId ? {} : { nameHolder: named }),
    };
  });
  const leaving = Object.entries(members)
    .filter(([name]) => !claimed.has(name))
    .map(([name, member]) => {
      const account =
        member.objectId === undefined ? accounts.byName.get(name) : accounts.byId.get(member.objectId);
      const signInName = name in people && account ? foldSignInName(account.userPrincipalName) : name;
      return { signInName, wanted: undefined, account, member };
    });
  const all = [...staying, ...leaving];
  const users = await findUsers(
    all.flatMap(({ account }) => account?.objectId ?? []),
    organizationUrl,
    tenant,
  );
  return all
    .map((one) => {
      const user = one.account && users.get(one.account.objectId);
      return { ...one, user, teams: teamsOf(user?.systemUserId) };
    })
    .sort((a, b) => (a.signInName < b.signInName ? -1 : 1));
}

/** What the tenant has, as far as rules need it. Licences and teams are looked at only where some are wanted or granted. */
export async function findCatalog(
  { people, organizationUrl, teams: teamNames = [] }: SalespeopleRosterInputs,
  members: Members,
  tenant: Tenant,
): Promise<Catalog> {
  const dataverse = tenant.dataverse(organizationUrl);
  const licensed =
    Object.values(people).some((person) => person.licenses.length > 0) ||
    Object.values(members).some((member) => member.grantedLicenses.length > 0);
  const [roles, businessUnits, skus, { teams }] = await Promise.all([
    dataverse.roles(),
    dataverse.businessUnits(),
    licensed ? tenant.graph.subscribedSkus() : [],
    findMemberships(teamNames, members, organizationUrl, tenant),
  ]);
  return { roles, businessUnits, rootBusinessUnitId: rootAmong(businessUnits, dataverse), skus, teams };
}

async function findAccounts(
  people: Salespeople,
  members: Members,
  { graph }: Tenant,
): Promise<{ byName: ReadonlyMap<string, EntraUser>; byId: ReadonlyMap<string, EntraUser> }> {
  const open = Object.keys(members).filter((name) => members[name]?.objectId === undefined);
  const names = [...new Set([...Object.keys(people), ...open])];
  const found = new Map(names.length === 0 ? [] : await graph.usersByPrincipalName(names));
  const present = new Set([...found.values()].map((account) => account.objectId));
  const ids = [...Object.values(members), ...Object.values(people)].flatMap(({ objectId }) =>
    objectId === undefined || present.has(objectId) ? [] : [objectId],
  );
  const byId = ids.length === 0 ? new Map<string, EntraUser>() : await graph.usersByObjectId(ids);
  for (const name of names) {
    const renamed = byId.get(members[name]?.objectId ?? "");
    if (!found.has(name) && renamed !== undefined) found.set(name, renamed);
  }
  return { byName: found, byId };
}

async function findUsers(
  objectIds: readonly string[],
  organizationUrl: string,
  tenant: Tenant,
): Promise<ReadonlyMap<string, SystemUser>> {
  return objectIds.length === 0 ? new Map() : tenant.dataverse(organizationUrl).systemUsers(objectIds);
}
