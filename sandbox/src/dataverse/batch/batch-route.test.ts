import { expect } from "chai";
import { TestClient, type TestAnswer } from "../../testing/client";
import { dataverse, rootRoleId, seededSystemUserId } from "../../testing/dataverse";

const adele = seededSystemUserId("adele.vance");
const salesperson = rootRoleId("Salesperson");
const salesManager = rootRoleId("Sales Manager");
const vpOfSales = rootRoleId("VP of Sales");

/** A part that gives Adele a role. */
function assignment(roleId: string, contentId?: number): string {
  return part(
    `POST /api/data/v9.2/systemusers(${adele})/systemuserroles_association/$ref`,
    `{"@odata.id":"/api/data/v9.2/roles(${roleId})"}`,
    contentId,
  );
}

function part(line: string, body = "", contentId?: number): string {
  return [
    "Content-Type: application/http",
    "Content-Transfer-Encoding: binary",
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    "",
    `${line} HTTP/1.1`,
    ...(body === "" ? [] : ["Content-Type: application/json"]),
    "",
    body,
  ].join("\r\n");
}

function multipart(boundary: string, parts: readonly string[]): string {
  return `${parts.map((text) => `--${boundary}\r\n${text}\r\n`).join("")}--${boundary}--\r\n`;
}

function changeSet(...parts: readonly string[]): string {
  return `Content-Type: multipart/mixed; boundary="changeset_1"\r\n\r\n${multipart("changeset_1", parts)}`;
}

