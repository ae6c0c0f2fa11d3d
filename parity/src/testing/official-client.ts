import { ClientSecretCredential } from "@azure/identity";
import { Client, GraphError, PageIterator, type PageCollection } from "@microsoft/microsoft-graph-client";
import { TokenCredentialAuthenticationProvider } from "@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials";

/** Where the program finds its tenant. */
export interface ClientSettings {
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly graph: string;
  readonly skuId: string;
  readonly domain: string;
}

/** What Microsoft's own client has made of the answers. */
export interface ClientReport {
  readonly created: Readonly<Record<string, unknown>>;
  readonly selected: Readonly<Record<string, unknown>>;
  readonly found: readonly string[];
  /** Sign-in names that its page iterator went through, in pages of two. */
  readonly iterated: readonly string[];
  readonly batch: Readonly<Record<string, number>>;
  readonly licenses: readonly string[];
  readonly plans: number;
  /** How many SKUs the tenant has. */
  readonly skus: number;
  readonly refusal: Readonly<Record<string, unknown>>;
  readonly gone: Readonly<Record<string, unknown>>;
}

/** The life of one account, through @microsoft/microsoft-graph-client as its users call it. */
async function lifeOfAnAccount(settings: ClientSettings): Promise<ClientReport> {
  const { authority, tenantId, clientId, clientSecret, graph, skuId, domain } = settings;
  const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, {
    authorityHost: authority,
    disableInstanceDiscovery: true,
  });
  const client = Client.initWithMiddleware({
    baseUrl: graph,
    customHosts: new Set([new URL(graph).hostname]),
    authProvider: new TokenCredentialAuthenticationProvider(credential, { scopes: [`${graph}/.default`] }),
  });

  const signInName = `official.client@${domain}`;
  const created = (await client.api("/users").post({
    accountEnabled: true,
    displayName: "Official Client",
    mailNickname: "official.client",
    userPrincipalName: signInName,
    usageLocation: "US",
    passwordProfile: { forceChangePasswordNextSignIn: false, password: `Aa1!${crypto.randomUUID()}` },
  })) as Record<string, unknown>;
  const user = `/users/${String(created.id)}`;
  await client.api(user).update({ jobTitle: "Tester" });
  const selected = (await client.api(user).select(["jobTitle", "usageLocation"]).get()) as Record<
    string,
    unknown
  >;
  const filtered = (await client
    .api("/users")
    .filter(`userPrincipalName eq '${signInName}'`)
    .select("userPrincipalName")
    .get()) as PageCollection;

  const iterated: string[] = [];
  const first = (await client.api("/users").top(2).select("userPrincipalName").get()) as PageCollection;
  await new PageIterator(client, first, (item: { userPrincipalName: string }) => {
    iterated.push(item.userPrincipalName);
    return true;
  }).iterate();

  await client
    .api(`${user}/assignLicense`)
    .post({ addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] });
  const details = (await client.api(`${user}/licenseDetails`).get()) as PageCollection;
  const licenses = details.value as { skuPartNumber: string; servicePlans: unknown[] }[];

  const skus = (await client.api("/subscribedSkus").get()) as PageCollection;

  const answer = (await client.api("/$batch").post({
    requests: [
      { id: "1", method: "GET", url: user },
      { id: "2", method: "GET", url: "/users/nobody@nowhere.invalid" },
      { id: "3", method: "GET", url: "/subscribedSkus", dependsOn: ["1"] },
    ],
  })) as { responses: { id: string; status: number }[] };

  const refusal = await refused(() =>
    client
      .api(`${user}/assignLicense`)
      .post({ addLicenses: [], removeLicenses: ["00000000-0000-4000-8000-000000000001"] }),
  );
  await client.api(user).delete();
  return {
    created,
    selected,
    found: filtered.value.map((row: { userPrincipalName: string }) => row.userPrincipalName),
    iterated,
    batch: Object.fromEntries(answer.responses.map(({ id, status }) => [id, status])),
    licenses: licenses.map(({ skuPartNumber }) => skuPartNumber),
    plans: licenses[0]?.servicePlans.length ?? 0,
    skus: skus.value.length,
    refusal,
    gone: await refused(() => client.api(user).get()),
  };
}

/** The fields of the error that the client makes of a refusal. */
async function refused(call: () => Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await call();
    return {};
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const { statusCode, code, message, requestId } = error;
    return { statusCode, code, message, requestId };
  }
}

void lifeOfAnAccount(JSON.parse(process.argv[2] ?? "{}") as ClientSettings).then((report) => {
  process.stdout.write(JSON.stringify(report));
});
