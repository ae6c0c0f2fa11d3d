import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { decodeJwt, SignJWT } from "jose";
import { startSandbox, type RunningSandbox } from "../start";

/** Tries every credential, in a process of its own that trusts the sandbox as users' processes do. */
const program = `
  const identity = require(${JSON.stringify(require.resolve("@azure/identity"))});
  const s = JSON.parse(process.argv[1]);
  const options = { authorityHost: s.authority, disableInstanceDiscovery: true };
  const credentials = {
    secret: () => new identity.ClientSecretCredential(s.tenantId, s.clientId, s.clientSecret, options),
    wrongSecret: () => new identity.ClientSecretCredential(s.tenantId, s.clientId, "wrong-secret", options),
    certificate: () =>
      new identity.ClientCertificateCredential(s.tenantId, s.clientId, s.clientCertificateFile, options),
    assertion: () =>
      new identity.ClientAssertionCredential(s.tenantId, s.clientId, async () => s.assertion, options),
    workload: () => new identity.WorkloadIdentityCredential({
      ...options, tenantId: s.tenantId, clientId: s.clientId, tokenFilePath: s.tokenFile }),
    environmentSecret: () => byEnvironment({ AZURE_CLIENT_SECRET: s.clientSecret }),
    environmentCertificate: () => byEnvironment({ AZURE_CLIENT_CERTIFICATE_PATH: s.clientCertificateFile }),
    managedIdentity: () => {
      process.env.IDENTITY_ENDPOINT = s.identityEndpoint;
      process.env.IDENTITY_HEADER = s.clientSecret;
      return new identity.ManagedIdentityCredential();
    },
    managedIdentityByClientId: () => new identity.ManagedIdentityCredential({ clientId: s.clientId }),
  };
  function byEnvironment(variables) {
    for (const name of ["AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH"]) delete process.env[name];
    Object.assign(process.env, { AZURE_TENANT_ID: s.tenantId, AZURE_CLIENT_ID: s.clientId,
      AZURE_AUTHORITY_HOST: s.authority, AZURE_TOKEN_CREDENTIALS: "prod" }, variables);
    return new identity.DefaultAzureCredential({ disableInstanceDiscovery: true });
  }
  (async () => {
    const results = {};
    for (const [name, make] of Object.entries(credentials)) {
      results[name] = await make().getToken(s.dataverse + "/.default").then(
        ({ token }) => token, (error) => error.name + ": " + error.message);
    }
    console.log(JSON.stringify(results));
  })();`;

async function run(settings: object, caFile: string): Promise<Record<string, string>> {
  const own = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(AZURE|IDENTITY|MSI)_/.test(name)),
  );
  const child = spawn(process.execPath, ["-e", program, JSON.stringify(settings)], {
    env: { ...own, NODE_EXTRA_CA_CERTS: caFile },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await once(child, "close");
  return JSON.parse(output) as Record<string, string>;
}

describe("@azure/identity", () => {
  let sandbox: RunningSandbox;
  let directory: string;
  let results: Record<string, string>;

  before(async () => {
    sandbox = await startSandbox();
    directory = mkdtempSync(join(tmpdir(), "bc-sales-identity-"));
    const tokenFile = join(directory, "token");
    const [credential] = sandbox.store.export().servicePrincipals[0]!.federatedCredentials!;
    const assertion = await new SignJWT({
      iss: credential!.issuer,
      sub: credential!.subject,
      aud: credential!.audiences[0]!,
    })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuedAt()
      .setExpirationTime("10m")
      .sign(new Uint8Array(32));
    writeFileSync(tokenFile, assertion);
    results = await run({ ...sandbox.status, assertion, tokenFile }, sandbox.status.caFile);
  });

  after(async () => {
    await sandbox.close();
    rmSync(directory, { recursive: true });
  });

  const credentials: [string, string][] = [
    ["secret", "ClientSecretCredential"],
    ["certificate", "ClientCertificateCredential, with the sandbox's file"],
    ["assertion", "ClientAssertionCredential, with a federated assertion"],
    ["workload", "WorkloadIdentityCredential, with a token file"],
    ["environmentSecret", "DefaultAzureCredential, with a secret in the environment"],
    ["environmentCertificate", "DefaultAzureCredential, with a certificate in the environment"],
    ["managedIdentity", "ManagedIdentityCredential, as on App Service"],
    ["managedIdentityByClientId", "ManagedIdentityCredential, with a client id"],
  ];
  for (const [name, what] of credentials) {
    it(`signs in with its ${what}`, () => {
      expect(results[name]).not.to.match(/Error/);
      expect(decodeJwt(results[name]!)).to.include({
        aud: sandbox.status.dataverse,
        appid: sandbox.status.clientId,
      });
    });
  }

  it("hears of a wrong secret as from Entra, without it being repeated", () => {
    expect(results.wrongSecret)
      .to.match(/^Authentication\w*Error/)
      .and.match(/AADSTS7000215/);
    expect(results.wrongSecret).not.to.include("wrong-secret");
  });
});
