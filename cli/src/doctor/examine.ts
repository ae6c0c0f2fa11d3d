import {
  connectTenant,
  counted,
  describeCredential,
  endpointsOf,
  findEnvironment,
  isSystemAdministrator,
  organizationEndpoint,
  ServiceError,
  signIn,
  type Tenant,
  wordList,
} from "@bc-sales/dynamic-providers/inspect";
import type { Stack } from "../stack/read-stack";
import { type DoctorCheck, failed, type Finding, ok, unknown } from "./check";
import { type Claims, claimsOf } from "./claims";
import { graphPermissions } from "./graph-permissions";

/** Asks each service for what a deployment will need of it. Reads only; a refusal is a finding. */
export async function examine({
  config,
  settings,
  credentialProblems,
}: Stack): Promise<readonly DoctorCheck[]> {
  const organizationUrl = new URL(config.organizationUrl).origin;
  if (credentialProblems.length > 0) {
    const lines = credentialProblems.map(({ where, message }) => `${where}: ${message}`);
    const remedies = credentialProblems.map(({ remedy }) => remedy).filter(Boolean);
    return [named("credentials", failed(lines.join(" "), [...new Set(remedies)].join(" ")))];
  }
  const endpoints = endpointsOf(settings.cloud, settings.endpoints);
  const organization = organizationEndpoint(organizationUrl, settings.cloud, endpoints);
  const tokens = signIn(settings);
  const token = (scope: string) => claimsFrom(tokens.get(scope));
  const [graph, powerPlatform, dataverse] = await Promise.all([
    token(endpoints.graph.scope),
    token(endpoints.powerPlatform.scope),
    organization.ok
      ? token(organization.endpoint.scope)
      : { finding: failed(organization.problem.message, organization.problem.remedy) },
  ]);
  const tenant = connectTenant(settings);
  const after = (signedIn: SignedIn, ask: (claims: Claims | undefined) => Promise<Finding>) =>
    signedIn.finding.state === "ok"
      ? asked(() => ask(signedIn.claims))
      : Promise.resolve(unknown("There is no token to ask with."));
  const reference = {
    organizationUrl,
    ...(config.environmentId === undefined ? {} : { environmentId: config.environmentId }),
  };
  const findings = await Promise.all([
    after(graph, (claims) => Promise.resolve(graphPermissions(claims))),
    after(graph, async () => {
      const found = await tenant.graph.usersByPrincipalName([config.integrationUser]);
      return ok(`${config.integrationUser} ${found.size === 0 ? "does not exist yet" : "exists"}`);
    }),
    after(graph, async () => {
      const skus = await tenant.graph.subscribedSkus();
      return ok(wordList(skus.map(({ skuPartNumber }) => skuPartNumber).sort()));
    }),
    after(powerPlatform, async () => {
      const environments = await tenant.powerPlatform.environments();
      return ok(counted(environments.length, "environment"));
    }),
    after(powerPlatform, () => environment(reference, tenant)),
    after(dataverse, async () => {
      const { userId } = await tenant.dataverse(organizationUrl).whoAmI();
      return ok(`system user ${userId}`);
    }),
    after(dataverse, (claims) => administrator(claims, tenant, organizationUrl)),
  ]);
  const all = [
    ok(describeCredential(settings.credential)),
    ...[graph, powerPlatform, dataverse].map(({ finding }) => finding),
    ...findings,
  ];
  return IDS.map((id, index) => named(id, all[index] ?? unknown("")));
}

/** Ids stay for ever: pipelines look for them. */
export const CHECK_TITLES = {
  credentials: "There is one whole set of credentials.",
  "token-graph": "Entra gives a token for Microsoft Graph.",
  "token-power-platform": "Entra gives a token for the Power Platform admin API.",
  "token-dataverse": "Entra gives a token for the organization.",
  "graph-permissions": "The Microsoft Graph permissions that deployments need are granted.",
  "graph-users": "Microsoft Graph shows users.",
  "graph-licences": "Microsoft Graph shows the tenant's licences.",
  "management-application":
    "The Power Platform admin API takes the application (admin management application).",
  environment: "The environment is there, and not in administration mode.",
  "application-user": "The organization knows the application (application user).",
  "system-administrator": "The application user has the role System Administrator.",
} as const;

const IDS = Object.keys(CHECK_TITLES) as readonly (keyof typeof CHECK_TITLES)[];

function named(id: keyof typeof CHECK_TITLES, finding: Finding): DoctorCheck {
  return { id, title: CHECK_TITLES[id], ...finding };
}

interface SignedIn {
  readonly finding: Finding;
  readonly claims?: Claims | undefined;
}

async function claimsFrom(token: Promise<string>): Promise<SignedIn> {
  try {
    return { finding: ok(), claims: claimsOf(await token) };
  } catch (error) {
    return { finding: refusal(error) };
  }
}

async function asked(ask: () => Promise<Finding>): Promise<Finding> {
  try {
    return await ask();
  } catch (error) {
    return refusal(error);
  }
}

/** The remedy is part of the message, and is told apart here. */
function refusal(error: unknown): Finding {
  if (!(error instanceof ServiceError)) throw error;
  const { message, remedy } = error;
  return failed(remedy === "" ? message : message.replace(remedy, "").trim(), remedy);
}

async function environment(
  reference: Parameters<typeof findEnvironment>[0],
  tenant: Tenant,
): Promise<Finding> {
  const found = await findEnvironment(reference, tenant.powerPlatform);
  if (!found.ok) return failed(found.problem.message, found.problem.remedy);
  const { displayName, environmentId, administrationMode } = found.environment;
  if (!administrationMode) return ok(`${displayName} (${environmentId})`);
  return failed(
    `${displayName} is in administration mode.`,
    "Turn administration mode off in the Power Platform admin center.",
  );
}

/** Directly, or by a team. */
async function administrator(
  claims: Claims | undefined,
  tenant: Tenant,
  organizationUrl: string,
): Promise<Finding> {
  const objectId = claims?.objectId;
  if (objectId === undefined) return unknown("The token does not say who signs in.");
  const dataverse = tenant.dataverse(organizationUrl);
  const user = (await dataverse.systemUsers([objectId])).get(objectId);
  if (user === undefined) {
    return unknown("The organization shows no user of the one who signs in.");
  }
  const roles = user.roles.map(({ name }) => name).sort();
  const held = roles.length === 0 ? "no role" : wordList(roles);
  if (user.roles.some(isSystemAdministrator)) return ok(held);
  const teams = await dataverse.installation.teamsOf(user.systemUserId);
  const team = teams.find((one) => one.roles.some(isSystemAdministrator));
  if (team !== undefined) return ok(`by the team ${team.name}`);
  return failed(
    `It has ${held}.`,
    "Give the application user the role System Administrator (Power Platform admin center > Environments > Settings > Users + permissions > Application users).",
  );
}
