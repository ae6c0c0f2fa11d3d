import { expect } from "chai";
import { seedIds } from "../seed/ids";
import { TestClient } from "../testing/client";
import { dataverse, refusal, rootRoleId, seededObjectId, seededSystemUserId } from "../testing/dataverse";

const adele = seededSystemUserId("adele.vance");
const salesperson = rootRoleId("Salesperson");

describe("The caller of the Dataverse Web API", () => {
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

  const own = (): string => seedIds.deployment.systemUserId;
  const change = (columns: object): void => {
    const row = client.sandbox.store.get("systemusers", own())!;
    client.sandbox.store.put("systemusers", own(), { ...row, ...columns });
  };

  it("is refused without a row in the environment", async () => {
    client.sandbox.store.delete("systemusers", own());
    expect(refusal(await get("WhoAmI"))).to.equal("403 0x80072560");
  });

  it("is refused without a role", async () => {
    change({ roles: [] });
    expect(refusal(await get("WhoAmI"))).to.equal("403 0x80042F09");
  });

  it("is refused when it is disabled", async () => {
    change({ isdisabled: true });
    expect(refusal(await get("WhoAmI"))).to.equal("403 0x80040225");
  });

  it("reads with any role, and writes as System Administrator only", async () => {
    change({ roles: [salesperson] });
    expect((await get("roles?$top=1")).status).to.equal(200);
    const answer = await dataverse(client, "PATCH", `systemusers(${adele})`, { jobtitle: "x" });
    expect(refusal(answer)).to.equal("403 0x80040220");
  });

  it("cannot act for somebody else", async () => {
    const answer = await get("WhoAmI", { CallerObjectId: seededObjectId("megan.bowen") });
    expect(refusal(answer)).to.equal("501 SandboxNotCovered");
  });
});
