import { expect } from "chai";
import { seedIds } from "../seed/ids";
import { TestClient, type TestAnswer } from "../testing/client";
import { dataverse, refusal, rootRoleId, rows, seededSystemUserId, type Row } from "../testing/dataverse";
import { copyOf, grantsOf, privilegeId } from "../testing/roles";

const adele = seededSystemUserId("adele.vance");
const availability = rootRoleId("Dynamics 365 Business Central Product Availability User");
const salesperson = rootRoleId("Salesperson");
const systemAdministrator = rootRoleId("System Administrator");

/** Complex type RolePrivilege. */
const keys = [
  "Depth",
  "PrivilegeId",
  "BusinessUnitId",
  "PrivilegeName",
  "RecordFilterId",
  "RecordFilterUniqueName",
];

describe("Privileges", () => {
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

  const get = (path: string): Promise<TestAnswer> => dataverse(client, "GET", path);
  const privilegesOf = async (path: string): Promise<Row[]> =>
    ((await get(path)).body as { RolePrivileges: Row[] }).RolePrivileges;
  const byName = (found: readonly Row[]): Record<string, unknown> =>
    Object.fromEntries(found.map((row) => [String(row.PrivilegeName), row.Depth] as const));
  const give = (userId: string, ...roles: string[]): void => {
    const { store } = client.sandbox;
    store.put("systemusers", userId, { ...store.get("systemusers", userId)!, roles });
  };

  describe("as rows", () => {
    it("are found by name, with their real ids", async () => {
      const found = await rows(
        client,
        "privileges?$select=name&$filter=name eq 'prvCreateAccount' or name eq 'prvReadAccount'",
      );
      expect(found.map((row) => [row.name, row.privilegeid])).to.have.deep.members([
        ["prvCreateAccount", "d26fe964-230b-42dd-ad93-5cc879de411e"],
        ["prvReadAccount", "886b280c-6396-4d56-a0a3-2c1b0a50ceb0"],
      ]);
      expect(found[0]).to.have.property("@odata.etag");
    });

    // Dataverse: AccessRights enumeration.
    for (const [name, bit] of [
      ["prvReadAccount", 1],
      ["prvWriteAccount", 2],
      ["prvAppendAccount", 4],
      ["prvAppendToAccount", 16],
      ["prvCreateAccount", 32],
      ["prvDeleteAccount", 65_536],
      ["prvShareAccount", 262_144],
      ["prvAssignAccount", 524_288],
      ["prvActOnBehalfOfAnotherUser", 0],
    ] as const) {
      it(`have the bit ${bit} for ${name}`, async () => {
        const [row] = await rows(client, `privileges?$select=accessright&$filter=name eq '${name}'`);
        expect(row!.accessright).to.equal(bit);
      });
    }

    it("say at which depths they can be granted", async () => {
      const [row] = await rows(client, "privileges?$filter=name eq 'prvReadRole'");
      expect(row).to.include({
        canbebasic: false,
        canbelocal: true,
        canbedeep: true,
        canbeglobal: true,
        canbeentityreference: false,
        canbeparententityreference: false,
      });
    });

    it("are not skipped over", async () => {
      expect(refusal(await get("privileges?$skip=10"))).to.equal("400 0x80060888");
    });
  });

  describe("of a role", () => {
    it("come with depth, through a parameter alias and inline", async () => {
      for (const path of [
        `RetrieveRolePrivilegesRole(RoleId=@rid)?@rid=${availability}`,
        `RetrieveRolePrivilegesRole(RoleId=${availability})`,
      ]) {
        const { body } = await get(path);
        expect((body as Row)["@odata.context"]).to.equal(
          `${client.sandbox.url}/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.RetrieveRolePrivilegesRoleResponse`,
        );
        const found = (body as { RolePrivileges: Row[] }).RolePrivileges;
        expect(byName(found)).to.deep.equal(grantsOf(client, availability));
        for (const row of found) {
          expect(Object.keys(row)).to.have.members(keys);
          expect(row.BusinessUnitId).to.equal(seedIds.rootBusinessUnitId);
        }
      }
    });

    it("are inherited by its copies", async () => {
      const found = await privilegesOf(`RetrieveRolePrivilegesRole(RoleId=${copyOf(client, availability)})`);
      expect(byName(found)).to.deep.equal(grantsOf(client, availability));
      expect(found[0]!.BusinessUnitId).to.equal(seedIds.childBusinessUnitId);
    });

    it("are all there are, as far as they reach, for System Administrator", async () => {
      const found = await privilegesOf(`RetrieveRolePrivilegesRole(RoleId=${systemAdministrator})`);
      expect(found).to.have.length([...client.sandbox.store.all("privileges")].length);
      expect(byName(found)).to.include({ prvReadAccount: "Global", prvReadUserEntityUISettings: "Basic" });
    });

    it("come without depth when they are expanded", async () => {
      const { body, headers } = await get(
        `roles(${availability})?$select=roleid&$expand=roleprivileges_association($select=name)`,
      );
      const found = (body as Row).roleprivileges_association as Row[];
      expect(found.map((row) => row.name)).to.have.members(Object.keys(grantsOf(client, availability)));
      expect(Object.keys(found[0]!)).to.have.members(["@odata.etag", "name", "privilegeid"]);
      expect(headers.etag).to.equal((body as Row)["@odata.etag"]);
    });

    it("come with a mask of their depth as rows of the intersect table", async () => {
      client.sandbox.store.put("roleprivileges", availability, {
        roleid: availability,
        privileges: (["Basic", "Local", "Deep", "Global"] as const).map((depth, index) => ({
          privilegeid: privilegeId(
            client,
            ["Read", "Write", "Create", "Delete"].map((right) => `prv${right}Account`)[index]!,
          ),
          depth,
        })),
      });
      const found = await rows(
        client,
        `roleprivilegescollection?$select=privilegeid,privilegedepthmask&$filter=roleid eq ${availability}`,
      );
      expect(found.map((row) => row.privilegedepthmask)).to.deep.equal([1, 2, 4, 8]);
    });

    const refused = [
      [`RetrieveRolePrivilegesRole(RoleId=${adele})`, "404 0x80040217"],
      ["RetrieveRolePrivilegesRole(RoleId=@rid)", "400 0x80060888"],
      ["RetrieveRolePrivilegesRole(RoleId=@rid)?@rid=Salesperson", "400 0x80060888"],
      [`RetrieveRolePrivilegesRole(RoleId=${availability})?$select=x`, "501 SandboxNotCovered"],
    ] as const;
    for (const [path, answer] of refused) {
      it(`are refused with ${answer}: ${path}`, async () => {
        expect(refusal(await get(path))).to.equal(answer);
      });
    }
  });

  describe("in effect", () => {
    const path = `systemusers(${adele})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges`;

    it("are those of all roles at the widest depth, with and without parentheses", async () => {
      give(adele, salesperson, rootRoleId("Sales Manager"), availability);
      for (const form of [path, `${path}()`]) {
        const found = await privilegesOf(form);
        expect(new Set(found.map((row) => row.PrivilegeName)).size).to.equal(found.length);
        expect(byName(found)).to.include({
          prvReadAccount: "Local",
          prvReadnav_connection: "Global",
          prvWriteUserSettings: "Basic",
        });
        expect(Object.keys(found[0]!)).to.have.members(keys);
      }
    });

    it("come through teams too", async () => {
      const { store } = client.sandbox;
      const [team] = [...store.all("teams")].filter(
        (row) => row.businessunitid === seedIds.rootBusinessUnitId,
      );
      store.put("teams", team!.teamid, { ...team!, roles: [availability] });
      expect(byName(await privilegesOf(path))).to.include({ prvReadnav_connection: "Global" });
      const ofTeam = await privilegesOf(
        `teams(${team!.teamid})/Microsoft.Dynamics.CRM.RetrieveTeamPrivileges()`,
      );
      expect(byName(ofTeam)).to.deep.equal(grantsOf(client, availability));
    });

    it("are none for a user without roles", async () => {
      give(adele);
      expect(await privilegesOf(path)).to.deep.equal([]);
    });

    it("are asked for by name, as clients write it", async () => {
      const call = `systemusers(${adele})/Microsoft.Dynamics.CRM.RetrieveUserSetOfPrivilegesByNames(PrivilegeNames=@p)`;
      for (const list of [
        '["prvReadAccount","prvReadRole","prvWriteRole"]',
        "['prvReadAccount','prvReadRole']",
      ]) {
        const found = await privilegesOf(`${call}?@p=${encodeURIComponent(list)}`);
        expect(byName(found)).to.deep.equal({ prvReadAccount: "Basic", prvReadRole: "Global" });
      }
      expect(refusal(await get(`${call}?@p=prvReadAccount`))).to.equal("400 0x80060888");
    });

    it("are asked for by id", async () => {
      const list = JSON.stringify([privilegeId(client, "prvReadAccount")]);
      const found = await privilegesOf(
        `systemusers(${adele})/Microsoft.Dynamics.CRM.RetrieveUserSetOfPrivilegesByIds(PrivilegeIds=@p)?@p=${encodeURIComponent(list)}`,
      );
      expect(byName(found)).to.deep.equal({ prvReadAccount: "Basic" });
    });

    it("are 404 for somebody who does not exist", async () => {
      const answer = await get(`systemusers(${salesperson})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges`);
      expect(refusal(answer)).to.equal("404 0x80040217");
    });
  });

  it("are all given by RetrievePrivilegeSet", async () => {
    const found = await rows(client, "RetrievePrivilegeSet()?$select=name");
    const all = await rows(client, "privileges?$select=name");
    expect(found).to.deep.equal(all);
  });
});
