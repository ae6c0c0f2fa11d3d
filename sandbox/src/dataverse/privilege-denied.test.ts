import { expect } from "chai";
import { seedIds } from "../seed/ids";
import type { PrivilegeDepth } from "../state/model";
import { TestClient, type TestAnswer } from "../testing/client";
import { dataverse, messageOf, refusal, rootRoleId, seededSystemUserId } from "../testing/dataverse";

const salesperson = rootRoleId("Salesperson");
const newRole = {
  name: "Test Role",
  "businessunitid@odata.bind": `/businessunits(${seedIds.rootBusinessUnitId})`,
};

describe("Writes of a caller who is no System Administrator", () => {
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

  const post = (body: object): Promise<TestAnswer> => dataverse(client, "POST", "roles", body);
  const { systemUserId } = seedIds.deployment;
  const become = (...roles: string[]): void => {
    const { store } = client.sandbox;
    store.put("systemusers", systemUserId, { ...store.get("systemusers", systemUserId)!, roles });
  };
  const missing = (privilege: string): string =>
    `Principal user (Id=${systemUserId}, type=8) is missing ${privilege} privilege.`;
  const grant = (roleId: string, names: readonly string[], depth: PrivilegeDepth = "Global"): void => {
    const { store } = client.sandbox;
    const privileges = [...store.all("privileges")]
      .filter((privilege) => names.includes(privilege.name))
      .map(({ privilegeid }) => ({ privilegeid, depth }));
    store.put("roleprivileges", roleId, { roleid: roleId, privileges });
  };
  const assign = (roleId: string): Promise<TestAnswer> =>
    dataverse(
      client,
      "POST",
      `systemusers(${seededSystemUserId("adele.vance")})/systemuserroles_association/$ref`,
      { "@odata.id": `roles(${roleId})` },
    );

  it("name the privilege that is missing", async () => {
    become(salesperson);
    const expected = [
      [await post(newRole), "prvCreateRole"],
      [await dataverse(client, "PATCH", `roles(${salesperson})`, { name: "x" }), "prvWriteRole"],
      [await dataverse(client, "DELETE", `roles(${salesperson})`), "prvDeleteRole"],
      [await assign(rootRoleId("Sales Manager")), "prvAssignRole"],
      [
        await dataverse(client, "POST", `roles(${salesperson})/Microsoft.Dynamics.CRM.AddPrivilegesRole`, {
          Privileges: [],
        }),
        "prvWriteRole",
      ],
    ] as const;
    for (const [answer, privilege] of expected) {
      expect(refusal(answer), privilege).to.equal("403 0x80040220");
      expect(messageOf(answer)).to.equal(missing(privilege));
    }
  });

  it("go through with the privilege for them", async () => {
    grant(salesperson, ["prvCreateRole"]);
    become(salesperson);
    expect((await post(newRole)).status).to.equal(204);
  });

  it("assign a role when the caller has all that it grants, as far as it does", async () => {
    const assigned = rootRoleId("Bot Author");
    grant(assigned, ["prvReadRole", "prvAssignRole"], "Deep");
    become(salesperson);
    grant(salesperson, ["prvReadRole", "prvAssignRole"], "Local");
    expect(messageOf(await assign(assigned))).to.equal(missing("prvReadRole"));
    grant(salesperson, ["prvReadRole", "prvAssignRole"], "Global");
    expect((await assign(assigned)).status).to.equal(204);
    const other = rootRoleId("Basic User");
    grant(other, ["prvReadRole", "prvReadAccount"]);
    expect(messageOf(await assign(other))).to.equal(missing("prvReadAccount"));
  });
});
