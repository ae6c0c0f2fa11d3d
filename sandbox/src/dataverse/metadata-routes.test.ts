import { expect } from "chai";
import { TestClient } from "../testing/client";
import { dataverse, messageOf, refusal, rows, type Row } from "../testing/dataverse";
import { recordedKeys } from "../testing/recorded-keys";

describe("Metadata of tables", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start();
  });

  after(async () => {
    await client.close();
  });

  const get = (path: string) => dataverse(client, "GET", path);
  const definition = async (path: string): Promise<Row> => (await get(path)).body as Row;

  // Recorded in the tests of microsoft/terraform-provider-power-platform.
  const recorded = [
    {
      MetadataId: "70816501-edb9-4740-a16c-6a5efbc05d84",
      LogicalName: "account",
      OwnershipType: "UserOwned",
      PrimaryNameAttribute: "name",
      PrimaryIdAttribute: "accountid",
      SchemaName: "Account",
      EntitySetName: "accounts",
    },
    {
      MetadataId: "608861bc-50a4-4c5f-a02c-21fe1943e2cf",
      LogicalName: "contact",
      OwnershipType: "UserOwned",
      PrimaryNameAttribute: "fullname",
      PrimaryIdAttribute: "contactid",
      SchemaName: "Contact",
      EntitySetName: "contacts",
    },
    {
      MetadataId: "f01e8baa-c7f5-4ec3-b538-5a3eed8527f6",
      LogicalName: "businessunit",
      OwnershipType: "BusinessOwned",
      PrimaryNameAttribute: "name",
      PrimaryIdAttribute: "businessunitid",
      SchemaName: "BusinessUnit",
      EntitySetName: "businessunits",
    },
  ];
  for (const expected of recorded) {
    it(`are as recorded for ${expected.LogicalName}`, async () => {
      const found = await definition(`EntityDefinitions(LogicalName='${expected.LogicalName}')`);
      expect(found).to.deep.include({ ...expected, HasChanged: null });
      expect(found["@odata.context"]).to.equal(
        `${client.sandbox.url}/api/data/v9.2/$metadata#EntityDefinitions/$entity`,
      );
      const keys = Object.keys(found).filter((key) => !key.includes("@"));
      expect(recordedKeys.entityDefinition).to.include.members(keys);
    });
  }

  it("give privileges in their recorded shape and order", async () => {
    const { Privileges } = await definition("EntityDefinitions(LogicalName='account')?$select=Privileges");
    const privileges = Privileges as Row[];
    for (const privilege of privileges) {
      expect(Object.keys(privilege)).to.have.members(recordedKeys.entityDefinitionPrivilege);
    }
    expect(privileges.map((privilege) => [privilege.PrivilegeType, privilege.Name])).to.deep.equal([
      ["Create", "prvCreateAccount"],
      ["Read", "prvReadAccount"],
      ["Write", "prvWriteAccount"],
      ["Delete", "prvDeleteAccount"],
      ["Assign", "prvAssignAccount"],
      ["Share", "prvShareAccount"],
      ["Append", "prvAppendAccount"],
      ["AppendTo", "prvAppendToAccount"],
    ]);
    expect(privileges[1]).to.deep.equal({
      CanBeBasic: true,
      CanBeDeep: true,
      CanBeGlobal: true,
      CanBeLocal: true,
      CanBeEntityReference: false,
      CanBeParentEntityReference: false,
      CanBeRecordFilter: false,
      Name: "prvReadAccount",
      PrivilegeId: "886b280c-6396-4d56-a0a3-2c1b0a50ceb0",
      PrivilegeType: "Read",
    });
  });

  it("give the recorded privileges of business units, with those that are no right on rows", async () => {
    const { Privileges } = await definition(
      "EntityDefinitions(LogicalName='businessunit')?$select=Privileges",
    );
    const depths = ({ CanBeBasic, CanBeLocal, CanBeDeep, CanBeGlobal }: Row): string =>
      [CanBeBasic, CanBeLocal, CanBeDeep, CanBeGlobal].map(Number).join("");
    expect(
      (Privileges as Row[]).map((row) => `${String(row.Name)} ${String(row.PrivilegeType)} ${depths(row)}`),
    ).to.deep.equal([
      "prvCreateBusinessUnit Create 0011",
      "prvReadBusinessUnit Read 0111",
      "prvWriteBusinessUnit Write 0111",
      "prvDeleteBusinessUnit Delete 0011",
      "prvAppendBusinessUnit Append 0111",
      "prvAppendToBusinessUnit AppendTo 0111",
      "prvDisableBusinessUnit None 0001",
      "prvReparentBusinessUnit None 0001",
    ]);
  });

  it("are found by id, and always have it in the answer", async () => {
    const found = await definition(
      "EntityDefinitions(70816501-edb9-4740-a16c-6a5efbc05d84)?$select=EntitySetName",
    );
    expect(found).to.deep.equal({
      "@odata.context": `${client.sandbox.url}/api/data/v9.2/$metadata#EntityDefinitions(EntitySetName)/$entity`,
      EntitySetName: "accounts",
      MetadataId: "70816501-edb9-4740-a16c-6a5efbc05d84",
    });
  });

  it("are filtered by name, and have no etags", async () => {
    const filter = "LogicalName eq 'nav_connection' or LogicalName eq 'role'";
    const found = await rows(client, `EntityDefinitions?$select=LogicalName&$filter=${filter}`);
    expect(found.map((row) => row.LogicalName)).to.have.members(["nav_connection", "role"]);
    for (const row of found) expect(Object.keys(row)).to.deep.equal(["LogicalName", "MetadataId"]);
  });

  // Rows of Business Central's tables of minimum permissions.
  const needed = `
    account actioncard connection contact annotation opportunity post userentityuisettings invoice salesorder product
    dynamicproperty dynamicpropertyassociation dynamicpropertyoptionsetitem quote incident transactioncurrency
    organization role systemuser usersettings attribute pluginassembly plugintype sdkmessage sdkmessageprocessingstep
    sdkmessageprocessingstepimage webresource appmodule relationship systemform msdyn_postconfig nav_accountstatistics
    nav_connection`;
  it("are there for every table that Business Central needs", async () => {
    const found = await rows(client, "EntityDefinitions?$select=LogicalName");
    expect(found.map((row) => row.LogicalName)).to.include.members(needed.trim().split(/\s+/));
  });

  const refused = [
    ["EntityDefinitions(LogicalName='acount')", "400 0x80041102"],
    ["EntityDefinitions(11111111-edb9-4740-a16c-6a5efbc05d84)", "404 0x80040217"],
    ["EntityDefinitions(LogicalName='account')?$filter=LogicalName eq 'account'", "400 0x80060888"],
    ["EntityDefinitions(LogicalName='account')?$expand=Privileges", "400 0x80060888"],
    ["EntityDefinitions(LogicalName='account')?$expand=Attributes", "501 SandboxNotCovered"],
    ["EntityDefinitions(LogicalName='account')?$select=ObjectTypeCode", "501 SandboxNotCovered"],
    ["EntityDefinitions?$top=1", "501 SandboxNotCovered"],
  ] as const;
  for (const [path, answer] of refused) {
    it(`are refused with ${answer}: ${path}`, async () => {
      expect(refusal(await get(path))).to.equal(answer);
    });
  }

  it("name the table that does not exist", async () => {
    expect(messageOf(await get("EntityDefinitions(LogicalName='acount')"))).to.contain("'acount'");
  });
});
