import { expect } from "chai";
import { TestClient } from "../testing/client";
import type { TenantRows } from "../state/tables";

interface AdminError {
  error: { message: string };
}

describe("the admin routes", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start({ settings: { licenseDelay: 5 } });
  });

  after(async () => {
    await client.close();
  });

  beforeEach(async () => {
    await client.reset();
  });

  it("say where everything is", async () => {
    const { body } = await client.send("GET", "/admin/status");
    expect(body).to.deep.equal(client.sandbox.status);
  });

  it("list every covered route with its evidence", async () => {
    const { body } = await client.send("GET", "/admin/coverage");
    const routes = body as { service: string; name: string; evidence: string; source: string }[];
    expect(routes.map((route) => route.name)).to.include("/{version}/users/{id}/assignLicense");
    for (const route of routes) {
      expect(route.evidence, route.name).to.be.oneOf(["documented", "observed", "assumed"]);
      expect(route.source, route.name).not.to.equal("");
    }
  });

  it("export the tenant and take it back", async () => {
    const exported = (await client.send("GET", "/admin/state")).body as TenantRows;
    const megan = exported.users.find((user) => user.displayName === "Megan Bowen")!;
    await client.send("DELETE", `/admin/state/users/${megan.id}`);
    expect(client.sandbox.store.get("users", megan.id)).to.equal(undefined);
    expect((await client.send("PUT", "/admin/state", { body: exported })).status).to.equal(204);
    expect(client.sandbox.store.get("users", megan.id)).to.deep.equal(megan);
  });

  it("refuse a tenant that lacks a table or a field, naming it", async () => {
    const exported = (await client.send("GET", "/admin/state")).body as TenantRows;
    const withoutTeams: Partial<TenantRows> = { ...exported };
    delete withoutTeams.teams;
    const incomplete = { ...exported, groups: [{ id: "a" }] };
    for (const [body, name] of [
      [withoutTeams, "teams"],
      [incomplete, "displayName"],
    ] as const) {
      const answer = await client.send("PUT", "/admin/state", { body });
      expect(answer.status).to.equal(400);
      expect((answer.body as AdminError).error.message).to.include(name);
    }
  });

  it("change a row by hand, by id or sign-in name, with a new version number", async () => {
    const [user] = [...client.sandbox.store.all("systemusers")].filter(
      (row) => row.fullname === "Adele Vance",
    );
    const answer = await client.send(
      "PATCH",
      "/admin/state/systemusers/Adele.Vance@contoso.onmicrosoft.com",
      {
        body: { accessmode: 4, columns: { title: "Ms" } },
      },
    );
    expect(answer.status).to.equal(200);
    const changed = client.sandbox.store.get("systemusers", user!.systemuserid)!;
    expect(changed).to.include({ accessmode: 4, fullname: "Adele Vance" });
    expect(changed.columns).to.deep.equal({ ...user!.columns, title: "Ms" });
    expect(changed.versionnumber).to.be.greaterThan(user!.versionnumber);
  });

  it("name the table, row or field that does not exist", async () => {
    const wrong: [string, string, object, number, string][] = [
      ["PATCH", "/admin/state/people/1", {}, 404, "people"],
      [
        "DELETE",
        "/admin/state/users/nobody@contoso.onmicrosoft.com",
        {},
        404,
        "nobody@contoso.onmicrosoft.com",
      ],
      ["PATCH", "/admin/state/users/megan.bowen@contoso.onmicrosoft.com", { nickname: "M" }, 400, "nickname"],
    ];
    for (const [method, path, body, status, name] of wrong) {
      const answer = await client.send(method, path, { body });
      expect(answer.status).to.equal(status);
      expect((answer.body as AdminError).error.message).to.include(name);
    }
  });

  it("reset tenant, settings, clock and log to the start", async () => {
    await client.send("DELETE", "/admin/state/users/megan.bowen@contoso.onmicrosoft.com");
    await client.send("PATCH", "/admin/settings", { body: { licenseDelay: 7, addUserDelay: 7 } });
    await client.send("POST", "/admin/clock", { body: { advance: 1000 } });
    await client.graph("GET", "/users");
    expect((await client.send("POST", "/admin/reset")).status).to.equal(204);
    expect(client.sandbox.store.userByPrincipalName("megan.bowen@contoso.onmicrosoft.com")).not.to.equal(
      undefined,
    );
    expect(client.sandbox.settings).to.include({ licenseDelay: 5, addUserDelay: 0 });
    expect(client.sandbox.clock.offset).to.equal(0);
    expect(client.sandbox.requests.entries).to.deep.equal([]);
  });

  it("show and forget the requests", async () => {
    await client.graph("GET", "/subscribedSkus");
    const shown = await client.send("GET", "/admin/requests");
    expect((shown.body as { counters: object }).counters).to.include({ "graph GET": 1 });
    await client.send("DELETE", "/admin/requests");
    const empty = await client.send("GET", "/admin/requests");
    expect(empty.body).to.deep.equal({ counters: {}, requests: [] });
  });

  it("change settings, and refuse unknown names and values", async () => {
    const answer = await client.send("PATCH", "/admin/settings", { body: { maxNonInteractiveUsers: 2 } });
    expect(answer.body).to.include({ maxNonInteractiveUsers: 2, licenseDelay: 5 });
    for (const body of [{ licenceDelay: 1 }, { licenseDelay: -1 }, { licenseDelay: "1" }]) {
      const refused = await client.send("PATCH", "/admin/settings", { body });
      expect(refused.status).to.equal(400);
      expect((refused.body as AdminError).error.message).to.include(Object.keys(body)[0]);
    }
    expect(client.sandbox.settings.licenseDelay).to.equal(5);
  });

  it("step the clock forward only", async () => {
    const before = client.sandbox.clock.now();
    const answer = await client.send("POST", "/admin/clock", { body: { advance: 3_600_000 } });
    expect(answer.body).to.include({ offset: 3_600_000 });
    expect(client.sandbox.clock.now() - before).to.be.at.least(3_600_000);
    for (const body of [{ advance: -1 }, { advance: "1" }, {}]) {
      expect((await client.send("POST", "/admin/clock", { body })).status).to.equal(400);
    }
  });
});
