import { expect } from "chai";
import { TestClient, type TestAnswer } from "../testing/client";
import { dataverse, messageOf, refusal, rootRoleId } from "../testing/dataverse";
import { copyOf, grantsOf, privilegeId } from "../testing/roles";

const availability = rootRoleId("Dynamics 365 Business Central Product Availability User");
const integrationUser = rootRoleId("Dynamics 365 Business Central Integration User");

const minimum = {
  prvCreatenav_accountstatistics: "Global",
  prvReadnav_accountstatistics: "Global",
  prvWritenav_accountstatistics: "Global",
  prvAppendTonav_accountstatistics: "Global",
  prvReadnav_connection: "Global",
};

describe("What a role grants", () => {
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

  type Wanted = readonly [name: string, depth: unknown];

  const act = (action: string, body: unknown, role = availability): Promise<TestAnswer> =>
    dataverse(client, "POST", `roles(${role})/Microsoft.Dynamics.CRM.${action}`, body);
  const list = (wanted: readonly Wanted[]): object => ({
    Privileges: wanted.map(([name, Depth]) => ({ Depth, PrivilegeId: privilegeId(client, name) })),
  });
  const add = (wanted: readonly Wanted[], role?: string): Promise<TestAnswer> =>
    act("AddPrivilegesRole", list(wanted), role);
  const replace = (wanted: readonly Wanted[], role?: string): Promise<TestAnswer> =>
    act("ReplacePrivilegesRole", list(wanted), role);
  const remove = (name: string, role?: string): Promise<TestAnswer> =>
    act("RemovePrivilegeRole", { PrivilegeId: privilegeId(client, name) }, role);
  const grants = (): object => grantsOf(client, availability);
  const versionOf = (role: string): number => client.sandbox.store.get("roles", role)!.versionnumber;

  it("grows by what is added", async () => {
    const answer = await add([["prvReadAccount", "Local"]]);
    expect(answer.status).to.equal(204);
    expect(answer.body).to.equal(undefined);
    expect(grants()).to.deep.equal({ ...minimum, prvReadAccount: "Local" });
  });

  it("has the new depth of what is added again", async () => {
    await add([["prvReadnav_connection", "Basic"]]);
    expect(grants()).to.deep.equal({ ...minimum, prvReadnav_connection: "Basic" });
  });

  for (const [number, name] of ["Basic", "Local", "Deep", "Global"].entries()) {
    it(`is granted at ${name} by that name and by ${number}`, async () => {
      await replace([
        ["prvReadAccount", name],
        ["prvWriteAccount", number],
      ]);
      expect(grants()).to.deep.equal({ prvReadAccount: name, prvWriteAccount: name });
    });
  }

  it("is only what it is replaced by", async () => {
    expect((await replace([["prvReadAccount", "Deep"]])).status).to.equal(204);
    expect(grants()).to.deep.equal({ prvReadAccount: "Deep" });
  });

  it("takes the body that the documentation shows", async () => {
    const Privileges = [
      {
        Depth: "Basic",
        PrivilegeId: privilegeId(client, "prvReadAccount").toUpperCase(),
        BusinessUnitId: "1360fdcb-b6e1-ee11-904c-002248dad907",
        PrivilegeName: "prvReadAccount",
      },
    ];
    expect((await act("AddPrivilegesRole", { Privileges })).status).to.equal(204);
    expect(grants()).to.deep.equal({ ...minimum, prvReadAccount: "Basic" });
  });

  it("shrinks by what is removed", async () => {
    expect((await remove("prvReadnav_connection")).status).to.equal(204);
    expect(grants()).to.deep.equal({
      prvCreatenav_accountstatistics: "Global",
      prvReadnav_accountstatistics: "Global",
      prvWritenav_accountstatistics: "Global",
      prvAppendTonav_accountstatistics: "Global",
    });
  });

  it("changes the version of the role and of its copies", async () => {
    const copy = copyOf(client, availability);
    const [before, beforeOfCopy] = [versionOf(availability), versionOf(copy)];
    await add([["prvReadAccount", "Basic"]]);
    expect(versionOf(availability)).to.be.greaterThan(before);
    expect(versionOf(copy)).to.be.greaterThan(beforeOfCopy);
  });

  describe("is refused", () => {
    afterEach(() => {
      expect(grants()).to.deep.equal(minimum);
    });

    it("wholly, when one privilege cannot have its depth", async () => {
      const answer = await replace([
        ["prvReadAccount", "Global"],
        ["prvReadUserEntityUISettings", "Global"],
      ]);
      expect(refusal(answer)).to.equal("400 0x80041400");
      expect(messageOf(answer)).to.contain("prvReadUserEntityUISettings cannot be granted at depth Global");
      expect(refusal(await add([["prvReadTransactionCurrency", "Basic"]]))).to.equal("400 0x80041400");
    });

    it("for a privilege that does not exist, or none", async () => {
      const unknown = { Privileges: [{ Depth: "Basic", PrivilegeId: availability }] };
      expect(refusal(await act("AddPrivilegesRole", unknown))).to.equal("400 0x800404ce");
      expect(refusal(await act("AddPrivilegesRole", { Privileges: [{ Depth: "Basic" }] }))).to.equal(
        "400 0x800404ce",
      );
      expect(refusal(await act("RemovePrivilegeRole", {}))).to.equal("400 0x800404ce");
    });

    it("for one that is named twice", async () => {
      const answer = await add([
        ["prvReadAccount", "Basic"],
        ["prvReadAccount", "Local"],
      ]);
      expect(refusal(answer)).to.equal("400 0x8004140f");
    });

    it("for the removal of what is not granted", async () => {
      expect(refusal(await remove("prvReadAccount"))).to.equal("404 0x80040217");
    });

    it("for the privilege to act on behalf of others", async () => {
      const answer = await add([["prvActOnBehalfOfAnotherUser", "Global"]]);
      expect(refusal(answer)).to.equal("403 0x8004Ed43");
      expect(messageOf(answer)).to.equal(
        "Act on Behalf of Another User privilege cannot be added or removed.",
      );
      expect(refusal(await remove("prvActOnBehalfOfAnotherUser", integrationUser))).to.equal(
        "403 0x8004Ed43",
      );
      expect(refusal(await replace([["prvReadAccount", "Basic"]], integrationUser))).to.equal(
        "403 0x8004Ed43",
      );
    });

    it("for a copy in another business unit", async () => {
      const copy = copyOf(client, availability);
      expect(refusal(await add([["prvReadAccount", "Basic"]], copy))).to.equal("400 0x80044152");
    });

    it("for System Administrator", async () => {
      const role = rootRoleId("System Administrator");
      expect(refusal(await add([["prvReadAccount", "Basic"]], role))).to.equal("400 0x80041d31");
    });

    it("for a role that its solution locks", async () => {
      const role = rootRoleId("Bot Author");
      expect(refusal(await add([["prvReadAccount", "Basic"]], role))).to.equal("400 0x8004F026");
    });

    it("for a role that does not exist", async () => {
      const answer = await add([["prvReadAccount", "Basic"]], "11111111-a72b-e511-80d9-3863bb349780");
      expect(refusal(answer)).to.equal("404 0x80040217");
    });

    const malformed = [{}, { Privileges: {} }, { Privileges: [null] }, { Privileges: [], Extra: 1 }];
    for (const body of malformed) {
      it(`for the body ${JSON.stringify(body)}`, async () => {
        expect(refusal(await act("AddPrivilegesRole", body))).to.equal("400 0x80048d19");
      });
    }

    for (const depth of ["Organization", 7, null, "global"]) {
      it(`for the depth ${JSON.stringify(depth)}`, async () => {
        expect(refusal(await add([["prvReadAccount", depth]]))).to.equal("400 0x80048d19");
      });
    }

    it("in a solution, which is not covered", async () => {
      const answer = await dataverse(
        client,
        "POST",
        `roles(${availability})/Microsoft.Dynamics.CRM.AddPrivilegesRole`,
        list([["prvReadAccount", "Basic"]]),
        { "MSCRM.SolutionUniqueName": "Default" },
      );
      expect(refusal(answer)).to.equal("501 SandboxNotCovered");
    });
  });
});
