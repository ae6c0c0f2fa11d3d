import { expect } from "chai";
import { TestClient } from "../testing/client";
import { create, filtered, type Page } from "./users.test.support";

interface GraphError {
  error: { code: string; message: string };
}

describe("Graph users, filtered", () => {
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

  it("are filtered by eq, in, startswith, and, or", async () => {
    const anna = await create(client, "anna", { employeeId: "17" });
    const bert = await create(client, "bert", { employeeId: "18", mail: "bert@contoso.com" });
    const wanted: [string, string[]][] = [
      ["userPrincipalName eq 'ANNA@contoso.onmicrosoft.com'", [anna]],
      ["mail eq 'bert@contoso.com'", [bert]],
      ["mailNickname eq 'anna'", [anna]],
      [`id in ('${anna}','${bert}')`, [anna, bert]],
      ["userPrincipalName in ('bert@contoso.onmicrosoft.com', 'nobody@contoso.onmicrosoft.com')", [bert]],
      ["employeeId eq '17' or employeeId eq '18'", [anna, bert]],
      ["employeeId eq '17' and accountEnabled eq false", []],
      ["startswith(mailNickname,'ber')", [bert]],
      ["displayName eq 'O''Neill'", []],
    ];
    for (const [filter, ids] of wanted) {
      const { body } = await filtered(client, filter);
      expect(
        (body as Page).value.map((user) => user.id),
        filter,
      ).to.deep.equal(ids);
    }
  });

  it("refuse a filter that cannot be read, on an unknown property, or with an operator not covered", async () => {
    expect((await filtered(client, "userPrincipalName eq")).status).to.equal(400);
    expect((await filtered(client, "salary eq 'high'")).status).to.equal(400);
    expect((await filtered(client, "id eq 'x' and salary eq 'high'")).status).to.equal(400);
    expect((await filtered(client, "createdDateTime ge 2026-01-01T00:00:00Z")).status).to.equal(501);
    expect((await filtered(client, "proxyAddresses/any(a:startswith(a,'smtp:'))")).status).to.equal(501);
  });

  const eventual = { consistencylevel: "eventual" };

  it("are filtered by ne, not and endswith in an advanced query only", async () => {
    const anna = await create(client, "anna", { mail: "anna@fabrikam.com", department: "Sales" });
    const everybody = [...client.sandbox.store.all("users")].map((user) => user.id);
    const others = everybody.filter((id) => id !== anna);
    const wanted: [string, string, string[]][] = [
      ["department ne 'Sales'", "Unsupported property filter clause operator 'NotEqualsMatch'.", others],
      ["not (department eq 'Sales')", "Operator 'not' is not supported because", others],
      ["endswith(mail,'@fabrikam.com')", "Operator 'endsWith' is not supported because", [anna]],
    ];
    for (const [filter, message, ids] of wanted) {
      const plain = await filtered(client, filter);
      expect(plain.status, filter).to.equal(400);
      expect((plain.body as GraphError).error.code).to.equal("Request_UnsupportedQuery");
      expect((plain.body as GraphError).error.message).to.include(message);
      const { body } = await filtered(client, filter, eventual, "&$count=true");
      expect((body as Page)["@odata.count"], filter).to.equal(ids.length);
      expect((body as Page).value.map((user) => user.id)).to.deep.equal(ids);
    }
  });

  it("are never filtered by contains, nor by the end of just any property", async () => {
    for (const filter of ["contains(displayName,'a')", "endswith(displayName,'a')"]) {
      expect((await filtered(client, filter, eventual, "&$count=true")).status, filter).to.equal(400);
    }
  });

  it("are counted only where the query says that it may be eventually right", async () => {
    expect((await client.graph("GET", "/users?$count=true")).status).to.equal(400);
    const { body } = await client.graph("GET", "/users?$count=true&$top=1", undefined, eventual);
    expect((body as Page)["@odata.count"]).to.equal([...client.sandbox.store.all("users")].length);
  });

  it("are filtered by a licence that they hold", async () => {
    const sales = "1e1a282c-9c54-43a2-9310-98ef728faace";
    const { body } = await filtered(client, `assignedLicenses/any(x:x/skuId eq ${sales})`);
    const names = (body as Page).value.map((user) => user.userPrincipalName);
    expect(names).to.have.members([
      "adele.vance@contoso.onmicrosoft.com",
      "alex.wilber@contoso.onmicrosoft.com",
    ]);
  });

  it("take at most 15 alternatives in a filter, unless the query is an advanced one", async () => {
    const names = Array.from({ length: 16 }, (_, index) => `'a${index}@contoso.onmicrosoft.com'`);
    const list = `userPrincipalName in (${names.join(",")})`;
    const chain = names.map((name) => `userPrincipalName eq ${name}`).join(" or ");
    for (const filter of [list, chain]) {
      const answer = await filtered(client, filter);
      expect(answer.status).to.equal(400);
      expect((answer.body as GraphError).error.message).to.equal(
        "Too many child clauses specified in search filter expression containing 'OR' operators: 16. Max allowed: 15.",
      );
      const advanced = await filtered(client, filter, { consistencylevel: "eventual" }, "&$count=true");
      expect(advanced.status).to.equal(200);
      expect((advanced.body as Page)["@odata.count"]).to.equal(0);
    }
    expect((await filtered(client, `userPrincipalName in (${names.slice(1).join(",")})`)).status).to.equal(
      200,
    );
  });
});
