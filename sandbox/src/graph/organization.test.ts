import { expect } from "chai";
import { TestClient } from "../testing/client";

describe("Graph organization", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start();
  });

  beforeEach(async () => {
    await client.reset();
  });

  after(async () => {
    await client.close();
  });

  it("tells the domains that sign-in names may have, the first as the default one", async () => {
    const [tenant] = client.sandbox.store.all("tenants");
    client.sandbox.store.put("tenants", tenant!.id, {
      ...tenant!,
      verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
    });
    const { status, body } = await client.graph("GET", "/organization?$select=verifiedDomains");
    expect(status).to.equal(200);
    const { value } = body as { value: { verifiedDomains: { name: string; isDefault: boolean }[] }[] };
    expect(value.map((one) => Object.keys(one))).to.deep.equal([["verifiedDomains"]]);
    expect(value[0]?.verifiedDomains.map(({ name, isDefault }) => [name, isDefault])).to.deep.equal([
      ["contoso.onmicrosoft.com", true],
      ["contoso.com", false],
    ]);
  });

  it("refuses what it does not know of a tenant", async () => {
    expect((await client.graph("GET", "/organization?$select=marketingNotificationEmails")).status).to.equal(
      501,
    );
  });
});
