import { expect } from "chai";
import { seedIds } from "../seed/ids";
import { TestClient } from "../testing/client";
import { dataverse, rootRoleId, seededObjectId, seededSystemUserId, type Row } from "../testing/dataverse";

const adele = seededSystemUserId("adele.vance");
const salesperson = rootRoleId("Salesperson");

describe("RetrieveAadUserRoles", () => {
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

  const get = (path: string, headers: Record<string, string> = {}) =>
    dataverse(client, "GET", path, undefined, headers);

  it("gives roles held directly and through teams of Entra groups", async () => {
    const { store } = client.sandbox;
    const [team] = store.all("teams");
    const through = rootRoleId("Sales Manager");
    store.put("teams", "7d3b6a51-1c5e-4a3f-9d2b-3c0f5e8a1d0a", {
      ...team!,
      teamid: "7d3b6a51-1c5e-4a3f-9d2b-3c0f5e8a1d0a",
      teamtype: 2,
      isdefault: false,
      members: [adele],
      roles: [through],
    });
    const { body } = await get(
      `RetrieveAadUserRoles(DirectoryObjectId=${seededObjectId("adele.vance")})?$select=name,_parentrootroleid_value`,
    );
    expect((body as { value: Row[] }).value.map((row) => row.roleid)).to.have.members([salesperson, through]);
  });

  it("gives none for somebody who has no row yet", async () => {
    const { body } = await get(`RetrieveAadUserRoles(DirectoryObjectId=${seededObjectId("lynne.robbins")})`);
    expect((body as { value: Row[] }).value).to.deep.equal([]);
  });

  it("gives those of a group's team to somebody who has no row yet", async () => {
    const { store } = client.sandbox;
    const group = store.get("groups", seedIds.licensingGroupId)!;
    store.put("groups", group.id, { ...group, members: [seededObjectId("lynne.robbins")] });
    const [team] = store.all("teams");
    store.put("teams", group.id, {
      ...team!,
      teamid: group.id,
      teamtype: 2,
      isdefault: false,
      roles: [salesperson],
      columns: { azureactivedirectoryobjectid: group.id },
    });
    const { body } = await get(`RetrieveAadUserRoles(DirectoryObjectId=${seededObjectId("lynne.robbins")})`);
    expect((body as { value: Row[] }).value.map((row) => row.name)).to.deep.equal(["Salesperson"]);
  });
});

describe("RetrieveOrganizationResources", () => {
  it("counts the non-interactive users, application users not among them", async () => {
    const client = await TestClient.start({ settings: { maxNonInteractiveUsers: 5 } });
    try {
      const { body } = await dataverse(client, "GET", "RetrieveOrganizationResources()");
      // Of the seeded people one is non-interactive and three are not.
      expect((body as Row).OrganizationResources).to.deep.include({
        CurrentNumberOfNonInteractiveUsers: 1,
        MaxNumberOfNonInteractiveUsers: 5,
        CurrentNumberOfActiveUsers: 3,
      });
    } finally {
      await client.close();
    }
  });
});
