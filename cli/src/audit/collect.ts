import type { AccountSet } from "@bc-sales/components/config";
import {
  evaluate,
  findEnvironment,
  findMemberships,
  gather,
  ProblemsError,
  situationOf,
  type Tenant,
} from "@bc-sales/dynamic-providers/inspect";
import type { Stack } from "../stack/read-stack";
import { type Catalog, compareAccount, type FoundAccount } from "./compare";
import { type MinimumQuestion, minimumQuestions, permissionsReport } from "./minima";
import { type AuditReport, reportOf } from "./report";
import { seatFindings } from "./seats";
import { withoutUntold } from "./untold";
import { type AccountWish, accountWishes } from "./wishes";

/** Nobody's object id, for an account that Entra does not have. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Dataverse answers about roles from a cache that lags behind what somebody has just changed, unless it is asked not to. */
const AS_IT_IS = { fresh: true } as const;

/**
 * Looks at one environment, with the clients of the reconcilers and in sets: the number of requests does not grow with
 * the number of people but by the page.
 *
 * @throws ProblemsError when there is no such environment, ServiceError when a service refuses to show something.
 */
export async function audit(
  stack: Pick<Stack, "name" | "config">,
  declared: AccountSet,
  tenant: Tenant,
): Promise<AuditReport> {
  const { config } = stack;
  const organizationUrl = new URL(config.organizationUrl).origin;
  const reference = {
    organizationUrl,
    ...(config.environmentId === undefined ? {} : { environmentId: config.environmentId }),
  };
  const dataverse = tenant.dataverse(organizationUrl);
  const wishes = accountWishes(config, declared);
  const [place, accounts, skus] = await Promise.all([
    findEnvironment(reference, tenant.powerPlatform),
    tenant.graph.usersByPrincipalName(wishes.map(({ signInName }) => signInName)),
    tenant.graph.subscribedSkus(),
  ]);
  if (!place.ok) throw new ProblemsError([place.problem]);
  const [users, roles, units, memberships] = await Promise.all([
    dataverse.systemUsers(
      [...accounts.values()].map(({ objectId }) => objectId),
      AS_IT_IS,
    ),
    dataverse.roles(),
    dataverse.businessUnits(),
    findMemberships(config.salespeopleTeams, {}, organizationUrl, tenant),
  ]);
  const people = wishes.map((wish) => {
    const account = accounts.get(wish.signInName.toLowerCase());
    return { wish, found: { account, user: account && users.get(account.objectId) } };
  });
  const catalog: Catalog = {
    environment: place.environment,
    roles,
    rootBusinessUnitId: units.find(({ parentId }) => parentId === undefined)?.businessUnitId ?? "",
    businessUnits: units,
    memberships,
    skus,
  };
  const identity = (kind: AccountWish["kind"]) => identityOf(people.find(({ wish }) => wish.kind === kind));
  const administrator = identity("administrator");
  const integrationUser = identity("integration user");
  const ask = async (question: MinimumQuestion) => {
    const { minimum, holder } = question;
    const asked = { organizationUrl, minimum: [minimum], version: config.productVersion, ...holder };
    return permissionsReport(question, config.productVersion, await situationOf(asked, dataverse, AS_IT_IS));
  };
  const [permissions, facts] = await Promise.all([
    Promise.all(minimumQuestions(config, { administrator, integrationUser }).map(ask)),
    gather(
      {
        ...reference,
        connection: config.connection,
        authentication: config.authentication,
        connected: config.connectionEstablished,
        requireReady: config.requireReady,
        integrationUser: integrationUser ?? { objectId: NOBODY, signInName: config.integrationUser },
        ...(config.administrator === undefined
          ? {}
          : { administrator: administrator ?? { objectId: NOBODY, signInName: config.administrator } }),
        ...(config.localCurrency === undefined ? {} : { localCurrency: config.localCurrency }),
      },
      tenant,
      AS_IT_IS,
    ),
  ]);
  const { displayName, environmentId } = place.environment;
  return reportOf({
    stack: stack.name,
    environment: { displayName, environmentId, organizationUrl },
    lookedAt: new Date(tenant.clock.now()).toISOString(),
    accounts: people.map(({ wish, found }) => compareAccount(wish, found, catalog)),
    seats: seatFindings(people, skus),
    permissions,
    readiness: withoutUntold(evaluate(facts), config),
  });
}

function identityOf(
  person: { readonly wish: AccountWish; readonly found: FoundAccount } | undefined,
): { readonly objectId: string; readonly signInName: string } | undefined {
  const objectId = person?.found.account?.objectId;
  return person === undefined || objectId === undefined
    ? undefined
    : { objectId, signInName: person.wish.signInName };
}
