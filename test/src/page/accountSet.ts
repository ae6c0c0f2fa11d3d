import type { TestClient } from "../../../sandbox/dist/testing/client";

const sales = "DYN365_ENTERPRISE_SALES";

/** One account as a deployment makes it. */
interface NewAccount {
  readonly alias: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  /** Access mode at the end: 0 Read-Write, 4 Non-interactive. */
  readonly accessMode?: 4;
}

const accounts: readonly NewAccount[] = [
  {
    alias: "bc.administrator",
    displayName: "BC Administrator",
    roles: ["System Administrator", "System Customizer", "Sales Manager"],
  },
  {
    alias: "bc.integration",
    displayName: "BC Integration",
    roles: [
      "Dynamics 365 Business Central Integration Administrator",
      "Dynamics 365 Business Central Integration User",
    ],
    accessMode: 4,
  },
  { alias: "anna.berg", displayName: "Anna Berg", roles: ["Salesperson"] },
  { alias: "ben.ortiz", displayName: "Ben Ortiz", roles: ["Salesperson"] },
  { alias: "carla.lindqvist", displayName: "Carla Lindqvist", roles: ["Salesperson"] },
];

/** Makes the account set of a connected Business Central with the requests of a deployment. */
export async function makeAccountSet(client: TestClient): Promise<void> {
  for (const account of accounts) await makeAccount(client, account);
}

async function makeAccount(client: TestClient, account: NewAccount): Promise<void> {
  const { sandbox } = client;
  const created = await client.graph("POST", "/users", {
    accountEnabled: true,
    displayName: account.displayName,
    mailNickname: account.alias,
    userPrincipalName: `${account.alias}@contoso.onmicrosoft.com`,
    usageLocation: "US",
    passwordProfile: { password: "8f3K-tulip-Quartz", forceChangePasswordNextSignIn: true },
  });
  const { id } = succeeded(created.status, created.body) as { id: string };
  const sku = [...sandbox.store.all("skus")].find(({ skuPartNumber }) => skuPartNumber === sales);
  await must(
    client.graph("POST", `/users/${id}/assignLicense`, {
      addLicenses: [{ skuId: sku?.skuId, disabledPlans: [] }],
      removeLicenses: [],
    }),
  );
  await must(
    client.send(
      "POST",
      `/powerplatform/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments/${sandbox.status.environmentId}/addUser?api-version=2023-06-01`,
      { as: "powerPlatform", body: { objectId: id } },
    ),
  );
  const systemUserId = sandbox.store.systemUserByObjectId(id)?.systemuserid ?? "";
  await must(client.send("POST", "/api/data/v9.2/$batch", grant(client, systemUserId, account.roles)));
  if (account.accessMode !== undefined) {
    await must(
      client.send("PATCH", `/api/data/v9.2/systemusers(${systemUserId})`, {
        as: "dataverse",
        body: { accessmode: account.accessMode },
      }),
    );
  }
}

/** A batch that assigns roles of the root business unit. */
function grant({ sandbox }: TestClient, systemUserId: string, roles: readonly string[]): object {
  const root = [...sandbox.store.all("businessunits")].find((unit) => unit.parentbusinessunitid === null);
  const parts = roles.map((name) => {
    const role = [...sandbox.store.all("roles")].find(
      (one) => one.name === name && one.businessunitid === root?.businessunitid,
    );
    return [
      "--grant",
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "",
      `POST ${sandbox.url}/api/data/v9.2/systemusers(${systemUserId})/systemuserroles_association/$ref HTTP/1.1`,
      "Content-Type: application/json",
      "",
      JSON.stringify({ "@odata.id": `${sandbox.url}/api/data/v9.2/roles(${role?.roleid ?? name})` }),
      "",
    ].join("\r\n");
  });
  return {
    as: "dataverse",
    headers: { "content-type": "multipart/mixed; boundary=grant" },
    body: `${parts.join("")}--grant--\r\n`,
  };
}

async function must(answer: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await answer;
  succeeded(status, body);
}

function succeeded(status: number, body: unknown): unknown {
  if (status < 300) return body;
  throw new Error(`The sandbox answered ${status}: ${JSON.stringify(body)}`);
}
