import { objectOf, query, rowsOf, textOf } from "../answers";
import type { Contract } from "../contract";
import { shapeOf } from "../recorded/shape";

const base = "GET dataverse /api/data/v9.2/";
/** The same in all organizations (learn.microsoft.com, Web API functions and actions sample). */
const readAccount = "886b280c-6396-4d56-a0a3-2c1b0a50ceb0";

/** Of the recorded EntityDefinitions, in the tests of microsoft/terraform-provider-power-platform (commit 57ba091). */
const entityKeys = [
  "MetadataId",
  "LogicalName",
  "SchemaName",
  "EntitySetName",
  "PrimaryIdAttribute",
  "PrimaryNameAttribute",
];
const entityShape = shapeOf(entityKeys, { string: entityKeys.join(" ") });
const flags = [
  "CanBeBasic",
  "CanBeLocal",
  "CanBeDeep",
  "CanBeGlobal",
  "CanBeEntityReference",
  "CanBeParentEntityReference",
];
const texts = ["Name", "PrivilegeId", "PrivilegeType"];
const privilegeShape = shapeOf([...flags, ...texts], { boolean: flags.join(" "), string: texts.join(" ") });

export const dataversePrivilegeContracts: readonly Contract[] = [
  {
    id: "dataverse.privileges",
    title: "Privileges are found by name, with their right as one bit and the depths that are allowed",
    routes: [`${base}privileges`, `${base}privileges({id})`],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const options = {
        $select: "name,accessright,canbebasic,canbelocal,canbedeep,canbeglobal",
        $filter: "name eq 'prvCreateAccount' or name eq 'prvReadAccount'",
        $orderby: "name",
      };
      const rows = rowsOf(await target.dataverse("GET", `privileges${query(options)}`));
      expect.equal(
        "rights",
        rows.map(({ name, accessright }) => `${String(name)} ${String(accessright)}`),
        ["prvCreateAccount 32", "prvReadAccount 1"],
      );
      expect.equal("id of prvReadAccount", rows[1]?.privilegeid, readAccount);
      expect.equal(
        "its depths",
        [rows[1]?.canbebasic, rows[1]?.canbelocal, rows[1]?.canbedeep, rows[1]?.canbeglobal],
        [true, true, true, true],
      );
      const single = await target.dataverse("GET", `privileges(${readAccount})?$select=name`);
      expect.equal("by its id", objectOf(single.body).name, "prvReadAccount");
    },
  },
  {
    id: "dataverse.entity-definitions",
    title:
      "A table's definition is read by logical name, by id and by filter, with its privileges and their depths",
    routes: [
      `${base}EntityDefinitions`,
      `${base}EntityDefinitions(LogicalName='{name}')`,
      `${base}EntityDefinitions({id})`,
    ],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const select = `$select=${entityKeys.join(",")},Privileges`;
      const answer = await target.dataverse("GET", `EntityDefinitions(LogicalName='account')?${select}`);
      expect.status("status", answer, 200);
      const account = objectOf(answer.body);
      expect.shape("definition", account, entityShape);
      expect.equal("EntitySetName", account.EntitySetName, "accounts");
      const privileges = Array.isArray(account.Privileges) ? account.Privileges.map(objectOf) : [];
      expect.shape("a privilege", privileges[0], privilegeShape);
      const read = privileges.find((privilege) => privilege.PrivilegeType === "Read");
      expect.equal("the one for reading", [read?.Name, read?.PrivilegeId], ["prvReadAccount", readAccount]);
      const id = textOf(account, "MetadataId");
      const byId = await target.dataverse("GET", `EntityDefinitions(${id})?$select=LogicalName`);
      expect.equal("by id", objectOf(byId.body).LogicalName, "account");
      const filter = query({ $filter: "LogicalName eq 'account'", $select: "LogicalName" });
      const found = rowsOf(await target.dataverse("GET", `EntityDefinitions${filter}`));
      expect.equal(
        "by filter",
        found.map((row) => row.LogicalName),
        ["account"],
      );
    },
  },
  {
    id: "dataverse.entity-definitions.depths",
    title: "A table that belongs to the organization has privileges at the depth Global only",
    routes: [`${base}EntityDefinitions(LogicalName='{name}')`],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const path = "EntityDefinitions(LogicalName='pluginassembly')?$select=Privileges";
      const { body } = await target.dataverse("GET", path);
      const { Privileges } = objectOf(body);
      const [first] = Array.isArray(Privileges) ? Privileges.map(objectOf) : [];
      const depths = [first?.CanBeBasic, first?.CanBeLocal, first?.CanBeDeep, first?.CanBeGlobal];
      expect.equal("depths of a privilege of pluginassembly", depths, [false, false, false, true]);
    },
  },
  {
    id: "dataverse.user-privileges",
    title: "RetrieveUserPrivileges tells what a user may do, and how deep, with parentheses and without",
    routes: [
      `${base}systemusers({id})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges`,
      `${base}systemusers({id})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`,
    ],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const { UserId } = objectOf((await target.dataverse("GET", "WhoAmI")).body);
      const path = `systemusers(${String(UserId)})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges`;
      const plain = heldPrivileges((await target.dataverse("GET", path)).body);
      const read = plain.find((privilege) => privilege.PrivilegeName === "prvReadAccount");
      expect.equal("Depth of prvReadAccount", read?.Depth, "Global");
      expect.equal("its keys", Object.keys(read ?? {}).sort(), [
        "BusinessUnitId",
        "Depth",
        "PrivilegeId",
        "PrivilegeName",
        "RecordFilterId",
        "RecordFilterUniqueName",
      ]);
      const other = heldPrivileges((await target.dataverse("GET", `${path}()`)).body);
      expect.equal("as many with parentheses", other.length, plain.length);
    },
  },
];

function heldPrivileges(body: unknown): readonly Readonly<Record<string, unknown>>[] {
  const { RolePrivileges } = objectOf(body);
  return Array.isArray(RolePrivileges) ? RolePrivileges.map(objectOf) : [];
}
