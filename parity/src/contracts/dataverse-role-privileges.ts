import { objectOf, query, rowsOf } from "../answers";
import type { Contract } from "../contract";
import type { Answer } from "../target/https-client";
import { makeRow } from "../target/made-rows";
import type { Target } from "../target/target";

const post = "POST dataverse /api/data/v9.2/roles";
const action = (name: string): string => `${post}({id})/Microsoft.Dynamics.CRM.${name}`;
const readRoute = "GET dataverse /api/data/v9.2/RetrieveRolePrivilegesRole(RoleId=@{alias})";
const unknown = "00000000-0000-4000-8000-000000000001";

/** What every new role holds (learn.microsoft.com, Web API functions and actions sample, section 8). */
const defaultPrivileges = [
  "prvCreateSharePointData",
  "prvReadPluginAssembly",
  "prvReadPluginType",
  "prvReadSdkMessage",
  "prvReadSdkMessageProcessingStep",
  "prvReadSdkMessageProcessingStepImage",
  "prvReadSharePointData",
  "prvReadSharePointDocument",
  "prvWriteSharePointData",
];

export const dataverseRolePrivilegeContracts: readonly Contract[] = [
  {
    id: "dataverse.roles.create",
    title: "A new role is answered with 204 and its address, and holds nine privileges",
    routes: [post, readRoute, "DELETE dataverse /api/data/v9.2/roles({id})"],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { answer, id } = await newRole(target, "new");
      expect.status("status", answer, 204);
      expect.equal("OData-EntityId", answer.headers["odata-entityid"], target.address("roles", id));
      expect.equal(
        "privileges",
        (await granted(target, id)).map(([name]) => name),
        defaultPrivileges,
      );
      const again = await target.dataverse("POST", "roles", await body(target, "new"));
      expect.refusal("the same name again", again, "400 0x80041403");
    },
  },
  {
    id: "dataverse.roles.update",
    title: "A role is renamed with 204",
    routes: ["PATCH dataverse /api/data/v9.2/roles({id})"],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { id } = await newRole(target, "old-name");
      const name = `${target.prefix}new-name`;
      const renamed = await target.dataverse("PATCH", `roles(${id})`, { name }, { "if-match": "*" });
      expect.status("status", renamed, 204);
      const read = await target.dataverse("GET", `roles(${id})?$select=name`, undefined, {
        consistency: "Strong",
      });
      expect.equal("name", objectOf(read.body).name, name);
    },
  },
  {
    id: "dataverse.roles.privileges",
    title:
      "AddPrivilegesRole adds and deepens, RemovePrivilegeRole takes one away, ReplacePrivilegesRole leaves what it names: 204",
    routes: [
      action("AddPrivilegesRole"),
      action("RemovePrivilegeRole"),
      action("ReplacePrivilegesRole"),
      readRoute,
    ],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { id } = await newRole(target, "privileges");
      const ids = await privilegeIds(target, "prvReadAccount", "prvReadContact");
      const [account, contact] = [ids.get("prvReadAccount"), ids.get("prvReadContact")];
      const call = (name: string, parameters: object) =>
        target.dataverse("POST", `roles(${id})/Microsoft.Dynamics.CRM.${name}`, parameters);
      const privilege = (PrivilegeId: unknown, Depth: string) => ({ PrivilegeId, Depth });
      const added = await call("AddPrivilegesRole", { Privileges: [privilege(account, "Basic")] });
      expect.status("AddPrivilegesRole", added, 204);
      expect.equal("its depth", await depthOf(target, id, "prvReadAccount"), "Basic");
      const deepened = await call("AddPrivilegesRole", { Privileges: [privilege(account, "Global")] });
      expect.status("adding it deeper", deepened, 204);
      expect.equal("its depth then", await depthOf(target, id, "prvReadAccount"), "Global");
      expect.equal("privileges then", (await granted(target, id)).length, defaultPrivileges.length + 1);
      const removed = await call("RemovePrivilegeRole", { PrivilegeId: account });
      expect.status("RemovePrivilegeRole", removed, 204);
      expect.equal("its depth after", await depthOf(target, id, "prvReadAccount"), undefined);
      const replaced = await call("ReplacePrivilegesRole", { Privileges: [privilege(contact, "Local")] });
      expect.status("ReplacePrivilegesRole", replaced, 204);
      expect.equal("privileges at last", await granted(target, id), [["prvReadContact", "Local"]]);
    },
  },
  {
    id: "dataverse.roles.depth",
    title: "A depth that a privilege does not allow is refused with 400, and nothing is added",
    routes: [action("AddPrivilegesRole")],
    evidence: "assumed",
    openPoint: 4,
    writes: true,
    check: async (target, expect) => {
      const { id } = await newRole(target, "depth");
      const ids = await privilegeIds(target, "prvReadAccount", "prvCreatePluginAssembly");
      const path = `roles(${id})/Microsoft.Dynamics.CRM.AddPrivilegesRole`;
      const answer = await target.dataverse("POST", path, {
        Privileges: [
          { PrivilegeId: ids.get("prvReadAccount"), Depth: "Basic" },
          { PrivilegeId: ids.get("prvCreatePluginAssembly"), Depth: "Basic" },
        ],
      });
      expect.equal("status", answer.status, 400);
      expect.noted("code and message", objectOf(answer.body).error);
      expect.equal("depth of the other one", await depthOf(target, id, "prvReadAccount"), undefined);
    },
  },
  {
    id: "dataverse.roles.privileges.missing",
    title: "The privileges of a role that does not exist are answered with 404 0x80040217",
    routes: [readRoute],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      expect.refusal("answer", await privilegesOf(target, unknown), "404 0x80040217");
    },
  },
];

async function body(target: Target, label: string): Promise<Record<string, unknown>> {
  const { BusinessUnitId } = objectOf((await target.dataverse("GET", "WhoAmI")).body);
  return {
    name: `${target.prefix}${label}`,
    "businessunitid@odata.bind": `/businessunits(${String(BusinessUnitId)})`,
  };
}

async function newRole(
  target: Target,
  label: string,
): Promise<{ readonly answer: Answer; readonly id: string }> {
  return makeRow(target, "roles", label, await body(target, label));
}

async function privilegesOf(target: Target, roleId: string): Promise<Answer> {
  const path = `RetrieveRolePrivilegesRole(RoleId=@rid)?@rid=${roleId}`;
  return target.dataverse("GET", path, undefined, { consistency: "Strong" });
}

/** Name and depth of each, by name. */
async function granted(target: Target, roleId: string): Promise<[string, string][]> {
  const { RolePrivileges } = objectOf((await privilegesOf(target, roleId)).body);
  const rows = Array.isArray(RolePrivileges) ? RolePrivileges.map(objectOf) : [];
  const pairs = rows.map((row): [string, string] => [String(row.PrivilegeName), String(row.Depth)]);
  return pairs.sort(([one], [other]) => (one < other ? -1 : 1));
}

async function depthOf(target: Target, roleId: string, privilege: string): Promise<string | undefined> {
  return (await granted(target, roleId)).find(([name]) => name === privilege)?.[1];
}

async function privilegeIds(target: Target, ...names: readonly string[]): Promise<Map<unknown, unknown>> {
  const filter = names.map((name) => `name eq '${name}'`).join(" or ");
  const rows = rowsOf(
    await target.dataverse("GET", `privileges${query({ $filter: filter, $select: "name" })}`),
  );
  return new Map(rows.map((row) => [row.name, row.privilegeid]));
}
