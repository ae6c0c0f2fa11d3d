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

describe("Dataverse writes of users", () => {
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
  const post = (body: object): Promise<TestAnswer> => dataverse(client, "POST", "systemusers", body);

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

  describe("PATCH", () => {
    it("answers 204 with the row's address, and gives the row a new etag", async () => {
      const before = user(adele).versionnumber;
      const { status, headers, body } = await patch(adele, { jobtitle: "Seller" });
      expect(status).to.equal(204);
      expect(body).to.equal(undefined);
      expect(headers["odata-entityid"]).to.equal(`${client.sandbox.url}/api/data/v9.2/systemusers(${adele})`);
      expect(user(adele).columns.jobtitle).to.equal("Seller");
      expect(user(adele).versionnumber).to.be.greaterThan(before);
    });

    it("answers with the row when the client prefers that", async () => {
      const answer = await dataverse(
        client,
        "PATCH",
        `systemusers(${adele})?$select=fullname,lastname`,
        { lastname: "Vance-Miller" },
        { Prefer: "return=representation" },
      );
      expect(answer.status).to.equal(200);
      expect(answer.headers["preference-applied"]).to.equal("return=representation");
      expect(answer.body).to.deep.include({ lastname: "Vance-Miller", fullname: "Adele Vance-Miller" });
      expect(answer.body).not.to.have.property("accessmode");
    });

    it("changes the row of the etag only", async () => {
      const etag = `W/"${user(adele).versionnumber}"`;
      expect((await patch(adele, { jobtitle: "a" }, { "If-Match": etag })).status).to.equal(204);
      const late = await patch(adele, { jobtitle: "b" }, { "If-Match": etag });
      expect(refusal(late)).to.equal("412 0x80060882");
      expect(user(adele).columns.jobtitle).to.equal("a");
    });

    it("with If-None-Match: * makes no change to a row that exists", async () => {
      const answer = await dataverse(
        client,
        "PATCH",
        `systemusers(${adele})`,
        { jobtitle: "a" },
        { "If-None-Match": "*" },
      );
      expect(refusal(answer)).to.equal("412 0x80040237");
      expect(messageOf(answer)).to.equal("A record with matching key values already exists.");
    });

    it("with If-Match: * makes no row", async () => {
      expect(refusal(await patch(rootRoleId("Salesperson"), { jobtitle: "a" }))).to.equal("404 0x80040217");
    });

    it("without If-Match makes the row that is missing", async () => {
      const principal = [...client.sandbox.store.all("servicePrincipals")][0]!;
      const id = "5f0c1a2b-7d3e-4c4f-8a9b-1c2d3e4f5a6b";
      client.sandbox.store.put("servicePrincipals", id, { ...principal, id, appId: id });
      const { status } = await dataverse(client, "PATCH", `systemusers(${id})`, {
        applicationid: id,
        "businessunitid@odata.bind": `businessunits(${seedIds.rootBusinessUnitId})`,
      });
      expect(status).to.equal(204);
      expect(user(id).applicationid).to.equal(id);
    });

    const refused = [
      [{ azureactivedirectoryobjectid: adele }, "400 0x80041d4f"],
      [{ islicensed: true }, "400 0x80041d4c"],
      [{ issyncwithdirectory: false }, "400 0x80041d4e"],
      [{ fullname: "x" }, "400 0x80048d19"],
      [{ createdon: "2024-01-01T00:00:00Z" }, "400 0x80048d19"],
      [{ _businessunitid_value: adele }, "400 0x80048d19"],
      [{ nmae: "x" }, "400 0x80048d19"],
      [{ constructor: "x" }, "400 0x80048d19"],
      [{ isdisabled: "yes" }, "400 0x80048d19"],
      [{ accessmode: "4" }, "400 0x80048d19"],
      [{ accessmode: 6 }, "400 0x8004431A"],
      [{ internalemailaddress: "x".repeat(101) }, "400 0x80044331"],
      [{ "businessunitid@odata.bind": `/businessunits(${adele})` }, "404 0x80040217"],
      [{ "businessunitid@odata.bind": "nowhere" }, "400 0x80060888"],
      [{ "positionid@odata.bind": `/positions(${adele})` }, "501 SandboxNotCovered"],
    ] as const;
    for (const [change, answer] of refused) {
      it(`is refused with ${answer}: ${JSON.stringify(change).slice(0, 60)}`, async () => {
        const before = user(adele);
        expect(refusal(await patch(adele, change))).to.equal(answer);
        expect(user(adele)).to.deep.equal(before);
      });
    }

    it("is refused with 0x80048d19 when its body is no JSON object", async () => {
      for (const body of ["", "{", "[]", "1"]) {
        const answer = await dataverse(client, "PATCH", `systemusers(${adele})`, body, {
          "Content-Type": "application/json",
        });
        expect(refusal(answer), body).to.equal("400 0x80048d19");
      }
    });

    it("to another business unit takes all roles away", async () => {
      const unit = seedIds.childBusinessUnitId;
      await patch(adele, { "businessunitid@odata.bind": `/businessunits(${unit})` });
      expect(user(adele)).to.deep.include({ businessunitid: unit, roles: [] });
    });
  });

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

  it("leave one enabled System Administrator", async () => {
    expect((await patch(megan, { isdisabled: true })).status).to.equal(204);
    expect(refusal(await patch(application, { isdisabled: true }))).to.equal("400 0x80041d2f");
  });

  describe("POST systemusers", () => {
    const appId = "0b7e0bd6-0f2e-4f0b-8d9c-0d4c7f1a2b3c";
    const unit = { "businessunitid@odata.bind": `/businessunits(${seedIds.rootBusinessUnitId})` };

    beforeEach(() => {
      client.sandbox.store.put("servicePrincipals", "1f0c1a2b-7d3e-4c4f-8a9b-1c2d3e4f5a6b", {
        id: "1f0c1a2b-7d3e-4c4f-8a9b-1c2d3e4f5a6b",
        appId,
        displayName: "Nightly import",
        permissions: [],
      });
    });

    it("makes an application user", async () => {
      const { status, headers } = await post({ applicationid: appId, ...unit });
      expect(status).to.equal(204);
      const id = /systemusers\(([\da-f-]{36})\)$/.exec(String(headers["odata-entityid"]))![1]!;
      expect(user(id)).to.deep.include({
        applicationid: appId,
        azureactivedirectoryobjectid: "1f0c1a2b-7d3e-4c4f-8a9b-1c2d3e4f5a6b",
        accessmode: 4,
        firstname: "#",
        fullname: "# Nightly import",
        islicensed: false,
        isdisabled: false,
        roles: [],
      });
    });

    const refused = [
      ["the application id is taken", { applicationid: seedIds.deployment.appId, ...unit }, "400 0x8004F511"],
      ["the application is unknown", { applicationid: adele, ...unit }, "400 0x80041d49"],
      ["it has no business unit", { applicationid: appId }, "400 0x80048d19"],
      ["it says who is licensed", { applicationid: appId, islicensed: true, ...unit }, "400 0x80041d4d"],
      ["it asks for another mode", { applicationid: appId, accessmode: 0, ...unit }, "400 0x80040d40"],
      ["it names nobody", unit, "400 0x80048d19"],
      ["the sign-in name is unknown", { domainname: "nobody@contoso.com", ...unit }, "400 0x80041d4b"],
      [
        "it would make a person's row",
        { domainname: "lynne.robbins@contoso.onmicrosoft.com", ...unit },
        "501 SandboxNotCovered",
      ],
    ] as const;
    for (const [why, body, answer] of refused) {
      it(`is refused when ${why}`, async () => {
        const before = [...client.sandbox.store.all("systemusers")].length;
        expect(refusal(await post(body))).to.equal(answer);
        expect([...client.sandbox.store.all("systemusers")]).to.have.length(before);
      });
    }
  });

  describe("DELETE", () => {
    const remove = (id: string): Promise<TestAnswer> => dataverse(client, "DELETE", `systemusers(${id})`);

    it("takes a user who is disabled and gone from Entra, and nobody else", async () => {
      expect(refusal(await remove(adele))).to.equal("400 0x80048356");
      await patch(adele, { isdisabled: true });
      expect(refusal(await remove(adele))).to.equal("400 0x80048359");
      client.sandbox.store.delete("users", seededObjectId("adele.vance"));
      expect((await remove(adele)).status).to.equal(204);
      expect(refusal(await remove(adele))).to.equal("404 0x80040217");
    });
  });
});
