import { expect } from "chai";
import { decodeJwt } from "jose";
import { TestClient, type TestAnswer } from "../testing/client";

describe("signing in", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start();
  });

  after(async () => {
    await client.close();
  });

  function form(changes: Record<string, string | undefined> = {}): string {
    const { clientId, clientSecret, graph } = client.sandbox.status;
    const fields: Record<string, string | undefined> = {
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: "client_credentials",
      scope: `${graph}/.default`,
      ...changes,
    };
    return new URLSearchParams(
      Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
    ).toString();
  }

  async function ask(
    changes: Record<string, string | undefined> = {},
    tenant = client.sandbox.status.tenantId,
  ): Promise<TestAnswer> {
    return client.send("POST", `/${tenant}/oauth2/v2.0/token`, { body: form(changes) });
  }

  it("gives a token with the claims that the azuread plug-in reads, in their types", async () => {
    const { body } = await ask();
    expect(body).to.include({ token_type: "Bearer", expires_in: 3599 });
    const claims = decodeJwt((body as { access_token: string }).access_token);
    expect(claims.aud).to.equal(client.sandbox.status.graph);
    expect(claims.tid).to.equal(client.sandbox.status.tenantId);
    expect(claims.oid).to.match(/^[0-9a-f-]{36}$/);
    expect(claims.roles).to.include("User.ReadWrite.All");
    expect(claims.exp! - claims.iat!).to.equal(3599);
  });

  it("takes the tenant's domain for its id", async () => {
    expect((await ask({}, "contoso.onmicrosoft.com")).status).to.equal(200);
  });

  const refusals: [string, Record<string, string | undefined>, number, string, string][] = [
    ["a wrong secret", { client_secret: "wrong" }, 401, "invalid_client", "AADSTS7000215"],
    [
      "an unknown client",
      { client_id: "4f8e1f0e-0000-4000-8000-000000000000" },
      400,
      "unauthorized_client",
      "AADSTS700016",
    ],
    ["no credential", { client_secret: undefined }, 401, "invalid_client", "AADSTS7000216"],
    [
      "an unknown resource",
      { scope: "https://graph.microsoft.com/.default" },
      400,
      "invalid_resource",
      "AADSTS500011",
    ],
    ["a scope without /.default", { scope: "User.Read" }, 400, "invalid_scope", "AADSTS1002012"],
    [
      "two resources at once",
      { scope: "https://one.example/.default https://two.example/.default" },
      400,
      "invalid_scope",
      "AADSTS28000",
    ],
    ["another grant", { grant_type: "password" }, 400, "unsupported_grant_type", "AADSTS70003"],
    ["no scope", { scope: undefined }, 400, "invalid_request", "AADSTS900144"],
  ];
  for (const [what, changes, status, error, code] of refusals) {
    it(`refuses ${what} with ${code}`, async () => {
      const answer = await ask(changes);
      const body = answer.body as { error: string; error_description: string; error_codes: number[] };
      expect(answer.status).to.equal(status);
      expect(body.error).to.equal(error);
      expect(body.error_description).to.match(new RegExp(`^${code}: `));
      expect(body.error_codes).to.deep.equal([Number(code.slice(6))]);
      expect(body).to.include.keys("timestamp", "trace_id", "correlation_id");
    });
  }

  it("refuses an unknown tenant with AADSTS90002", async () => {
    const answer = await ask({}, "fabrikam.onmicrosoft.com");
    expect(answer.status).to.equal(400);
    expect((answer.body as { error_codes: number[] }).error_codes).to.deep.equal([90002]);
  });

  it("gives a new token to a request with the claims of a challenge", async () => {
    const claims = JSON.stringify({ access_token: { nbf: { essential: true, value: "1700000000" } } });
    const tokens = await Promise.all([ask(), ask({ claims })]);
    const [plain, challenged] = tokens.map(({ body }) => (body as { access_token: string }).access_token);
    expect(challenged).to.be.a("string").and.not.equal(plain);
  });

  it("repeats the client's request id in an error, and links to its explanation", async () => {
    const { tenantId } = client.sandbox.status;
    const { body } = await client.send("POST", `/${tenantId}/oauth2/v2.0/token`, {
      body: form({ client_secret: "wrong" }),
      headers: { "client-request-id": "4f8e1f0e-0000-4000-8000-000000000000" },
    });
    expect(body).to.include({
      correlation_id: "4f8e1f0e-0000-4000-8000-000000000000",
      error_uri: "https://login.microsoftonline.com/error?code=7000215",
    });
  });

  it("gives a managed identity's token only for its secret header and a resource that it knows", async () => {
    const { identityEndpoint, clientSecret, graph } = client.sandbox.status;
    const request = (resource: string, secret: string): Promise<TestAnswer> =>
      client.send("GET", `${identityEndpoint}?api-version=2019-08-01&resource=${resource}`, {
        headers: { "x-identity-header": secret },
      });
    const answer = await request(graph, clientSecret);
    expect(answer.body).to.include({ token_type: "Bearer", resource: graph });
    expect((answer.body as { expires_on: unknown }).expires_on).to.match(/^\d+$/);
    expect((await request(graph, "wrong")).status).to.equal(401);
    expect((await request("https://graph.microsoft.com", clientSecret)).status).to.equal(400);
  });

  it("answers instance discovery for itself, and for nobody else", async () => {
    const { url, tenantId } = { ...client.sandbox, ...client.sandbox.status };
    const discover = (authority: string): Promise<TestAnswer> =>
      client.send(
        "GET",
        `/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(`${authority}/${tenantId}/oauth2/v2.0/authorize`)}`,
      );
    const own = await discover(url);
    expect(own.body).to.include({
      tenant_discovery_endpoint: `${url}/${tenantId}/v2.0/.well-known/openid-configuration`,
    });
    const foreign = await discover("https://login.microsoftonline.com");
    expect(foreign.status).to.equal(400);
    expect(foreign.body).to.include({ error: "invalid_instance" });
  });

  it("answers the discovery document with what msal demands, on its own origin", async () => {
    const { url, status } = client.sandbox;
    const { body } = await client.send("GET", `/${status.tenantId}/v2.0/.well-known/openid-configuration`);
    for (const name of ["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"]) {
      expect((body as Record<string, string>)[name]).to.match(new RegExp(`^${url}/`));
    }
    const keys = await client.send("GET", (body as { jwks_uri: string }).jwks_uri);
    expect((keys.body as { keys: { kty: string }[] }).keys[0])
      .to.include({ kty: "RSA", use: "sig" })
      .and.not.have.property("d");
  });

  it("answers the metadata document that the azuread plug-in starts with", async () => {
    const { url } = client.sandbox;
    const { status, body } = await client.send("GET", "/metadata/endpoints?api-version=2022-09-01");
    expect(status).to.equal(200);
    expect(body).to.include({ resourceManager: `${url}/`, microsoftGraphResourceId: `${url}/graph/` });
    expect((body as { name: string }).name).not.to.equal("");
    expect((body as { authentication: { loginEndpoint: string } }).authentication.loginEndpoint).to.equal(
      url,
    );
  });
});
