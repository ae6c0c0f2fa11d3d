import { expect } from "chai";
import type { ServicePlan } from "../state/model";
import { TestClient, type TestAnswer } from "../testing/client";

const salesEnterprise = "1e1a282c-9c54-43a2-9310-98ef728faace";
const salesEnterprisePlan = "2da8e897-7791-486b-b08f-cc63c8129df7";
const powerApps = "b30411f5-fea1-4a59-9ad9-3db7c7ead579";

interface GraphError {
  error: { code: string; message: string };
}

describe("Graph licences", () => {
  let client: TestClient;
  let joni: string;

  before(async () => {
    client = await TestClient.start();
  });

  beforeEach(async () => {
    await client.reset();
    joni = await create("joni");
  });

  after(async () => {
    await client.close();
  });

  async function create(alias: string, usageLocation: string | null = "US"): Promise<string> {
    const { body } = await client.graph("POST", "/users", {
      accountEnabled: true,
      displayName: alias,
      mailNickname: alias,
      userPrincipalName: `${alias}@contoso.onmicrosoft.com`,
      passwordProfile: { password: "Sandbox-1234" },
      usageLocation,
    });
    return (body as { id: string }).id;
  }

  async function assign(user: string, add: string[], remove: string[] = []): Promise<TestAnswer> {
    return client.graph("POST", `/users/${user}/assignLicense`, {
      addLicenses: add.map((skuId) => ({ skuId, disabledPlans: [] })),
      removeLicenses: remove,
    });
  }

  async function consumed(skuId: string): Promise<number> {
    const { body } = await client.graph("GET", "/subscribedSkus");
    return (body as { value: { skuId: string; consumedUnits: number }[] }).value.find(
      (sku) => sku.skuId === skuId,
    )!.consumedUnits;
  }

  function expectRefusal(answer: TestAnswer, message: string): void {
    expect(answer.status).to.equal(400);
    expect((answer.body as GraphError).error).to.include({ code: "Request_BadRequest", message });
  }

  it("are shown on the user once assigned, and take a seat", async () => {
    const before = await consumed(salesEnterprise);
    const answer = await assign(joni, [salesEnterprise]);
    expect(answer.status).to.equal(200);
    const { assignedLicenses, assignedPlans } = answer.body as {
      assignedLicenses: unknown;
      assignedPlans: { servicePlanId: string; capabilityStatus: string }[];
    };
    expect(assignedLicenses).to.deep.equal([{ disabledPlans: [], skuId: salesEnterprise }]);
    expect(assignedPlans[0]).to.include({ servicePlanId: salesEnterprisePlan, capabilityStatus: "Enabled" });
    expect(await consumed(salesEnterprise)).to.equal(before + 1);
  });

  it("say since when and from where each one is", async () => {
    const diego = client.sandbox.store.userByPrincipalName("diego.siciliani@contoso.onmicrosoft.com")!;
    await assign(diego.id, [powerApps]);
    const { body } = await client.graph(
      "GET",
      `/users/${diego.id}?$select=licenseAssignmentStates,assignedLicenses`,
    );
    const { licenseAssignmentStates, assignedLicenses } = body as {
      licenseAssignmentStates: { skuId: string; assignedByGroup: string | null; state: string }[];
      assignedLicenses: { skuId: string }[];
    };
    const states = licenseAssignmentStates.filter((state) => state.skuId === powerApps);
    expect(states.map((state) => state.assignedByGroup === null)).to.have.members([true, false]);
    expect(states.every((state) => state.state === "Active")).to.equal(true);
    expect(assignedLicenses.filter((license) => license.skuId === powerApps)).to.have.length(1);
  });

  it("can be assigned twice, and taken away once", async () => {
    await assign(joni, [salesEnterprise]);
    const seats = await consumed(salesEnterprise);
    expect((await assign(joni, [salesEnterprise])).status).to.equal(200);
    expect(await consumed(salesEnterprise)).to.equal(seats);
    expect((await assign(joni, [], [salesEnterprise])).status).to.equal(200);
    expectRefusal(await assign(joni, [], [salesEnterprise]), "User does not have a corresponding license.");
    expect(await consumed(salesEnterprise)).to.equal(seats - 1);
  });

  it("are refused without a usage location", async () => {
    const nowhere = await create("nowhere", null);
    expectRefusal(
      await assign(nowhere, [salesEnterprise]),
      "License assignment cannot be done for user with invalid usage location.",
    );
  });

  it("are refused when no seat is left, and given again when a holder is deleted", async () => {
    const sku = client.sandbox.store.get("skus", salesEnterprise)!;
    client.sandbox.store.put("skus", sku.skuId, { ...sku, enabled: await consumed(salesEnterprise) });
    expectRefusal(
      await assign(joni, [salesEnterprise]),
      `Subscription with SKU ${salesEnterprise} does not have any available licenses.`,
    );
    await client.graph("DELETE", "/users/adele.vance@contoso.onmicrosoft.com");
    expect((await assign(joni, [salesEnterprise])).status).to.equal(200);
  });

  it("come back with a restored user while there are seats", async () => {
    await assign(joni, [salesEnterprise]);
    const seats = await consumed(salesEnterprise);
    await client.graph("DELETE", `/users/${joni}`);
    expect(await consumed(salesEnterprise)).to.equal(seats - 1);
    await client.graph("POST", `/directory/deletedItems/${joni}/restore`);
    expect(await consumed(salesEnterprise)).to.equal(seats);
  });

  it("cannot be taken from a user who has them from a group", async () => {
    expectRefusal(
      await assign("diego.siciliani@contoso.onmicrosoft.com", [], [powerApps]),
      "User license is inherited from a group membership and it cannot be removed directly from the user.",
    );
  });

  it("are refused for a SKU that the tenant does not have, and then none of the request is done", async () => {
    const unknown = "00000000-0000-4000-8000-000000000000";
    expectRefusal(
      await assign(joni, [salesEnterprise, unknown]),
      `License ${unknown} does not correspond to a valid company License.`,
    );
    expect(client.sandbox.store.get("users", joni)?.licenses).to.deep.equal([]);
  });

  it("are refused when their plans exclude one another, or lack one that they depend on", async () => {
    const { store } = client.sandbox;
    const plans = (skuId: string, changes: Partial<ServicePlan>): void => {
      const sku = store.get("skus", skuId)!;
      store.put("skus", skuId, {
        ...sku,
        servicePlans: sku.servicePlans.map((plan) => ({ ...plan, ...changes })),
      });
    };
    plans(powerApps, { excludes: [salesEnterprisePlan] });
    const { servicePlanId } = store.get("skus", powerApps)!.servicePlans[0]!;
    await assign(joni, [salesEnterprise]);
    expectRefusal(
      await assign(joni, [powerApps]),
      `License assignment failed because service plans ${servicePlanId} and ${salesEnterprisePlan} are mutually exclusive.`,
    );
    plans(powerApps, { excludes: [], dependsOn: [salesEnterprisePlan] });
    expect((await assign(joni, [powerApps])).status).to.equal(200);
    // Taking away what something else depends on is the same refusal.
    expectRefusal(
      await assign(joni, [], [salesEnterprise]),
      `License assignment failed because service plan ${servicePlanId} depends on the service plan(s) ${salesEnterprisePlan}`,
    );
    expect((await assign(joni, [], [salesEnterprise, powerApps])).status).to.equal(200);
  });

  it("show a plan that is switched off as disabled, and switch it on again when assigned anew", async () => {
    const statusOf = async (): Promise<string> => {
      const { body } = await client.graph("GET", `/users/${joni}/licenseDetails`);
      return (body as { value: { servicePlans: { provisioningStatus: string }[] }[] }).value[0]!
        .servicePlans[0]!.provisioningStatus;
    };
    const disabledPlans = [salesEnterprisePlan.toUpperCase()];
    const body = { addLicenses: [{ skuId: salesEnterprise, disabledPlans }], removeLicenses: [] };
    expect((await client.graph("POST", `/users/${joni}/assignLicense`, body)).status).to.equal(200);
    expect(await statusOf()).to.equal("Disabled");
    await assign(joni, [salesEnterprise]);
    expect(await statusOf()).to.equal("Success");
  });

  it("need both lists", async () => {
    const answer = await client.graph("POST", `/users/${joni}/assignLicense`, { addLicenses: [] });
    expectRefusal(
      answer,
      "One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: removeLicenses.",
    );
  });

  it("have details with part number and plans", async () => {
    await assign(joni, [salesEnterprise]);
    const { body } = await client.graph("GET", `/users/${joni}/licenseDetails`);
    const [detail] = (
      body as { value: { skuPartNumber: string; servicePlans: { servicePlanId: string }[] }[] }
    ).value;
    expect(detail?.skuPartNumber).to.equal("DYN365_ENTERPRISE_SALES");
    expect(detail?.servicePlans[0]?.servicePlanId).to.equal(salesEnterprisePlan);
  });

  it("are listed as subscribed SKUs with seats and status", async () => {
    const { body } = await client.graph("GET", "/subscribedSkus");
    const sales = (body as { value: Record<string, unknown>[] }).value.find(
      (sku) => sku.skuId === salesEnterprise,
    );
    expect(sales).to.include({
      skuPartNumber: "DYN365_ENTERPRISE_SALES",
      capabilityStatus: "Enabled",
      appliesTo: "User",
      id: `${client.sandbox.status.tenantId}_${salesEnterprise}`,
    });
    expect(sales?.prepaidUnits).to.deep.equal({ enabled: 25, lockedOut: 0, suspended: 0, warning: 0 });
    expect((await client.graph("GET", "/subscribedSkus?$filter=skuId eq 'x'")).status).to.equal(501);
  });
});
