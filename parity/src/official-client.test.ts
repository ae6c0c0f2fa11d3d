import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { startSandbox, type RunningSandbox } from "@bc-sales/sandbox";
import type { ClientReport, ClientSettings } from "./testing/official-client";

const guid = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/;

describe("Microsoft's own Graph client, @microsoft/microsoft-graph-client", function () {
  this.timeout(60_000);

  let sandbox: RunningSandbox;
  let report: ClientReport;

  before(async () => {
    sandbox = await startSandbox();
    // Its retry handler is part of the chain that every client has.
    sandbox.faults.add({
      service: "graph",
      path: "*/subscribedSkus",
      times: 1,
      effect: { kind: "throttle", retryAfter: 1 },
    });
    const { authority, tenantId, clientId, clientSecret, graph, caFile } = sandbox.status;
    const [sku] = sandbox.store.all("skus");
    const [tenant] = sandbox.store.all("tenants");
    const settings: ClientSettings = {
      authority,
      tenantId,
      clientId,
      clientSecret,
      graph,
      skuId: sku!.skuId,
      domain: tenant!.verifiedDomains[0]!,
    };
    const program = join(__dirname, "testing", "official-client.js");
    const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(settings)], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile },
    });
    report = JSON.parse(stdout) as ClientReport;
  });

  after(async () => {
    await sandbox.close();
  });

  it("makes, changes and finds a user", () => {
    expect(report.created).to.include({ userPrincipalName: "official.client@contoso.onmicrosoft.com" });
    expect(report.created.id).to.match(guid);
    expect(report.selected).to.include({ jobTitle: "Tester", usageLocation: "US" });
    expect(report.found).to.deep.equal(["official.client@contoso.onmicrosoft.com"]);
  });

  it("goes through all users page by page", () => {
    const live = [...sandbox.store.all("users")].filter(({ deletedDateTime }) => deletedDateTime === null);
    const names = live.map(({ userPrincipalName }) => userPrincipalName);
    expect(report.iterated).to.have.members([...names, "official.client@contoso.onmicrosoft.com"]);
    expect(report.iterated.length).to.be.greaterThan(4);
  });

  it("assigns a licence and reads its details", () => {
    const [sku] = sandbox.store.all("skus");
    expect(report.licenses).to.deep.equal([sku!.skuPartNumber]);
    expect(report.plans).to.equal(sku!.servicePlans.length);
  });

  it("sends a batch, and gets each answer by its id", () => {
    expect(report.batch).to.deep.equal({ 1: 200, 2: 404, 3: 200 });
  });

  it("repeats a request that was throttled", () => {
    expect(report.skus).to.equal([...sandbox.store.all("skus")].length);
    const statuses = sandbox.requests.entries
      .filter(({ target }) => target.endsWith("/subscribedSkus"))
      .map(({ status }) => status);
    expect(statuses).to.deep.equal([429, 200]);
  });

  it("makes errors with status, code and request id of the refusals", () => {
    expect(report.refusal).to.include({ statusCode: 400, code: "Request_BadRequest" });
    expect(report.gone).to.include({ statusCode: 404, code: "Request_ResourceNotFound" });
    expect(report.gone.message).to.contain("does not exist or one of its queried");
    expect(report.refusal.requestId).to.match(guid);
  });

  it("deletes the user, who can be restored", () => {
    const user = sandbox.store.get("users", String(report.created.id));
    expect(user?.deletedDateTime).to.be.a("string");
  });
});
