import { expect } from "chai";
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
});
