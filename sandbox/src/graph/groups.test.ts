import { expect } from "chai";
import { seedIds } from "../seed/ids";
import { TestClient, type TestAnswer } from "../testing/client";
import { seededObjectId } from "../testing/dataverse";

const salesEnterprise = "1e1a282c-9c54-43a2-9310-98ef728faace";
const powerApps = "b30411f5-fea1-4a59-9ad9-3db7c7ead579";
const lynne = seededObjectId("lynne.robbins");
const diego = seededObjectId("diego.siciliani");

interface State {
  skuId: string;
  assignedByGroup: string | null;
  state: string;
  error: string;
}

describe("Graph groups", () => {
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

  const sales = { displayName: "Sales", mailEnabled: false, mailNickname: "sales", securityEnabled: true };

  async function create(changes: object = {}): Promise<string> {
    const { status, body } = await client.graph("POST", "/groups", { ...sales, ...changes });
    expect(status).to.equal(201);
    return (body as { id: string }).id;
  }

  function reference(id: string): object {
    return { "@odata.id": `${client.sandbox.status.graph}/v1.0/directoryObjects/${id}` };
  }

  const add = (group: string, user: string): Promise<TestAnswer> =>
    client.graph("POST", `/groups/${group}/members/$ref`, reference(user));
  const remove = (group: string, user: string): Promise<TestAnswer> =>
    client.graph("DELETE", `/groups/${group}/members/${user}/$ref`);
  const license = (group: string, added: string[], removed: string[] = []): Promise<TestAnswer> =>
    client.graph("POST", `/groups/${group}/assignLicense`, {
      addLicenses: added.map((skuId) => ({ skuId, disabledPlans: [] })),
      removeLicenses: removed,
    });

  async function states(user: string): Promise<State[]> {
    const { body } = await client.graph("GET", `/users/${user}?$select=licenseAssignmentStates`);
    return (body as { licenseAssignmentStates: State[] }).licenseAssignmentStates;
  }

  async function members(group: string): Promise<string[]> {
    const { body } = await client.graph("GET", `/groups/${group}/members?$select=id`);
    return (body as { value: { id: string }[] }).value.map(({ id }) => id);
  }

  it("are created, found by name, changed and deleted for good", async () => {
    const id = await create();
    const found = await client.graph(
      "GET",
      "/groups?$filter=displayName eq 'sales'&$select=id,securityEnabled",
    );
    expect((found.body as { value: unknown }).value).to.deep.equal([{ id, securityEnabled: true }]);
    expect((await client.graph("PATCH", `/groups/${id}`, { description: "Sellers" })).status).to.equal(204);
    expect((await client.graph("GET", `/groups/${id}`)).body).to.include({ description: "Sellers" });
    expect((await client.graph("DELETE", `/groups/${id}`)).status).to.equal(204);
    expect((await client.graph("GET", `/groups/${id}`)).status).to.equal(404);
  });

  it("are refused without what a group needs, and with 501 for kinds that are not covered", async () => {
    const withoutName = await client.graph("POST", "/groups", { ...sales, displayName: undefined });
    expect(withoutName.status).to.equal(400);
    for (const changes of [{ groupTypes: ["Unified"] }, { mailEnabled: true }, { membershipRule: "x" }]) {
      expect((await client.graph("POST", "/groups", { ...sales, ...changes })).status).to.equal(501);
    }
    expect((await client.graph("GET", "/groups?$filter=mail eq 'x'")).status).to.equal(501);
    expect((await client.graph("GET", "/groups?$filter=displayName ne 'x'")).status).to.equal(501);
    expect((await client.graph("GET", "/groups?$filter=displayName eq 'not ne'")).status).to.equal(200);
  });

  it("take members once, and give them back once", async () => {
    const id = await create();
    expect((await add(id, lynne)).status).to.equal(204);
    const again = await add(id, lynne);
    expect(again.status).to.equal(400);
    expect((again.body as { error: { message: string } }).error.message).to.equal(
      "One or more added object references already exist for the following modified properties: 'members'.",
    );
    expect((await add(id, seedIds.organizationId)).status).to.equal(404);
    const bind = { "members@odata.bind": [(reference(diego) as { "@odata.id": string })["@odata.id"]] };
    expect((await client.graph("PATCH", `/groups/${id}`, bind)).status).to.equal(204);
    expect(await members(id)).to.deep.equal([lynne, diego]);
    expect((await remove(id, lynne)).status).to.equal(204);
    expect((await remove(id, lynne)).status).to.equal(404);
    expect(await members(id)).to.deep.equal([diego]);
  });

  it("show no deleted member, and forget one who is deleted for good", async () => {
    const id = await create();
    await add(id, lynne);
    await client.graph("DELETE", `/users/${lynne}`);
    expect(await members(id)).to.deep.equal([]);
    await client.graph("POST", `/directory/deletedItems/${lynne}/restore`);
    expect(await members(id)).to.deep.equal([lynne]);
    await client.graph("DELETE", `/users/${lynne}`);
    await client.graph("DELETE", `/directory/deletedItems/${lynne}`);
    expect(client.sandbox.store.get("groups", id)?.members).to.deep.equal([]);
  });

  it("give their licences to members some time later, also without a usage location", async () => {
    client.sandbox.settings.groupLicenseDelay = 60_000;
    const id = await create();
    await add(id, lynne);
    const answer = await license(id, [salesEnterprise]);
    expect(answer.status).to.equal(202);
    expect((answer.body as { assignedLicenses: unknown }).assignedLicenses).to.deep.equal([
      { disabledPlans: [], skuId: salesEnterprise },
    ]);
    const processing = async (): Promise<unknown> =>
      (await client.graph("GET", `/groups/${id}?$select=licenseProcessingState`)).body;
    expect(await processing()).to.deep.include({ licenseProcessingState: { state: "QueuedForProcessing" } });
    expect(await states(lynne)).to.deep.equal([]);
    client.sandbox.clock.advance(60_000);
    const [state] = await states(lynne);
    expect(state).to.include({ skuId: salesEnterprise, assignedByGroup: id, state: "Active", error: "None" });
    expect(await processing()).to.deep.include({ licenseProcessingState: { state: "ProcessingComplete" } });
  });

  it("let licences follow who joins and who leaves", async () => {
    const id = await create();
    await license(id, [salesEnterprise]);
    await add(id, diego);
    expect((await states(diego)).map(({ skuId }) => skuId)).to.include(salesEnterprise);
    await remove(id, diego);
    expect((await states(diego)).map(({ skuId }) => skuId)).not.to.include(salesEnterprise);
    // What he has from elsewhere stays.
    expect((await states(diego)).map(({ skuId }) => skuId)).to.include(powerApps);
  });

  it("take a licence from members when they lose it themselves", async () => {
    const taken = await license(seedIds.licensingGroupId, [], [powerApps]);
    expect(taken.status).to.equal(202);
    expect((await states(diego)).map(({ skuId }) => skuId)).not.to.include(powerApps);
    expect((await license(seedIds.licensingGroupId, [], [powerApps])).status).to.equal(400);
  });

  it("leave an error at members for whom no seat is left, until it is processed again", async () => {
    const { store } = client.sandbox;
    const sku = store.get("skus", salesEnterprise)!;
    store.put("skus", sku.skuId, { ...sku, enabled: store.seatsTaken(sku.skuId) });
    const id = await create();
    await add(id, lynne);
    expect((await license(id, [salesEnterprise])).status).to.equal(202);
    const [failed] = await states(lynne);
    expect(failed).to.include({ assignedByGroup: id, state: "Error", error: "CountViolation" });
    const licenses = await client.graph("GET", `/users/${lynne}?$select=assignedLicenses`);
    expect((licenses.body as { assignedLicenses: unknown }).assignedLicenses).to.deep.equal([]);
    const reprocess = (): Promise<TestAnswer> =>
      client.graph("POST", `/users/${lynne}/reprocessLicenseAssignment`);
    expect((await reprocess()).status).to.equal(400);
    store.put("skus", sku.skuId, sku);
    expect((await reprocess()).status).to.equal(200);
    expect((await states(lynne)).map(({ state, error }) => [state, error])).to.deep.equal([
      ["Active", "None"],
    ]);
  });

  it("cannot be deleted while they have licences", async () => {
    const { licensingGroupId } = seedIds;
    expect((await client.graph("DELETE", `/groups/${licensingGroupId}`)).status).to.equal(400);
    await license(licensingGroupId, [], [powerApps]);
    expect((await client.graph("DELETE", `/groups/${licensingGroupId}`)).status).to.equal(204);
  });

  it("are listed in pages", async () => {
    await create();
    const first = await client.graph("GET", "/groups?$top=1&$select=id");
    const next = (first.body as { "@odata.nextLink": string })["@odata.nextLink"];
    const second = await client.send("GET", next, { as: "graph" });
    const ids = [first, second].flatMap(({ body }) => (body as { value: { id: string }[] }).value);
    expect(ids).to.have.deep.members([...client.sandbox.store.all("groups")].map(({ id }) => ({ id })));
  });
});

describe("Graph service principals", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start();
  });

  after(async () => {
    await client.close();
  });

  it("are found by application id, as the azuread plug-in asks for its own", async () => {
    const { appId, objectId } = seedIds.deployment;
    const query = new URLSearchParams({ $filter: `appId eq '${appId}'` }).toString();
    const { body } = await client.graph("GET", `/servicePrincipals?${query}`);
    expect((body as { value: { id: string }[] }).value.map(({ id }) => id)).to.deep.equal([objectId]);
    for (const path of [`/servicePrincipals(appId='${appId}')`, `/servicePrincipals/${objectId}`]) {
      expect((await client.graph("GET", path)).body, path).to.include({ id: objectId, appId });
    }
    expect((await client.graph("GET", `/servicePrincipals/${appId}`)).status).to.equal(404);
  });

  it("are not a user: /me is refused", async () => {
    const { status, body } = await client.graph("GET", "/me");
    expect(status).to.equal(400);
    expect((body as { error: { message: string } }).error.message).to.include("delegated authentication");
  });
});
