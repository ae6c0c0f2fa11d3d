import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "chai";
import { decodeJwt, SignJWT } from "jose";
import { TestClient, type TestAnswer } from "../testing/client";

/** Runs a program that trusts the sandbox as users do, and returns what it prints. */
async function runTrusting(caFile: string, program: string, settings: object): Promise<string> {
  const child = spawn(process.execPath, ["-e", program, JSON.stringify(settings)], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await once(child, "close");
  return output;
}

const identity = JSON.stringify(require.resolve("@azure/identity"));

const withSecret = `
  const { ClientSecretCredential } = require(${identity});
  const { authority, tenantId, clientId, secret, scope } = JSON.parse(process.argv[1]);
  const options = { authorityHost: authority, disableInstanceDiscovery: true };
  new ClientSecretCredential(tenantId, clientId, secret, options)
    .getToken(scope)
    .then(({ token }) => console.log(token), (error) => console.log(error.name, error.message));`;

const withAssertion = `
  const { ClientAssertionCredential } = require(${identity});
  const { authority, tenantId, clientId, assertion, scope } = JSON.parse(process.argv[1]);
  const options = { authorityHost: authority, disableInstanceDiscovery: true };
  new ClientAssertionCredential(tenantId, clientId, async () => assertion, options)
    .getToken(scope)
    .then(({ token }) => console.log(token), (error) => console.log(error.name, error.message));`;

async function assertionOf(claims: Record<string, string>): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(new Uint8Array(32));
}

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

  it("works with @azure/identity's ClientSecretCredential and NODE_EXTRA_CA_CERTS", async () => {
    const { status } = client.sandbox;
    const settings = { ...status, secret: status.clientSecret, scope: `${status.dataverse}/.default` };
    const token = await runTrusting(status.caFile, withSecret, settings);
    expect(decodeJwt(token.trim())).to.include({ aud: status.dataverse, appid: status.clientId });
  });

  it("works with @azure/identity's ClientAssertionCredential", async () => {
    const { status } = client.sandbox;
    const assertion = await assertionOf({
      iss: "https://token.example",
      aud: "api://AzureADTokenExchange",
      sub: "repo",
    });
    const settings = { ...status, assertion, scope: `${status.powerPlatform}/.default` };
    const token = await runTrusting(status.caFile, withAssertion, settings);
    expect(decodeJwt(token.trim())).to.include({ aud: status.powerPlatform, appid: status.clientId });
  });

  it("tells @azure/identity of a wrong secret as Entra does, without repeating it", async () => {
    const { status } = client.sandbox;
    const settings = { ...status, secret: "wrong-secret", scope: `${status.graph}/.default` };
    const output = await runTrusting(status.caFile, withSecret, settings);
    expect(output)
      .to.match(/^Authentication\w*Error/)
      .and.match(/AADSTS7000215/);
    expect(output).not.to.include("wrong-secret");
  });

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
    ["no credential", { client_secret: undefined }, 401, "invalid_client", "AADSTS7000218"],
    [
      "an unknown resource",
      { scope: "https://graph.microsoft.com/.default" },
      400,
      "invalid_resource",
      "AADSTS500011",
    ],
    ["a scope without /.default", { scope: "User.Read" }, 400, "invalid_scope", "AADSTS1002012"],
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

  it("refuses an assertion that has no issuer, is no JWT, or is of another type", async () => {
    const client_assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    const client_secret = undefined;
    const withoutIssuer = await assertionOf({ aud: "api://AzureADTokenExchange" });
    const whole = await assertionOf({ iss: "https://token.example", aud: "api://AzureADTokenExchange" });
    for (const fields of [
      { client_assertion_type, client_assertion: withoutIssuer },
      { client_assertion_type, client_assertion: "no-jwt" },
      { client_assertion_type: "other", client_assertion: whole },
    ]) {
      const answer = await ask({ client_secret, ...fields });
      expect(answer.status).to.equal(401);
      expect((answer.body as { error: string }).error).to.equal("invalid_client");
    }
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
