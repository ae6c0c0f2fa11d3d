import { expect } from "chai";
import { seedIds } from "../seed/ids";
import type { SystemUser } from "../state/model";
import { TestClient, type TestAnswer } from "../testing/client";
import {
  dataverse,
  messageOf,
  refusal,
  rootRoleId,
  seededObjectId,
  seededSystemUserId,
} from "../testing/dataverse";

const adele = seededSystemUserId("adele.vance");
const megan = seededSystemUserId("megan.bowen");
const dataExport = seededSystemUserId("data.export");
const application = seedIds.deployment.systemUserId;

describe("The rules of system users", () => {
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

  const user = (id: string): SystemUser => client.sandbox.store.get("systemusers", id)!;
  const byHand = (id: string, columns: Partial<SystemUser>): void => {
    client.sandbox.store.put("systemusers", id, { ...user(id), ...columns });
  };
  const patch = (id: string, change: object, headers: Record<string, string> = {}): Promise<TestAnswer> =>
    dataverse(client, "PATCH", `systemusers(${id})`, change, { "If-Match": "*", ...headers });
  /** Enabled people in access mode Non-interactive, besides the seeded one. */
  function addNonInteractive(count: number): void {
    for (let index = 1; index <= count; index += 1) {
      const id = `00000000-0000-4000-8000-00000000000${index}`;
      client.sandbox.store.put("systemusers", id, {
        ...user(dataExport),
        systemuserid: id,
        azureactivedirectoryobjectid: null,
      });
    }
  }

  describe("the access mode", () => {
    it("is set to Non-interactive", async () => {
      expect((await patch(adele, { accessmode: 4 })).status).to.equal(204);
      expect(user(adele).accessmode).to.equal(4);
    });

    it("can be Non-interactive for seven users, application users not counted", async () => {
      addNonInteractive(5);
      expect((await patch(adele, { accessmode: 4 })).status).to.equal(204);
      const eighth = await patch(seededSystemUserId("alex.wilber"), { accessmode: 4 });
      expect(eighth.status).to.equal(400);
      expect(messageOf(eighth)).to.contain("maximum number of non-interactive users");
      expect(user(seededSystemUserId("alex.wilber")).accessmode).to.equal(0);
    });

    it("does not count users who are disabled, until they are enabled", async () => {
      addNonInteractive(6);
      byHand(dataExport, { isdisabled: true });
      expect((await patch(adele, { accessmode: 4 })).status).to.equal(204);
      expect(messageOf(await patch(dataExport, { isdisabled: false }))).to.contain("maximum number");
    });

    it("has the limit of the settings", async () => {
      client.sandbox.settings.maxNonInteractiveUsers = 1;
      expect((await patch(adele, { accessmode: 4 })).status).to.equal(400);
    });

    it("of an application user cannot be changed", async () => {
      expect(refusal(await patch(application, { accessmode: 0 }))).to.equal("400 0x80040d40");
    });

    it("is not Read for the last administrator who can write", async () => {
      const administrator = rootRoleId("System Administrator");
      byHand(application, { roles: [administrator], accessmode: 2 });
      expect(refusal(await patch(megan, { accessmode: 2 }))).to.equal("400 0x80041d38");
      byHand(adele, { roles: [administrator] });
      expect((await patch(megan, { accessmode: 2 })).status).to.equal(204);
    });

    it("is refused for the only user with Full access", async () => {
      for (const alias of ["megan.bowen", "alex.wilber"])
        byHand(seededSystemUserId(alias), { accessmode: 2 });
      expect(refusal(await patch(adele, { accessmode: 4 }))).to.equal("400 0x80040d38");
    });
  });

  describe("enabling", () => {
    it("takes back what disabling did", async () => {
      expect((await patch(adele, { isdisabled: true })).status).to.equal(204);
      expect(user(adele).isdisabled).to.equal(true);
      expect((await patch(adele, { isdisabled: false })).status).to.equal(204);
      expect(user(adele).isdisabled).to.equal(false);
    });

    it("is refused without a licence, unless the user is Non-interactive", async () => {
      const account = client.sandbox.store.get("users", seededObjectId("adele.vance"))!;
      client.sandbox.store.put("users", account.id, { ...account, licenses: [] });
      expect(refusal(await patch(adele, { isdisabled: false, jobtitle: "x" }))).to.equal("400 0x8004D24C");
      expect((await patch(adele, { accessmode: 4, isdisabled: false })).status).to.equal(204);
      expect(user(adele)).to.deep.include({ isdisabled: false, islicensed: false });
    });

    it("is refused for an account that is blocked or deleted in Entra", async () => {
      const account = client.sandbox.store.get("users", seededObjectId("adele.vance"))!;
      client.sandbox.store.put("users", account.id, { ...account, accountEnabled: false });
      expect(refusal(await patch(adele, { isdisabled: false }))).to.equal("400 0x80048357");
    });
  });

  it("leave one enabled user with Full access", async () => {
    byHand(megan, { accessmode: 2 });
    byHand(seededSystemUserId("alex.wilber"), { accessmode: 2 });
    expect(refusal(await patch(adele, { isdisabled: true }))).to.equal("400 0x80040d39");
  });

  it("leave the identity of an application user alone", async () => {
    expect(refusal(await patch(application, { domainname: "other@contoso.com" }))).to.equal("400 0x80041d48");
    expect(refusal(await patch(application, { applicationid: adele }))).to.equal("400 0x80041d48");
    expect(refusal(await patch(adele, { applicationid: adele }))).to.equal("400 0x80048d19");
    expect((await patch(application, { lastname: "Deployment" })).status).to.equal(204);
  });

  it("leave one enabled System Administrator", async () => {
    expect((await patch(megan, { isdisabled: true })).status).to.equal(204);
    expect(refusal(await patch(application, { isdisabled: true }))).to.equal("400 0x80041d2f");
  });
});
