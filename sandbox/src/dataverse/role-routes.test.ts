import { expect } from "chai";
import { seedIds } from "../seed/ids";
import type { Role } from "../state/model";
import { TestClient, type TestAnswer } from "../testing/client";
import { dataverse, refusal, rootRoleId, seededSystemUserId, type Row } from "../testing/dataverse";
import { recordedKeys } from "../testing/recorded-keys";
import { copyOf, grantsOf } from "../testing/roles";

const { rootBusinessUnitId, childBusinessUnitId } = seedIds;
const salesperson = rootRoleId("Salesperson");
const systemAdministrator = rootRoleId("System Administrator");

describe("Roles as rows", () => {
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

  const post = (body: object, headers: Record<string, string> = {}): Promise<TestAnswer> =>
    dataverse(client, "POST", "roles", body, headers);
  const patch = (role: string, body: object, headers: Record<string, string> = {}): Promise<TestAnswer> =>
    dataverse(client, "PATCH", `roles(${role})`, body, headers);
  const remove = (role: string): Promise<TestAnswer> => dataverse(client, "DELETE", `roles(${role})`);
  const unit = (id: string): object => ({ "businessunitid@odata.bind": `/businessunits(${id})` });
  const role = (id: string): Role | undefined => client.sandbox.store.get("roles", id);
  const named = (name: string): Role[] =>
    [...client.sandbox.store.all("roles")].filter((candidate) => candidate.name === name);

  /** Makes a role, and gives its id. */
  async function make(name: string, businessUnit: string = rootBusinessUnitId): Promise<string> {
    const { headers } = await post({ name, ...unit(businessUnit) });
    return /roles\(([\da-f-]{36})\)$/.exec(String(headers["odata-entityid"]))![1]!;
  }

  describe("when they are made", () => {
    it("answer with their address", async () => {
      const answer = await post({ name: "Test Role", ...unit(rootBusinessUnitId) });
      expect(answer.status).to.equal(204);
      const [root] = named("Test Role");
      expect(answer.headers["odata-entityid"]).to.equal(
        `${client.sandbox.url}/api/data/v9.2/roles(${root!.roleid})`,
      );
    });

    it("answer with the row where the client prefers that, with the recorded columns", async () => {
      const answer = await post(
        { name: "Test Role", ...unit(rootBusinessUnitId) },
        { Prefer: "return=representation" },
      );
      expect(answer.status).to.equal(201);
      const row = answer.body as Row;
      expect(Object.keys(row).filter((key) => !key.startsWith("@"))).to.have.members(recordedKeys.role);
      expect(row).to.deep.include({ name: "Test Role", ismanaged: false, isinherited: 1 });
      expect(row.modifiedon).to.equal(row.createdon);
    });

    it("grant the nine documented privileges", async () => {
      const id = await make("Test Role");
      expect(Object.keys(grantsOf(client, id))).to.have.members([
        "prvReadSharePointData",
        "prvReadSdkMessage",
        "prvWriteSharePointData",
        "prvReadSdkMessageProcessingStepImage",
        "prvReadSdkMessageProcessingStep",
        "prvReadPluginAssembly",
        "prvCreateSharePointData",
        "prvReadPluginType",
        "prvReadSharePointDocument",
      ]);
    });

    it("have a copy in each business unit below", async () => {
      const id = await make("Test Role");
      const copies = named("Test Role").filter((candidate) => candidate.roleid !== id);
      expect(copies).to.have.length(1);
      expect(copies[0]).to.include({
        businessunitid: childBusinessUnitId,
        parentroleid: id,
        parentrootroleid: id,
      });
    });

    it("have none above", async () => {
      const id = await make("Test Role", childBusinessUnitId);
      expect(named("Test Role")).to.have.length(1);
      expect(role(id)).to.include({ parentroleid: null, parentrootroleid: id });
    });

    it("need a name that is free in all of these business units, in any case", async () => {
      expect(refusal(await post({ name: "SALESPERSON", ...unit(rootBusinessUnitId) }))).to.equal(
        "400 0x80041403",
      );
      await make("Test Role", childBusinessUnitId);
      expect(refusal(await post({ name: "Test Role", ...unit(rootBusinessUnitId) }))).to.equal(
        "400 0x80041403",
      );
    });

    const refused = [
      [{ ...unit(rootBusinessUnitId) }, "400 0x80048d19"],
      [{ name: "Test Role" }, "400 0x80048d19"],
      [{ name: "", ...unit(rootBusinessUnitId) }, "400 0x80048d19"],
      [{ name: "x".repeat(101), ...unit(rootBusinessUnitId) }, "400 0x80044331"],
      [{ name: "Test Role", ...unit(salesperson) }, "404 0x80040217"],
      [{ name: "Test Role", ...unit(rootBusinessUnitId), nmae: "x" }, "400 0x80048d19"],
      [{ name: "Test Role", ...unit(rootBusinessUnitId), isinherited: 2 }, "400 0x80048d19"],
      [
        { name: "Test Role", ...unit(rootBusinessUnitId), canbedeleted: { Value: true } },
        "501 SandboxNotCovered",
      ],
    ] as const;
    for (const [body, answer] of refused) {
      it(`are refused with ${answer}: ${JSON.stringify(body).slice(0, 90)}`, async () => {
        expect(refusal(await post(body))).to.equal(answer);
      });
    }
  });

  describe("when they are renamed", () => {
    it("are with all their copies", async () => {
      const version = role(salesperson)!.versionnumber;
      expect((await patch(salesperson, { name: "Seller" })).status).to.equal(204);
      expect(named("Seller").map((found) => found.businessunitid)).to.have.members([
        rootBusinessUnitId,
        childBusinessUnitId,
      ]);
      expect(role(salesperson)!.versionnumber).to.be.greaterThan(version);
    });

    it("keep the name that is theirs already, and take no other's", async () => {
      expect((await patch(salesperson, { name: "Salesperson" })).status).to.equal(204);
      expect(refusal(await patch(salesperson, { name: "Sales Manager" }))).to.equal("400 0x80041403");
    });

    it("are only in the version that the client knows", async () => {
      const stale = await patch(salesperson, { name: "Seller" }, { "If-Match": 'W/"1"' });
      expect(refusal(stale)).to.equal("412 0x80060882");
      expect(named("Seller")).to.deep.equal([]);
    });

    it("are refused for copies, System Administrator, and what a solution locks", async () => {
      const name = "Changed";
      expect(refusal(await patch(copyOf(client, salesperson), { name }))).to.equal("400 0x80044152");
      expect(refusal(await patch(systemAdministrator, { name }))).to.equal("400 0x80041d56");
      expect(refusal(await patch(rootRoleId("Bot Author"), { name }))).to.equal("400 0x8004F026");
      expect(named(name)).to.deep.equal([]);
    });

    it("stay in their business unit", async () => {
      expect(refusal(await patch(salesperson, unit(childBusinessUnitId)))).to.equal("400 0x80048d19");
    });

    it("are made when they do not exist, unless the client forbids it", async () => {
      const id = "0f7d3b6a-1c5e-4a3f-9d2b-3c0f5e8a1d0a";
      const body = { name: "Test Role", ...unit(rootBusinessUnitId) };
      expect(refusal(await patch(id, body, { "If-Match": "*" }))).to.equal("404 0x80040217");
      expect((await patch(id, body)).status).to.equal(204);
      expect(role(id)).to.include({ name: "Test Role" });
    });
  });

  describe("when they are deleted", () => {
    it("go with their copies, their privileges, and from everybody who has them", async () => {
      const id = await make("Test Role");
      const adele = seededSystemUserId("adele.vance");
      const { store } = client.sandbox;
      store.put("systemusers", adele, { ...store.get("systemusers", adele)!, roles: [salesperson, id] });
      expect((await remove(id)).status).to.equal(204);
      expect(named("Test Role")).to.deep.equal([]);
      expect(store.get("roleprivileges", id)).to.equal(undefined);
      expect(store.get("systemusers", adele)!.roles).to.deep.equal([salesperson]);
    });

    it("are refused for copies, System Administrator, and what came with a solution", async () => {
      expect(refusal(await remove(copyOf(client, await make("Test Role"))))).to.equal("400 0x8004140c");
      expect(refusal(await remove(systemAdministrator))).to.equal("400 0x80041d55");
      expect(refusal(await remove(salesperson))).to.equal("400 0x8004F032");
      expect(refusal(await remove(seedIds.tenantId))).to.equal("404 0x80040217");
    });
  });
});
