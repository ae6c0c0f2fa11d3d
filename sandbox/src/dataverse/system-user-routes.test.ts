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

  const setting = (orgSettings: Record<string, string>): void => {
    const environment = client.sandbox.store.get("environments", seedIds.environmentId)!;
    client.sandbox.store.put("environments", seedIds.environmentId, { ...environment, orgSettings });
  };
  const user = (id: string): SystemUser => client.sandbox.store.get("systemusers", id)!;
  const patch = (id: string, change: object, headers: Record<string, string> = {}): Promise<TestAnswer> =>
    dataverse(client, "PATCH", `systemusers(${id})`, change, { "If-Match": "*", ...headers });

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

    it("to another business unit keeps the roles where the organization owns records across units", async () => {
      const unit = { "businessunitid@odata.bind": `/businessunits(${seedIds.childBusinessUnitId})` };
      setting({ DoNotRemoveRolesOnChangeBusinessUnit: "true", EnableOwnershipAcrossBusinessUnits: "true" });
      const { roles } = user(adele);
      await patch(adele, unit);
      expect(user(adele)).to.deep.include({ businessunitid: seedIds.childBusinessUnitId, roles });
      // The second setting means nothing without the first (Power Platform admin guide).
      setting({ DoNotRemoveRolesOnChangeBusinessUnit: "true" });
      const megan = seededSystemUserId("megan.bowen");
      await patch(megan, unit);
      expect(user(megan).roles).to.deep.equal([]);
    });
  });

  it("set and clear a single column", async () => {
    const path = `systemusers(${adele})/jobtitle`;
    expect((await dataverse(client, "PUT", path, { value: "Seller" })).status).to.equal(204);
    expect(user(adele).columns.jobtitle).to.equal("Seller");
    expect((await dataverse(client, "DELETE", path)).status).to.equal(204);
    expect(user(adele).columns.jobtitle).to.equal(null);
    expect(
      refusal(await dataverse(client, "PUT", `systemusers(${adele})/islicensed`, { value: true })),
    ).to.equal("400 0x80041d4c");
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

    it("is refused while the account is among the deleted ones, and where deletion is switched off", async () => {
      const account = client.sandbox.store.get("users", seededObjectId("adele.vance"))!;
      client.sandbox.store.put("users", account.id, { ...account, deletedDateTime: "2026-01-01T00:00:00Z" });
      const answer = await remove(adele);
      expect(refusal(answer)).to.equal("400 0x80048359");
      expect(messageOf(answer)).to.contain("Please permanently delete user in Azure first.");
      setting({ EnableSystemUserDelete: "false" });
      expect(refusal(await remove(adele))).to.equal("400 0x80040800");
    });

    it("takes the row of the etag only", async () => {
      const answer = await dataverse(client, "DELETE", `systemusers(${adele})`, undefined, {
        "If-Match": 'W/"1"',
      });
      expect(refusal(answer)).to.equal("412 0x80060882");
    });
  });
});
