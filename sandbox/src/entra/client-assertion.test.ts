import { createHash, createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { expect } from "chai";
import { SignJWT, type JWTPayload } from "jose";
import { makeCertificate } from "../http/certificates";
import { TestClient, type TestAnswer } from "../testing/client";

interface Refusal {
  error: string;
  error_description: string;
}

describe("a client assertion", () => {
  let client: TestClient;
  let key: KeyObject;
  let certificate: X509Certificate;

  before(async () => {
    client = await TestClient.start();
    const pem = readFileSync(client.sandbox.status.clientCertificateFile);
    key = createPrivateKey(pem);
    certificate = new X509Certificate(pem);
  });

  beforeEach(async () => {
    await client.reset();
  });

  after(async () => {
    await client.close();
  });

  function thumbprint(of: X509Certificate, algorithm: "sha1" | "sha256"): string {
    return createHash(algorithm).update(of.raw).digest("base64url");
  }

  const seconds = (): number => Math.floor(Date.now() / 1000);

  /** As MSAL writes it; `changes` replaces claims. */
  function claimsOf(changes: JWTPayload = {}): JWTPayload {
    const { clientId, authority, tenantId } = client.sandbox.status;
    return {
      iss: clientId,
      sub: clientId,
      aud: `${authority}/${tenantId}/oauth2/v2.0/token`,
      jti: "1",
      nbf: seconds(),
      exp: seconds() + 600,
      ...changes,
    };
  }

  /** Claims that are undefined are left out. */
  async function signed(
    claims: JWTPayload,
    header: Record<string, unknown> = { alg: "PS256", "x5t#S256": thumbprint(certificate, "sha256") },
    by: KeyObject = key,
  ): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: "PS256", ...header }).sign(by);
  }

  /** A pipeline's token: signed by somebody whom the sandbox does not know. */
  async function federated(changes: Record<string, unknown> = {}): Promise<string> {
    return new SignJWT({
      iss: "https://token.actions.githubusercontent.com",
      sub: "repo:contoso/business-central-accounts:environment:production",
      aud: "api://AzureADTokenExchange",
      exp: seconds() + 600,
      ...changes,
    })
      .setProtectedHeader({ alg: "HS256" })
      .sign(new Uint8Array(32));
  }

  async function present(client_assertion: string, type?: string): Promise<TestAnswer> {
    const { tenantId, clientId, graph } = client.sandbox.status;
    const form = new URLSearchParams({
      client_id: clientId,
      grant_type: "client_credentials",
      scope: `${graph}/.default`,
      client_assertion_type: type ?? "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion,
    });
    return client.send("POST", `/${tenantId}/oauth2/v2.0/token`, { body: form.toString() });
  }

  async function expectRefusal(assertion: string, code: string, text = ""): Promise<void> {
    const { status, body } = await present(assertion);
    expect(status).to.equal(401);
    expect((body as Refusal).error).to.equal("invalid_client");
    expect((body as Refusal).error_description)
      .to.match(new RegExp(`^${code}: `))
      .and.include(text);
  }

  it("signed with the sandbox's certificate is taken, by either thumbprint and for any documented audience", async () => {
    const { authority, tenantId } = client.sandbox.status;
    const sha1 = { alg: "RS256", x5t: thumbprint(certificate, "sha1") };
    const accepted = [
      await signed(claimsOf()),
      await signed(claimsOf(), sha1),
      await signed(claimsOf({ aud: `${authority}/${tenantId}/v2.0` })),
    ];
    for (const assertion of accepted) expect((await present(assertion)).status).to.equal(200);
  });

  it("needs a certificate file that only its owner can read", () => {
    expect(statSync(client.sandbox.status.clientCertificateFile).mode & 0o777).to.equal(0o600);
  });

  it("is refused when its certificate is not registered", async () => {
    const other = await makeCertificate("other", 30, { keyType: "rsa" });
    const unknown = new X509Certificate(other.cert);
    const header = { "x5t#S256": thumbprint(unknown, "sha256") };
    const assertion = await signed(claimsOf(), header, createPrivateKey(other.private));
    const shown = createHash("sha256").update(unknown.raw).digest("hex").toUpperCase();
    await expectRefusal(assertion, "AADSTS700027", shown);
    await expectRefusal(await signed(claimsOf(), { alg: "PS256" }), "AADSTS700027");
  });

  it("is taken with a certificate that was registered over the admin state", async () => {
    const other = await makeCertificate("other", 30, { keyType: "rsa" });
    const [principal] = client.sandbox.store.export().servicePrincipals;
    await client.send("PATCH", `/admin/state/servicePrincipals/${principal!.id}`, {
      body: { certificates: [other.cert] },
    });
    const header = { "x5t#S256": thumbprint(new X509Certificate(other.cert), "sha256") };
    const assertion = await signed(claimsOf(), header, createPrivateKey(other.private));
    expect((await present(assertion)).status).to.equal(200);
  });

  it("is refused with the thumbprint of a registered certificate and the signature of another key", async () => {
    const other = await makeCertificate("other", 30, { keyType: "rsa" });
    await expectRefusal(
      await signed(claimsOf(), undefined, createPrivateKey(other.private)),
      "AADSTS700027",
      "signature value did not match",
    );
  });

  it("is refused for another audience, out of time, or in another application's name", async () => {
    const foreign = "https://login.microsoftonline.com/common/oauth2/v2.0/token";
    await expectRefusal(await signed(claimsOf({ aud: foreign })), "AADSTS700023");
    await expectRefusal(await signed(claimsOf({ nbf: 0, exp: seconds() - 3600 })), "AADSTS700024");
    await expectRefusal(await signed(claimsOf({ nbf: seconds() + 3600 })), "AADSTS700024");
    const application = "4f8e1f0e-0000-4000-8000-000000000000";
    await expectRefusal(await signed(claimsOf({ iss: application, sub: application })), "AADSTS700021");
  });

  it("of another issuer is taken where a federated credential matches", async () => {
    expect((await present(await federated())).status).to.equal(200);
  });

  const mismatches: [string, JWTPayload, string][] = [
    ["issuer", { iss: "https://token.example" }, "AADSTS700211"],
    ["subject", { sub: "repo:contoso/business-central-accounts:ref:refs/heads/main" }, "AADSTS700213"],
    [
      "subject in other case",
      { sub: "repo:Contoso/business-central-accounts:environment:production" },
      "AADSTS700213",
    ],
    ["audience", { aud: "https://github.com/contoso" }, "AADSTS7002121"],
    ["time", { exp: 1_700_000_000 }, "AADSTS700024"],
  ];
  for (const [what, changes, code] of mismatches) {
    it(`of another issuer is refused with ${code} for its ${what}`, async () => {
      await expectRefusal(await federated(changes), code);
    });
  }

  it("of another issuer is taken once a federated credential was added over the admin state", async () => {
    const credential = {
      name: "main",
      issuer: "https://token.example",
      subject: "main",
      audiences: ["a", "b"],
    };
    const [principal] = client.sandbox.store.export().servicePrincipals;
    await client.send("PATCH", `/admin/state/servicePrincipals/${principal!.id}`, {
      body: { federatedCredentials: [credential] },
    });
    const assertion = await federated({ iss: "https://token.example", sub: "main", aud: ["b"] });
    expect((await present(assertion)).status).to.equal(200);
    await expectRefusal(await federated(), "AADSTS700211");
  });

  it("is refused when it is no JWT, lacks a claim, or is of another type", async () => {
    await expectRefusal("no-jwt", "AADSTS50027");
    await expectRefusal(await federated({ iss: undefined }), "AADSTS50027", "iss");
    await expectRefusal(await federated({ exp: undefined }), "AADSTS50027", "exp");
    const { body } = await present(await federated(), "other");
    expect((body as Refusal).error_description).to.match(/^AADSTS50027: /);
  });
});