describe("POST $batch", () => {
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

  async function send(parts: readonly string[], headers: Record<string, string> = {}): Promise<TestAnswer> {
    return dataverse(client, "POST", "$batch", multipart("batch_1", parts), {
      "Content-Type": 'multipart/mixed; boundary="batch_1"',
      ...headers,
    });
  }

  function rolesOfAdele(): readonly string[] {
    return client.sandbox.store.get("systemusers", adele)!.roles;
  }

  /** Status lines of the inner answers, in order. */
  function statuses({ body }: TestAnswer): string[] {
    return [...(body as string).matchAll(/^HTTP\/1\.1 (\d{3} .*)\r$/gm)].map(([, status = ""]) => status);
  }

  it("is answered in the framing of the documented example", async () => {
    const answer = await send([assignment(salesManager), part(`GET roles(${salesManager})?$select=name`)]);
    expect(answer.status).to.equal(200);
    expect(answer.headers["odata-version"]).to.equal("4.0");
    const boundary = /^multipart\/mixed; boundary=(batchresponse_[\da-f-]{36})$/.exec(
      answer.headers["content-type"] ?? "",
    )?.[1];
    const version = client.sandbox.store.get("roles", salesManager)!.versionnumber;
    expect((answer.body as string).split("\r\n")).to.deep.equal([
      `--${boundary}`,
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "",
      "HTTP/1.1 204 No Content",
      "OData-Version: 4.0",
      "",
      "",
      `--${boundary}`,
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "",
      "HTTP/1.1 200 OK",
      `ETag: W/"${version}"`,
      "OData-Version: 4.0",
      "Content-Type: application/json; odata.metadata=minimal; odata.streaming=true",
      "",
      `{"@odata.context":"${client.sandbox.url}/api/data/v9.2/$metadata#roles(name)/$entity","@odata.etag":"W/\\"${version}\\"","name":"Sales Manager","roleid":"${salesManager}"}`,
      `--${boundary}--`,
      "",
    ]);
  });

  it("stops at the first failure with 400, and keeps what was done before it", async () => {
    const answer = await send([assignment(salesManager), assignment(salesperson), assignment(vpOfSales)]);
    expect(answer.status).to.equal(400);
    expect(statuses(answer)).to.deep.equal(["204 No Content", "412 Precondition Failed"]);
    expect(answer.body).to.match(/HTTP\/1\.1 412 Precondition Failed\r\nREQ_ID: [\da-f-]{36}\r\n/);
    expect(answer.body).to.contain(
      '{"error":{"code":"0x80040237","message":"A record with matching key values already exists."}}',
    );
    expect(rolesOfAdele()).to.have.members([salesperson, salesManager]);
  });

  it("goes on after a failure when the client prefers that", async () => {
    const answer = await send([assignment(salesperson), assignment(vpOfSales)], {
      Prefer: "odata.continue-on-error",
    });
    expect(answer.status).to.equal(200);
    expect(statuses(answer)).to.deep.equal(["412 Precondition Failed", "204 No Content"]);
    expect(rolesOfAdele()).to.have.members([salesperson, vpOfSales]);
  });

  for (const preference of [
    "odata.continue-on-error=true",
    'return=minimal, odata.continue-on-error="true"',
    "continue-on-error",
  ]) {
    it(`goes on after a failure for the preference ${preference}`, async () => {
      const answer = await send([assignment(salesperson), assignment(vpOfSales)], { Prefer: preference });
      expect(statuses(answer)).to.deep.equal(["412 Precondition Failed", "204 No Content"]);
    });
  }

  it("stops after a failure for the preference odata.continue-on-error=false", async () => {
    const headers = { Prefer: "odata.continue-on-error=false" };
    expect((await send([assignment(salesperson), assignment(vpOfSales)], headers)).status).to.equal(400);
  });

  it("takes filters that are too long for an address of their own", async () => {
    const ids = Array.from({ length: 1000 }, () => `"${adele}"`).join(",");
    const filter = `Microsoft.Dynamics.CRM.In(PropertyName='systemuserid',PropertyValues=[${ids}])`;
    const answer = await send([part(`GET systemusers?$select=fullname&$filter=${encodeURI(filter)}`)]);
    expect(statuses(answer)).to.deep.equal(["200 OK"]);
    expect(answer.body).to.contain("Adele Vance");
  });

  // Dataverse: Execute batch operations, "Reference URIs in URL and request body using @odata.id".
  it("puts addresses for references in URLs and bodies at once", async () => {
    const unit = client.sandbox.store.get("roles", salesManager)!.businessunitid;
    const bind = `"businessunitid@odata.bind":"/businessunits(${unit})"`;
    const answer = await send([
      changeSet(
        part("POST /api/data/v9.2/teams", `{"name":"One",${bind}}`, 1),
        part("PATCH $1", '{"description":"changed"}', 2),
        part(
          "POST /api/data/v9.2/systemusers",
          `{"domainname":"lynne.robbins@contoso.onmicrosoft.com",${bind}}`,
          3,
        ),
        part("POST $1/teammembership_association/$ref", '{"@odata.id":"$3"}', 4),
      ),
    ]);
    expect(statuses(answer)).to.deep.equal(Array.from({ length: 4 }, () => "204 No Content"));
    const team = [...client.sandbox.store.all("teams")].find(({ name }) => name === "One")!;
    expect(team.columns).to.deep.include({ description: "changed" });
    const [member] = team.members.map((id) => client.sandbox.store.get("systemusers", id)!.fullname);
    expect(member).to.equal("Lynne Robbins");
  });

  it("answers each request of a change set with its Content-ID", async () => {
    const answer = await send([changeSet(assignment(salesManager, 7), assignment(vpOfSales, 8))]);
    expect(answer.status).to.equal(200);
    const lines = (answer.body as string).split("\r\n");
    const inner = /boundary=(changesetresponse_[\da-f-]{36})$/.exec(lines[1]!)?.[1];
    expect(lines.slice(3, 13)).to.deep.equal([
      `--${inner}`,
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "Content-ID: 7",
      "",
      "HTTP/1.1 204 No Content",
      "OData-Version: 4.0",
      "",
      "",
      `--${inner}`,
    ]);
    expect(lines).to.include("Content-ID: 8").and.to.include(`--${inner}--`);
    expect(rolesOfAdele()).to.have.members([salesperson, salesManager, vpOfSales]);
  });

  it("undoes a whole change set when one of its requests fails", async () => {
    const answer = await send(
      [changeSet(assignment(salesManager, 1), assignment(salesperson, 2)), assignment(vpOfSales)],
      { Prefer: "odata.continue-on-error" },
    );
    expect(statuses(answer)).to.deep.equal(["412 Precondition Failed", "204 No Content"]);
    expect(answer.body).to.contain("Content-ID: 2").and.not.to.contain("Content-ID: 1");
    expect(rolesOfAdele()).to.have.members([salesperson, vpOfSales]);
  });

  it("puts the address of an earlier request for $ and its Content-ID", async () => {
    const appId = "0b7e0bd6-0f2e-4f0b-8d9c-0d4c7f1a2b3c";
    client.sandbox.store.put("servicePrincipals", "11111111-0f2e-4f0b-8d9c-0d4c7f1a2b3c", {
      id: "11111111-0f2e-4f0b-8d9c-0d4c7f1a2b3c",
      appId,
      displayName: "Second application",
      permissions: [],
    });
    const unit = client.sandbox.store.get("roles", salesManager)!.businessunitid;
    const answer = await send([
      changeSet(
        part(
          "POST /api/data/v9.2/systemusers",
          `{"applicationid":"${appId}","businessunitid@odata.bind":"/businessunits(${unit})"}`,
          1,
        ),
        part("POST $1/systemuserroles_association/$ref", `{"@odata.id":"roles(${salesManager})"}`, 2),
      ),
    ]);
    expect(statuses(answer)).to.deep.equal(["204 No Content", "204 No Content"]);
    expect(answer.body).to.match(/Location: (\S+)\r\n(?:.*\r\n)*OData-EntityId: \1\r\n/);
    const made = [...client.sandbox.store.all("systemusers")].find((user) => user.applicationid === appId);
    expect(made?.roles).to.deep.equal([salesManager]);
  });

  it("takes addresses that are absolute, from the host on, or below the service root", async () => {
    const paths = [`${client.sandbox.url}/api/data/v9.2/WhoAmI`, "/api/data/v9.2/WhoAmI", "WhoAmI"];
    expect(statuses(await send(paths.map((path) => part(`GET ${path}`))))).to.deep.equal([
      "200 OK",
      "200 OK",
      "200 OK",
    ]);
  });

  it("refuses a part with a body but without its own Content-Type", async () => {
    const bare = assignment(salesManager).replace("Content-Type: application/json\r\n", "");
    const answer = await send([bare]);
    expect(answer.status).to.equal(400);
    expect(answer.body).to.contain("0x80048d19");
  });

  it("does nothing of a batch that is broken anywhere", async () => {
    const answer = await send([assignment(salesManager), "Content-Type: text/plain\r\n\r\nhello"]);
    expect(answer.status).to.equal(400);
    expect(rolesOfAdele()).to.deep.equal([salesperson]);
  });
});
