import { expect } from "chai";
import { TestClient, type TestAnswer } from "../testing/client";

interface Part {
  id: string;
  status: number;
  headers: Record<string, string>;
  body?: { id?: string; error?: { code: string; message: string } };
}

describe("Graph $batch", () => {
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

  const json = { "Content-Type": "application/json" };

  async function batch(requests: unknown): Promise<TestAnswer> {
    return client.graph("POST", "/$batch", { requests });
  }

  async function parts(requests: unknown): Promise<Part[]> {
    const answer = await batch(requests);
    expect(answer.status).to.equal(200);
    return (answer.body as { responses: Part[] }).responses;
  }

  function person(alias: string): object {
    return {
      accountEnabled: true,
      displayName: alias,
      mailNickname: alias,
      userPrincipalName: `${alias}@contoso.onmicrosoft.com`,
      passwordProfile: { password: "Sandbox-1234" },
    };
  }

  it("answers each part with its own status, and a failed one leaves the others alone", async () => {
    const responses = await parts([
      { id: "1", method: "POST", url: "/users", headers: json, body: person("anna") },
      { id: "2", method: "POST", url: "/users", headers: json, body: person("megan.bowen") },
      {
        id: "3",
        method: "PATCH",
        url: "/users/anna@contoso.onmicrosoft.com",
        headers: json,
        body: { jobTitle: "Seller" },
      },
      { id: "4", method: "GET", url: "/users/anna@contoso.onmicrosoft.com?$select=jobTitle" },
    ]);
    expect(responses.map(({ id, status }) => [id, status])).to.deep.equal([
      ["1", 201],
      ["2", 400],
      ["3", 204],
      ["4", 200],
    ]);
    expect(responses[0]?.headers["Content-Type"]).to.match(/^application\/json/);
    expect(responses[1]?.body?.error?.code).to.equal("Request_BadRequest");
    expect(responses[2]).not.to.have.property("body");
    expect(responses[3]?.body).to.include({ jobTitle: "Seller" });
  });

  it("works on beta", async () => {
    const answer = await client.graph("POST", "/beta/$batch", {
      requests: [
        {
          id: "a",
          method: "GET",
          url: "/users/megan.bowen@contoso.onmicrosoft.com?$select=showInAddressList",
        },
      ],
    });
    const [part] = (answer.body as { responses: Part[] }).responses;
    expect(part?.body).to.include({ showInAddressList: true });
  });

  it("answers 424 to a part whose dependency failed", async () => {
    const responses = await parts([
      { id: "1", method: "GET", url: "/users/nobody@contoso.onmicrosoft.com" },
      { id: "2", method: "POST", url: "/users", headers: json, body: person("anna"), dependsOn: ["1"] },
      { id: "3", method: "GET", url: "/subscribedSkus", dependsOn: ["2"] },
    ]);
    expect(responses.map(({ status }) => status)).to.deep.equal([404, 424, 424]);
    expect(client.sandbox.store.userByPrincipalName("anna@contoso.onmicrosoft.com")).to.equal(undefined);
  });

  it("answers 501 to a part that is not covered", async () => {
    const [part] = await parts([{ id: "1", method: "GET", url: "/domains" }]);
    expect(part?.status).to.equal(501);
    expect(part?.body?.error?.message).to.include("GET /v1.0/domains");
  });

  const refusals: [string, unknown][] = [
    [
      "more than 20 parts",
      Array.from({ length: 21 }, (_, index) => ({ id: `${index}`, method: "GET", url: "/users" })),
    ],
    ["the same id twice", ["1", "1"].map((id) => ({ id, method: "GET", url: "/users" }))],
    ["a body without Content-Type", [{ id: "1", method: "POST", url: "/users", body: {} }]],
    ["a dependency that does not exist", [{ id: "1", method: "GET", url: "/users", dependsOn: ["2"] }]],
    [
      "another batch inside",
      [{ id: "1", method: "POST", url: "/$batch", headers: json, body: { requests: [] } }],
    ],
    ["no parts", []],
    ["parts without method", [{ id: "1", url: "/users" }]],
  ];
  for (const [what, requests] of refusals) {
    it(`is refused as a whole with ${what}`, async () => {
      expect((await batch(requests)).status).to.equal(400);
    });
  }
});
