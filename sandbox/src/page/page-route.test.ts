import { createHash } from "node:crypto";
import { expect } from "chai";
import { seedIds } from "../seed/ids";
import { TestClient } from "../testing/client";

/** Breaks out of text, of attributes in either quotes, and of the style element. */
const hostile = `</td></style><script>alert(1)</script><img src=x onerror=alert(2)>"'&amp;{}`;

describe("the page", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start();
  });

  after(async () => {
    await client.close();
  });

  beforeEach(async () => {
    await client.reset();
  });

  async function page(address = "/"): Promise<string> {
    const { status, body } = await client.send("GET", address);
    expect(status).to.equal(200);
    return body as string;
  }

  function change(table: string, id: string, body: object): Promise<unknown> {
    return client.send("PATCH", `/admin/state/${table}/${id}`, { body });
  }

  it("shows accounts, licences, roles and requests, and no secret", async () => {
    await client.graph("GET", "/subscribedSkus");
    const text = await page();
    for (const shown of [
      "megan.bowen@contoso.onmicrosoft.com",
      "DYN365_ENTERPRISE_SALES",
      "Non-interactive",
      "Salesperson",
      "/v1.0/subscribedSkus",
    ]) {
      expect(text).to.include(shown);
    }
    expect(text).not.to.include(client.sandbox.status.clientSecret);
  });

  it("runs nothing and loads nothing, by its policy: its one style is named by digest", async () => {
    const { headers, body } = await client.send("GET", "/");
    const style = /<style>([^]*?)<\/style>/.exec(body as string)?.[1] ?? "";
    const digest = createHash("sha256").update(style).digest("base64");
    expect(headers["content-security-policy"]).to.equal(
      `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(body).not.to.match(/<script|\son\w+=|\sstyle=|javascript:/i);
  });

  it("shows hostile names as text, wherever a name can stand", async () => {
    const { sandbox } = client;
    const [adele] = [...sandbox.store.all("users")].filter((user) => user.displayName === "Adele Vance");
    const [sku] = [...sandbox.store.all("skus")];
    const [role] = [...sandbox.store.all("roles")].filter((one) => one.name === "Salesperson");
    const [team] = [...sandbox.store.all("teams")];
    await change("users", adele!.id, { displayName: hostile, userPrincipalName: hostile });
    await change("skus", sku!.skuId, { skuPartNumber: hostile });
    await change("roles", role!.roleid, { name: hostile });
    await change("teams", team!.teamid, { name: hostile, roles: [role!.roleid] });
    await change("groups", seedIds.licensingGroupId, { displayName: hostile });
    await change("tenants", seedIds.tenantId, { displayName: hostile, verifiedDomains: [hostile] });
    await change("environments", seedIds.environmentId, {
      displayName: hostile,
      securityGroupId: seedIds.licensingGroupId,
    });
    await change("businessunits", seedIds.rootBusinessUnitId, { name: hostile });
    await client.graph("GET", `/users/${encodeURIComponent(hostile)}`);
    for (const address of ["/", `/?q=${encodeURIComponent(hostile)}&show=${encodeURIComponent(hostile)}`]) {
      const text = await page(address);
      expect(text).not.to.match(/<script|<img/);
      expect(text.match(/<style/g)).to.have.length(1);
      expect(text.match(/<\/style/g)).to.have.length(1);
      expect(text).to.include("&#60;script&#62;alert(1)&#60;/script&#62;");
      // Every attribute is in double quotes and none of them breaks: tags in order are tags closed.
      const markup = text.replace(/<style>[^]*<\/style>/, "");
      expect(markup.replace(/<[a-z/!][^<>"]*("[^"<>]*"[^<>"]*)*>/gi, "")).not.to.match(/[<>]/);
    }
  });

  it("finds one of thousands of people, and shows the others in pages", async () => {
    const { store } = client.sandbox;
    const [adele] = [...store.all("users")].filter((user) => user.displayName === "Adele Vance");
    for (let index = 0; index < 3000; index += 1) {
      const name = `Person ${String(index).padStart(4, "0")}`;
      store.put("users", `many-${index}`, { ...adele!, id: `many-${index}`, displayName: name });
    }
    const first = await page();
    expect(first.match(/Person \d{4}/g)?.length).to.be.lessThan(60);
    expect(first).to.include('rel="next"').and.include("Megan Bowen");
    expect(await page("/?page=3")).to.include("101 to 150 of");
    // A page that is past the end is the last one.
    expect(await page("/?page=9999")).to.include("Person 2999");
    const found = await page("/?q=person+2718");
    expect(found.match(/Person \d{4}/g)).to.deep.equal(["Person 2718"]);
  });

  it("says that nobody fits, and how to see everybody", async () => {
    const text = await page("/?q=nobody-of-this-name");
    expect(text).to.include("Nobody fits").and.include('href="/#accounts"');
  });

  it("shows the environment's administration mode and security group, and settings that differ", async () => {
    await change("environments", seedIds.environmentId, {
      administrationMode: true,
      securityGroupId: seedIds.licensingGroupId,
    });
    await client.send("PATCH", "/admin/settings", { body: { licenseDelay: 90_000 } });
    await client.send("POST", "/admin/clock", { body: { advance: 7_200_000 } });
    const text = await page();
    for (const shown of [
      "only administrators enter",
      "Licence: Power Apps, members: 1",
      "90 s",
      "2 h ahead",
    ]) {
      expect(text).to.include(shown);
    }
    expect(text).to.include("licenseDelay").and.not.include("addUserDelay");
  });

  it("shows the faults that are on, and the requests that they have hit", async () => {
    const { faults } = client.sandbox;
    faults.add({
      service: "graph",
      path: "/v1.0/sub*",
      effect: { kind: "status", status: 503, retryAfter: 7 },
    });
    await client.graph("GET", "/subscribedSkus");
    await client.graph("GET", "/users?$top=1");
    const text = await page("/?log=refused");
    const [on = ""] = /<tbody[^]*?<\/tbody>/.exec(text.slice(text.indexOf("Faults that are on"))) ?? [];
    expect(
      on
        .replace(/<[^>]*>/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
    ).to.equal("status status 503, retryAfter 7 fault-1 graph /v1.0/sub* 1 1");
    expect(text).to.include("fault: status (fault-1)").and.not.include("$top");
    faults.clear();
    expect(await page()).to.include("No fault is on");
  });

  it("loads itself again only when asked to", async () => {
    expect(await page()).not.to.include("http-equiv");
    const text = await page("/?refresh=5&q=megan");
    expect(text).to.include('<meta http-equiv="refresh" content="5" />');
    // Stopping keeps the rest.
    expect(text).to.include('href="/?q=megan"');
  });

  it("stands also in a tenant that was emptied", async () => {
    const { body } = await client.send("GET", "/admin/state");
    const empty = Object.fromEntries(Object.keys(body as object).map((table) => [table, []]));
    await client.send("PUT", "/admin/state", { body: empty });
    expect(await page()).to.include("import a tenant, or reset the sandbox");
  });
});
