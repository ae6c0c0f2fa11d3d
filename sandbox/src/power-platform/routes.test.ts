import { expect } from "chai";
import { seedIds } from "../seed/ids";
import type { EntraUser, SystemUser } from "../state/model";
import { TestClient, type TestAnswer } from "../testing/client";
import { messageOf, refusal, rows, seededObjectId } from "../testing/dataverse";
import { recordedKeys } from "../testing/recorded-keys";

const lynne = seededObjectId("lynne.robbins");
const salesEnterprise = "1e1a282c-9c54-43a2-9310-98ef728faace";
const businessCentral = "2880026b-2b0c-4251-8656-5d41ff11e3aa";

interface EnvironmentBody {
  name: string;
  properties: Record<string, unknown> & {
    linkedEnvironmentMetadata: Record<string, unknown>;
    states: { runtime: { id: string } };
  };
}

describe("The Power Platform admin API", () => {
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

  const base = "/powerplatform/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments";
  const send = (method: string, path: string, body?: unknown): Promise<TestAnswer> =>
    client.send(method, base + path, { as: "powerPlatform", body });
  const addUser = (objectId: string, environmentId: string = seedIds.environmentId): Promise<TestAnswer> =>
    send("POST", `/${environmentId}/addUser?api-version=2023-06-01`, { objectId });
  const account = (id: string, changes: Partial<EntraUser>): void => {
    const user = client.sandbox.store.get("users", id)!;
    client.sandbox.store.put("users", id, { ...user, ...changes });
  };
  const license = (id: string, skuId: string, assignedAt = 0): void => {
    account(id, { licenses: [{ skuId, disabledPlans: [], assignedByGroup: null, assignedAt }] });
  };
  const rowOf = (objectId: string): SystemUser | undefined =>
    client.sandbox.store.systemUserByObjectId(objectId);

  describe("an environment", () => {
    const get = async (): Promise<EnvironmentBody> =>
      (await send("GET", `/${seedIds.environmentId}?api-version=2023-06-01`)).body as EnvironmentBody;

    it("has recorded keys only, besides its security group", async () => {
      client.sandbox.store.put("environments", seedIds.environmentId, {
        ...client.sandbox.store.get("environments", seedIds.environmentId)!,
        securityGroupId: seedIds.licensingGroupId,
      });
      const body = await get();
      expect(Object.keys(body)).to.have.members([...recordedKeys.environment]);
      expect(recordedKeys.environmentProperties).to.include.members(Object.keys(body.properties));
      expect(Object.keys(body.properties.linkedEnvironmentMetadata)).to.have.members([
        ...recordedKeys.linkedEnvironmentMetadata,
        "securityGroupId",
      ]);
    });

    it("points to the organization on the sandbox's own origin", async () => {
      const { name, properties } = await get();
      expect(name).to.equal(seedIds.environmentId);
      expect(properties.displayName).to.equal("Contoso Sales");
      expect(properties.linkedEnvironmentMetadata).to.deep.include({
        instanceUrl: `${client.sandbox.url}/`,
        resourceId: seedIds.organizationId,
      });
      expect(properties.states.runtime.id).to.equal("Enabled");
    });

    it("shows administration mode", async () => {
      client.sandbox.store.put("environments", seedIds.environmentId, {
        ...client.sandbox.store.get("environments", seedIds.environmentId)!,
        administrationMode: true,
      });
      expect((await get()).properties.states.runtime.id).to.equal("AdminMode");
    });

    it("is listed as it is shown alone, beside the default one, which has no Dataverse", async () => {
      const query = "?$expand=properties/linkedEnvironmentMetadata&api-version=2020-10-01";
      const { body } = await send("GET", query);
      const { value } = body as { value: EnvironmentBody[] };
      expect(value[0]).to.deep.equal(await get());
      expect(value).to.have.length(2);
      expect(value[1]!.properties).to.include({ databaseType: "None", isDefault: true });
      expect(value[1]!.properties).not.to.have.property("linkedEnvironmentMetadata");
    });

    it("comes in pages when they are asked for, each environment once", async () => {
      const names: string[] = [];
      let next: string | undefined = `${client.sandbox.url}${base}?$top=1&api-version=2023-06-01`;
      while (next !== undefined) {
        const answer = await client.send("GET", next, { as: "powerPlatform" });
        const page = answer.body as { value: EnvironmentBody[]; nextLink?: string };
        expect(page.value).to.have.length(1);
        names.push(...page.value.map(({ name }) => name));
        next = page.nextLink;
      }
      expect(names).to.deep.equal([seedIds.environmentId, seedIds.defaultEnvironmentId]);
      expect(refusal(await send("GET", "?$top=0&api-version=1"))).to.equal("400 InvalidRequestContent");
      expect(refusal(await send("GET", "?$skiptoken=x&api-version=1"))).to.equal("400 InvalidRequestContent");
    });

    it("is put into administration mode over the admin state", async () => {
      await client.send("PATCH", `/admin/state/environments/${seedIds.environmentId}`, {
        body: { administrationMode: true },
      });
      expect((await get()).properties.states.runtime.id).to.equal("AdminMode");
    });

    it("is closed to an application that is no management application", async () => {
      const { objectId, appId } = seedIds.deployment;
      await client.send("PATCH", `/admin/state/servicePrincipals/${objectId}`, {
        body: { managementApplication: false },
      });
      const answer = await send("GET", "?api-version=2023-06-01");
      expect(refusal(answer)).to.equal("403 Forbidden");
      expect(messageOf(answer))
        .to.contain(appId)
        .and.to.contain("does not have permission to access the path");
    });

    it("is 404 when it is unknown", async () => {
      const answer = await send("GET", `/${lynne}?api-version=2023-06-01`);
      expect(refusal(answer)).to.equal("404 EnvironmentNotFound");
      expect(messageOf(answer)).to.contain(lynne);
    });

    it("is refused without api-version, and with a filter", async () => {
      expect(refusal(await send("GET", ""))).to.equal("400 MissingApiVersionParameter");
      expect(refusal(await send("GET", "?api-version=1&$filter=x"))).to.equal("501 SandboxNotCovered");
    });
  });

  describe("addUser", () => {
    it("makes a licensed user's row", async () => {
      license(lynne, salesEnterprise);
      const answer = await addUser(lynne);
      expect(answer.status).to.equal(200);
      expect(answer.body).to.equal(undefined);
      expect(rowOf(lynne)).to.deep.include({
        domainname: "lynne.robbins@contoso.onmicrosoft.com",
        internalemailaddress: "lynne.robbins@contoso.onmicrosoft.com",
        firstname: "Lynne",
        lastname: "Robbins",
        fullname: "Lynne Robbins",
        accessmode: 0,
        islicensed: true,
        isdisabled: false,
        businessunitid: seedIds.rootBusinessUnitId,
        applicationid: null,
        roles: [],
      });
    });

    it("takes the sign-in name as e-mail address where there is no mailbox", async () => {
      license(lynne, salesEnterprise);
      account(lynne, { mail: null });
      await addUser(lynne);
      expect(rowOf(lynne)!.internalemailaddress).to.equal("lynne.robbins@contoso.onmicrosoft.com");
    });

    it("takes both spellings of its property, and ids in any case", async () => {
      license(lynne, salesEnterprise);
      const path = `/${seedIds.environmentId.toUpperCase()}/addUser?api-version=2020-10-01`;
      expect((await send("POST", path, { ObjectId: lynne.toUpperCase() })).status).to.equal(200);
      expect(rowOf(lynne)).not.to.equal(undefined);
    });

    it("can be repeated: the row stays, with its roles and mode", async () => {
      license(lynne, salesEnterprise);
      await addUser(lynne);
      const before = rowOf(lynne)!;
      client.sandbox.store.put("systemusers", before.systemuserid, {
        ...before,
        accessmode: 4,
        roles: ["x"],
        isdisabled: true,
      });
      expect((await addUser(lynne)).status).to.equal(200);
      expect(rowOf(lynne)).to.deep.include({
        systemuserid: before.systemuserid,
        accessmode: 4,
        roles: ["x"],
        isdisabled: false,
      });
    });

    it("shows the row after the delay of the settings", async () => {
      license(lynne, salesEnterprise);
      client.sandbox.settings.addUserDelay = 20_000;
      await addUser(lynne);
      const query = `systemusers?$filter=azureactivedirectoryobjectid eq ${lynne}`;
      expect(await rows(client, query)).to.have.length(0);
      client.sandbox.clock.advance(20_000);
      expect(await rows(client, query)).to.have.length(1);
    });

    it("names userNotLicensed without a licence for Dataverse", async () => {
      for (const skuId of [undefined, businessCentral]) {
        if (skuId !== undefined) license(lynne, skuId);
        const answer = await addUser(lynne);
        expect(refusal(answer)).to.equal("400 userNotLicensed");
        expect(messageOf(answer)).to.contain("userNotLicensed").and.to.contain(lynne);
        expect(rowOf(lynne)).to.equal(undefined);
      }
    });

    it("does not count a licence whose plans for Dataverse are all switched off", async () => {
      account(lynne, {
        licenses: [
          {
            skuId: salesEnterprise,
            disabledPlans: ["2da8e897-7791-486b-b08f-cc63c8129df7"],
            assignedByGroup: null,
            assignedAt: 0,
          },
        ],
      });
      expect(refusal(await addUser(lynne))).to.equal("400 userNotLicensed");
    });

    it("hears of a licence after the delay of the settings", async () => {
      client.sandbox.settings.licenseDelay = 60_000;
      license(lynne, salesEnterprise, client.sandbox.clock.now());
      expect(refusal(await addUser(lynne))).to.equal("400 userNotLicensed");
      client.sandbox.clock.advance(60_000);
      expect((await addUser(lynne)).status).to.equal(200);
    });

    it("needs no licence for who is Non-interactive already", async () => {
      expect((await addUser(seededObjectId("data.export"))).status).to.equal(200);
      expect(rowOf(seededObjectId("data.export"))).to.deep.include({ accessmode: 4, islicensed: false });
    });

    it("is refused for a blocked, deleted or unknown account", async () => {
      license(lynne, salesEnterprise);
      account(lynne, { accountEnabled: false });
      expect(refusal(await addUser(lynne))).to.equal("400 userNotEnabled");
      account(lynne, { accountEnabled: true, deletedDateTime: "2026-01-01T00:00:00Z" });
      expect(refusal(await addUser(lynne))).to.equal("404 userNotFound");
      expect(refusal(await addUser(seedIds.environmentId))).to.equal("404 userNotFound");
    });

    it("is refused outside of the environment's security group", async () => {
      license(lynne, salesEnterprise);
      const { store } = client.sandbox;
      store.put("environments", seedIds.environmentId, {
        ...store.get("environments", seedIds.environmentId)!,
        securityGroupId: seedIds.licensingGroupId,
      });
      expect(refusal(await addUser(lynne))).to.equal("400 userNotInSecurityGroup");
      const group = store.get("groups", seedIds.licensingGroupId)!;
      store.put("groups", group.id, { ...group, members: [...group.members, lynne] });
      expect((await addUser(lynne)).status).to.equal(200);
    });

    it("is refused in an environment without Dataverse", async () => {
      license(lynne, salesEnterprise);
      const answer = await addUser(lynne, seedIds.defaultEnvironmentId);
      expect(refusal(answer)).to.equal("400 EnvironmentWithoutDataverse");
    });

    it("enables who was disabled, once the account and the licence are back", async () => {
      const adele = seededObjectId("adele.vance");
      const { licenses } = client.sandbox.store.get("users", adele)!;
      account(adele, { licenses: [] });
      await rows(client, "systemusers");
      expect(rowOf(adele)!.isdisabled).to.equal(true);
      expect(refusal(await addUser(adele))).to.equal("400 userNotLicensed");
      account(adele, { licenses });
      expect((await addUser(adele)).status).to.equal(200);
      expect(rowOf(adele)).to.deep.include({ isdisabled: false, islicensed: true });
    });

    it("follows an account into deletedItems and back", async () => {
      const adele = seededObjectId("adele.vance");
      await client.graph("DELETE", `/users/${adele}`);
      await rows(client, "systemusers");
      expect(rowOf(adele)).to.deep.include({ azurestate: 1, isdisabled: true });
      expect(refusal(await addUser(adele))).to.equal("404 userNotFound");
      await client.graph("POST", `/directory/deletedItems/${adele}/restore`);
      expect((await addUser(adele)).status).to.equal(200);
      expect(rowOf(adele)).to.deep.include({ azurestate: 0, isdisabled: false });
      await client.graph("DELETE", `/users/${adele}`);
      await client.graph("DELETE", `/directory/deletedItems/${adele}`);
      await rows(client, "systemusers");
      expect(rowOf(adele)).to.deep.include({ azurestate: 2, isdisabled: true });
    });

    it("hears of a licence that a group gives", async () => {
      const group = seedIds.licensingGroupId;
      const reference = { "@odata.id": `${client.sandbox.status.graph}/v1.0/directoryObjects/${lynne}` };
      expect((await client.graph("POST", `/groups/${group}/members/$ref`, reference)).status).to.equal(204);
      expect((await addUser(lynne)).status).to.equal(200);
    });

    it("is refused for an unknown environment and without an object id", async () => {
      expect(refusal(await addUser(lynne, lynne))).to.equal("404 EnvironmentNotFound");
      for (const body of [undefined, {}, [], { objectId: 5 }, "{"]) {
        const path = `/${seedIds.environmentId}/addUser?api-version=1`;
        expect(refusal(await send("POST", path, body))).to.equal("400 InvalidRequestContent");
      }
    });
  });
});
