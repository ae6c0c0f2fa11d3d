import { expect } from "chai";
import { type RunningSandbox, startSandbox } from "@bc-sales/sandbox";
import type {
  DataverseClient,
  DataverseOperation,
} from "../../../dynamic-providers/dist/clients/dataverse/dataverse";
import type { Answer } from "../../../dynamic-providers/dist/clients/http/http";
import type { Tenant } from "../../../dynamic-providers/dist/clients/tenant";
import { changeRow, roleId } from "../engine/tenant";
import { ADELE, ALEX, EXPORT } from "../kinds/people";
import { connected } from "./connected";
import { crowd } from "./crowd";
import { type Fault, faulty, first, throttled } from "./faults";

const isBatch = ({ url }: { url: string }) => url.endsWith("/$batch");

describe("the Dataverse client on a tenant", () => {
  let sandbox: RunningSandbox;
  let dataverse: DataverseClient;
  let tenant: Tenant;
  beforeEach(async () => {
    sandbox = await startSandbox();
    connect();
  });
  afterEach(() => sandbox.close());

  function connect(faultOf?: Parameters<typeof faulty>[0]): void {
    tenant = connected(sandbox, [], faultOf && faulty(faultOf));
    dataverse = tenant.dataverse(sandbox.url);
    sandbox.requests.clear();
  }

  function idsOf(signInName: string): { objectId: string; systemUserId: string } {
    const objectId = sandbox.store.userByPrincipalName(signInName)?.id ?? "";
    return { objectId, systemUserId: sandbox.store.systemUserByObjectId(objectId)?.systemuserid ?? "" };
  }

  function rolesOf(systemUserId: string): string[] {
    return (sandbox.store.get("systemusers", systemUserId)?.roles ?? []).map(
      (id) => sandbox.store.get("roles", id)?.name ?? id,
    );
  }

  /** Requests to Dataverse since it was connected. */
  function requests(): number {
    return sandbox.requests.entries.filter(({ service }) => service === "dataverse").length;
  }

  function assign(systemUserId: string, role: string): DataverseOperation {
    return {
      kind: "assignRole",
      systemUserId,
      roleId: roleId(sandbox.store, role),
      label: `assign role "${role}"`,
    };
  }

  function remove(systemUserId: string, role: string): DataverseOperation {
    return {
      kind: "removeRole",
      systemUserId,
      roleId: roleId(sandbox.store, role),
      label: `remove role "${role}"`,
    };
  }

  it("reads a user with everything that is asked of one", async () => {
    const { objectId, systemUserId } = idsOf(ADELE);
    const user = (await dataverse.systemUsers([objectId.toUpperCase()])).get(objectId);
    expect(user).to.deep.include({
      systemUserId,
      objectId,
      domainName: ADELE,
      accessMode: 0,
      licensed: true,
      disabled: false,
      applicationId: undefined,
    });
    const [role] = user?.roles ?? [];
    expect(user?.roles).to.have.length(1);
    expect(role).to.deep.include({
      name: "Salesperson",
      roleId: roleId(sandbox.store, "Salesperson"),
      rootRoleId: roleId(sandbox.store, "Salesperson"),
      templateId: "a4be89ff-7c35-4d69-9900-999c3f603e6f",
      businessUnitId: user?.businessUnitId,
    });
  });

  it("reads whoever is asked for in the same moment with one request, and remembers it", async () => {
    const [adele, alex] = [idsOf(ADELE).objectId, idsOf(ALEX).objectId];
    const nobody = "00000000-0000-4000-8000-000000000000";
    const read = await Promise.all([
      dataverse.systemUsers([adele]),
      dataverse.systemUsers([alex, nobody]),
      dataverse.systemUsers([adele, alex]),
    ]);
    expect(read.map((users) => [...users.keys()].sort())).to.deep.equal([
      [adele],
      [alex],
      [adele, alex].sort(),
    ]);
    await dataverse.systemUsers([alex, adele]);
    expect(requests()).to.equal(1);
  });

  it("never lets what is no id become part of a query", async () => {
    const users = await dataverse.systemUsers(["' or 1 eq 1", idsOf(ADELE).objectId]);
    expect(users.size).to.equal(1);
  });

  it("reads many people with one request, and very many by reading everybody", async () => {
    const faces = crowd(sandbox, 1_200);
    const ids = faces.map(({ objectId }) => objectId);
    expect((await dataverse.systemUsers(ids.slice(0, 900))).size).to.equal(900);
    expect(requests()).to.equal(1);
    expect((await dataverse.systemUsers(ids, { fresh: true })).size).to.equal(1_200);
    expect(requests()).to.equal(2);
  }).timeout(60_000);

  it("follows the links to roles that do not come with their user, all of them together", async () => {
    const faces = crowd(sandbox, 3);
    for (const { name } of faces) {
      changeRow(sandbox.store, name, () => ({ roles: [roleId(sandbox.store, "Salesperson")] }));
    }
    tenant = connected(sandbox, [], (transport) => async (request) => {
      const answer = await transport(request);
      return request.url.includes("/systemusers?") ? withoutRoles(sandbox.url, answer) : answer;
    });
    sandbox.requests.clear();
    const users = await tenant.dataverse(sandbox.url).systemUsers(faces.map(({ objectId }) => objectId));
    expect([...users.values()].map(({ roles }) => roles.map(({ name }) => name))).to.deep.equal(
      Array(3).fill(["Salesperson"]),
    );
    expect(requests()).to.equal(2);
  });

  it("reads again after it has written, past the service's own cache", async () => {
    const { objectId, systemUserId } = idsOf(ADELE);
    await dataverse.systemUsers([objectId]);
    await dataverse.execute([assign(systemUserId, "Sales Manager")]);
    const user = (await dataverse.systemUsers([objectId])).get(objectId);
    expect(user?.roles.map(({ name }) => name).sort()).to.deep.equal(["Sales Manager", "Salesperson"]);
  });

  it("sees what somebody else wrote when it is asked for fresh rows", async () => {
    const { objectId } = idsOf(ADELE);
    await dataverse.systemUsers([objectId]);
    changeRow(sandbox.store, ADELE, () => ({ accessmode: 4 }));
    expect((await dataverse.systemUsers([objectId])).get(objectId)?.accessMode).to.equal(0);
    expect((await dataverse.systemUsers([objectId], { fresh: true })).get(objectId)?.accessMode).to.equal(4);
    expect((await dataverse.systemUsers([objectId])).get(objectId)?.accessMode).to.equal(4);
  });

  it("writes in batches of 250, and reports each operation in its place", async () => {
    const faces = crowd(sandbox, 300);
    const outcomes = await dataverse.execute(
      faces.map(({ systemUserId }) => assign(systemUserId, "Salesperson")),
    );
    expect(outcomes).to.deep.equal(Array(300).fill({ ok: true, value: undefined }));
    expect(requests()).to.equal(2);
    for (const { systemUserId } of faces) expect(rolesOf(systemUserId)).to.deep.equal(["Salesperson"]);
  }).timeout(60_000);

  it("counts a role that is there as assigned and one that is gone as removed", async () => {
    const { systemUserId } = idsOf(ADELE);
    const outcomes = await dataverse.execute([
      assign(systemUserId, "Salesperson"),
      remove(systemUserId, "Sales Manager"),
    ]);
    expect(outcomes.map(({ ok }) => ok)).to.deep.equal([true, true]);
    expect(rolesOf(systemUserId)).to.deep.equal(["Salesperson"]);
  });

  it("knows owner teams and their members, and counts who is in as joined and who is out as gone", async () => {
    const { systemUserId } = idsOf(ADELE);
    const [unit] = [...sandbox.store.all("businessunits")];
    const team = (teamid: string, name: string, teamtype: number) => {
      sandbox.store.put("teams", teamid, {
        teamid,
        name,
        teamtype,
        isdefault: false,
        businessunitid: unit?.businessunitid ?? "",
        members: [],
        roles: [],
        versionnumber: sandbox.store.nextVersion(),
      });
    };
    const teamId = "00000000-0000-4000-8000-0000000000a1";
    team(teamId, "BCI - Contoso", 0);
    // An access team, as there can be one for each record.
    team("00000000-0000-4000-8000-0000000000a2", "access", 1);
    sandbox.store.commit();
    expect(await dataverse.teams()).to.deep.equal([{ teamId, name: "BCI - Contoso" }]);
    const members = async () => [...((await dataverse.teamMembers([teamId])).get(teamId) ?? [])];
    expect(await members()).to.deep.equal([]);
    for (const [kind, left] of [
      ["joinTeam", [systemUserId]],
      ["leaveTeam", []],
    ] as const) {
      const operation: DataverseOperation = { kind, systemUserId, teamId, label: kind };
      for (const outcome of await dataverse.execute([operation, operation])) {
        expect(outcome.ok, kind).to.equal(true);
      }
      expect(await members()).to.deep.equal(left);
    }
  });

  it("moves a user to another business unit", async () => {
    const { objectId, systemUserId } = idsOf(ADELE);
    const units = await dataverse.businessUnits();
    const child = units.find((unit) => unit.parentId !== undefined)?.businessUnitId ?? "";
    const change = { businessUnitId: child };
    await dataverse.execute([{ kind: "updateUser", systemUserId, change, label: "move" }]);
    const user = (await dataverse.systemUsers([objectId])).get(objectId);
    expect(user).to.deep.include({ businessUnitId: child, roles: [] });
  });

  it("goes on after a refusal, which names operation, code and remedy", async () => {
    const [adele, alex] = [idsOf(ADELE).systemUserId, idsOf(ALEX).systemUserId];
    changeRow(sandbox.store, ADELE, () => ({ isdisabled: true }));
    const outcomes = await dataverse.execute([assign(adele, "Sales Manager"), assign(alex, "Salesperson")]);
    const [refused, done] = outcomes;
    expect(done?.ok).to.equal(true);
    expect(rolesOf(alex)).to.include("Salesperson");
    if (refused === undefined || refused.ok) expect.fail();
    expect(refused.error).to.include({ service: "Dataverse", operation: 'assign role "Sales Manager"' });
    expect(refused.error.message).to.match(/^Dataverse could not assign role "Sales Manager": HTTP \d{3} 0x/);
  });

  it("does not make a user by changing one that is not there", async () => {
    const before = [...sandbox.store.all("systemusers")].length;
    const [outcome] = await dataverse.execute([
      {
        kind: "updateUser",
        systemUserId: "00000000-0000-4000-8000-000000000000",
        change: { disabled: true },
        label: "disable nobody",
      },
    ]);
    expect(outcome?.ok).to.equal(false);
    expect([...sandbox.store.all("systemusers")].length).to.equal(before);
  });

  it("changes access mode and state of a user", async () => {
    const { systemUserId } = idsOf(ADELE);
    const change = { accessMode: 4, disabled: true };
    await dataverse.execute([{ kind: "updateUser", systemUserId, change, label: "change" }]);
    expect(sandbox.store.get("systemusers", systemUserId)).to.include({ accessmode: 4, isdisabled: true });
  });

  it("counts only non-interactive users that are enabled and no applications", async () => {
    const users = await dataverse.nonInteractiveUsers();
    expect(users.map(({ domainName }) => domainName)).to.deep.equal([EXPORT]);
    changeRow(sandbox.store, ADELE, () => ({ accessmode: 4 }));
    await dataverse.execute([assign(idsOf(ADELE).systemUserId, "Salesperson")]);
    expect(await dataverse.nonInteractiveUsers()).to.have.length(2);
  });

  it("knows roles and business units, asked once for all", async () => {
    const [roles, units, me] = await Promise.all([
      dataverse.roles(),
      dataverse.businessUnits(),
      dataverse.whoAmI(),
      dataverse.roles(),
    ]);
    expect(roles.length).to.equal([...sandbox.store.all("roles")].length);
    expect(units.length).to.equal([...sandbox.store.all("businessunits")].length);
    const [root] = units.filter(({ parentId }) => parentId === undefined);
    expect(me.businessUnitId).to.equal(root?.businessUnitId);
    const environments = [...sandbox.store.all("environments")];
    expect(environments.map(({ organizationId }) => organizationId)).to.include(me.organizationId);
    expect(requests()).to.equal(3);
  });

  it("converges when the answer to a batch is lost", async () => {
    const { systemUserId } = idsOf(ADELE);
    connect(first(1, isBatch, "lost"));
    const outcomes = await dataverse.execute([
      assign(systemUserId, "Sales Manager"),
      remove(systemUserId, "Salesperson"),
    ]);
    expect(outcomes.map(({ ok }) => ok)).to.deep.equal([true, true]);
    expect(rolesOf(systemUserId)).to.deep.equal(["Sales Manager"]);
  });

  it("waits as long as it is asked to, then goes on", async () => {
    const { objectId } = idsOf(ADELE);
    connect(first(2, ({ method }) => method === "GET", throttled(17)));
    const before = sandbox.clock.now();
    expect((await dataverse.systemUsers([objectId])).size).to.equal(1);
    expect(sandbox.clock.now() - before).to.be.at.least(34_000);
  });

  it("gives up on a tenant that keeps asking to wait, saying for how long it was asked", async () => {
    connect(() => throttled(240));
    const error = await dataverse.whoAmI().catch((refused: unknown) => refused);
    expect(String(error)).to.match(
      /HTTP 429 0x80072322: Number of requests exceeded .* \(after 3 tries in \d+ s; the next would be in 240 s, while 600 s are allowed for all of it\)/,
    );
    expect(String(error)).to.include("Deploy again later");
  });

  it("reports each operation when a batch as a whole is refused, and takes nothing for done", async () => {
    const gone: Fault = { status: 404, headers: {}, body: '{"error":{"code":"","message":"Not found."}}' };
    connect((request) => (isBatch(request) ? gone : undefined));
    const outcomes = await dataverse.execute([remove(idsOf(ADELE).systemUserId, "Salesperson")]);
    expect(outcomes.map(({ ok }) => ok)).to.deep.equal([false]);
  });

  it("sends a batch in halves that is refused for its size", async () => {
    const faces = crowd(sandbox, 50);
    const tooLarge: Fault = { status: 413, headers: {}, body: "<h1>Request Entity Too Large</h1>" };
    connect(({ body }) => ((body ?? "").split("/$ref HTTP").length > 21 ? tooLarge : undefined));
    const outcomes = await dataverse.execute(
      faces.map(({ systemUserId }) => assign(systemUserId, "Salesperson")),
    );
    expect(outcomes.every(({ ok }) => ok)).to.equal(true);
    for (const { systemUserId } of faces) expect(rolesOf(systemUserId)).to.deep.equal(["Salesperson"]);
    // 50 and twice 25 are too many; 13, 12, 13 and 12 are not.
    expect(requests()).to.equal(4);
  });

  it("signs in again when a token is rejected", async () => {
    const rejected: Fault = { status: 401, headers: {}, body: "" };
    connect(first(1, () => true, rejected));
    expect((await dataverse.whoAmI()).userId).not.to.equal("");
  });

  it("sends no token to a host that is no organization", () => {
    expect(() => tenant.dataverse("http://contoso.crm4.dynamics.com")).to.throw("is not an https address");
  });
});

/** Rows of users whose roles are behind a link each, as the service answers when it pages them. */
function withoutRoles(organizationUrl: string, answer: Answer): Answer {
  const body = JSON.parse(answer.body) as { value: { systemuserid: string }[] };
  const value = body.value.map((user) => ({
    ...user,
    systemuserroles_association: [],
    "systemuserroles_association@odata.nextLink": `${organizationUrl}/api/data/v9.2/systemusers(${user.systemuserid})/systemuserroles_association?$select=roleid,name,_businessunitid_value,_parentrootroleid_value,_roletemplateid_value`,
  }));
  return { ...answer, body: JSON.stringify({ ...body, value }) };
}
