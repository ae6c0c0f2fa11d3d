import { expect } from "chai";
import { chooseCredential, type CredentialChoice, describeCredential } from "./credential-choice";

const TENANT = "11111111-1111-4111-8111-111111111111";
const CLIENT = "22222222-2222-4222-8222-222222222222";
const SECRET = "a client secret";

const arm = { ARM_TENANT_ID: TENANT, ARM_CLIENT_ID: CLIENT };
const azure = { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: CLIENT };
const gitHub = {
  ACTIONS_ID_TOKEN_REQUEST_URL: "https://pipelines.example/token?api-version=2",
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "bearer",
};
const tokenRequest = { kind: "tokenRequest", url: gitHub.ACTIONS_ID_TOKEN_REQUEST_URL, token: "bearer" };
const byDefault = { kind: "default", tenantId: undefined };

function choose(config: Record<string, string>, env: Record<string, string>) {
  return chooseCredential((key) => config[key], env);
}

function application(proof: object, from: string): object {
  return { kind: "application", tenantId: TENANT, clientId: CLIENT, proof, from };
}

describe("the choice of credentials", () => {
  const table: [string, Record<string, string>, Record<string, string>, object][] = [
    ["nothing at all: what the machine offers", {}, {}, byDefault],
    [
      "a client secret in the configuration of azuread",
      { "azuread:tenantId": TENANT, "azuread:clientId": CLIENT, "azuread:clientSecret": SECRET },
      {},
      application({ kind: "clientSecret", clientSecret: SECRET }, "azuread:clientSecret"),
    ],
    [
      "a client secret in ARM_*",
      {},
      { ...arm, ARM_CLIENT_SECRET: SECRET },
      application({ kind: "clientSecret", clientSecret: SECRET }, "ARM_CLIENT_SECRET"),
    ],
    [
      "configuration and ARM_* together, setting by setting, as azuread reads them",
      { "azuread:clientSecret": SECRET },
      { ...arm, ARM_CLIENT_SECRET: "another" },
      application({ kind: "clientSecret", clientSecret: SECRET }, "azuread:clientSecret"),
    ],
    [
      "a certificate before a secret, as azuread tries them",
      {},
      { ...arm, ARM_CLIENT_SECRET: SECRET, ARM_CLIENT_CERTIFICATE_PATH: "/c.pem" },
      application(
        { kind: "certificate", path: "/c.pem", password: undefined },
        "ARM_CLIENT_CERTIFICATE_PATH",
      ),
    ],
    [
      "a certificate with its password",
      { "azuread:clientCertificatePath": "/c.pfx", "azuread:clientCertificatePassword": "pw" },
      arm,
      application({ kind: "certificate", path: "/c.pfx", password: "pw" }, "azuread:clientCertificatePath"),
    ],
    [
      "an OIDC token given as such",
      { "azuread:useOidc": "true", "azuread:oidcToken": "jwt" },
      arm,
      application({ kind: "token", token: "jwt" }, "azuread:oidcToken"),
    ],
    [
      "an OIDC token in a file",
      {},
      { ...arm, ARM_USE_OIDC: "1", ARM_OIDC_TOKEN_FILE_PATH: "/token" },
      application({ kind: "tokenFile", path: "/token" }, "ARM_OIDC_TOKEN_FILE_PATH"),
    ],
    [
      "GitHub's OIDC with ARM_*",
      {},
      { ...arm, ARM_USE_OIDC: "true", ...gitHub },
      application(tokenRequest, "ARM_USE_OIDC"),
    ],
    [
      "an OIDC request of another pipeline",
      {},
      {
        ...arm,
        ARM_USE_OIDC: "true",
        ARM_OIDC_REQUEST_URL: "https://p.example",
        ARM_OIDC_REQUEST_TOKEN: "t",
      },
      application({ kind: "tokenRequest", url: "https://p.example", token: "t" }, "ARM_USE_OIDC"),
    ],
    [
      "a managed identity with azuread's settings",
      { "azuread:useMsi": "true" },
      { ARM_CLIENT_ID: CLIENT },
      { kind: "managedIdentity", clientId: CLIENT, from: "azuread:useMsi" },
    ],
    [
      "the Azure CLI when it is asked for, and a tenant id",
      { "azuread:useCli": "true", "azuread:tenantId": TENANT },
      {},
      { kind: "cli", tenantId: TENANT, from: "azuread:useCli" },
    ],
    [
      "a client secret in AZURE_*",
      {},
      { ...azure, AZURE_CLIENT_SECRET: SECRET },
      application({ kind: "clientSecret", clientSecret: SECRET }, "AZURE_CLIENT_SECRET"),
    ],
    [
      "azuread's settings before AZURE_*",
      {},
      {
        ...arm,
        ARM_CLIENT_SECRET: SECRET,
        AZURE_TENANT_ID: "t",
        AZURE_CLIENT_ID: "c",
        AZURE_CLIENT_SECRET: "s",
      },
      application({ kind: "clientSecret", clientSecret: SECRET }, "ARM_CLIENT_SECRET"),
    ],
    [
      "a certificate in AZURE_*",
      {},
      { ...azure, AZURE_CLIENT_CERTIFICATE_PATH: "/c.pem", AZURE_CLIENT_CERTIFICATE_PASSWORD: "pw" },
      application({ kind: "certificate", path: "/c.pem", password: "pw" }, "AZURE_CLIENT_CERTIFICATE_PATH"),
    ],
    [
      "a workload identity",
      {},
      { ...azure, AZURE_FEDERATED_TOKEN_FILE: "/var/run/token" },
      application({ kind: "tokenFile", path: "/var/run/token" }, "AZURE_FEDERATED_TOKEN_FILE"),
    ],
    [
      "GitHub's OIDC with AZURE_*",
      {},
      { ...azure, ...gitHub },
      application(tokenRequest, "GitHub Actions OIDC"),
    ],
    ["GitHub's OIDC without an application: what the machine offers", {}, gitHub, byDefault],
    [
      "a client id in AZURE_* alone, which names a managed identity to the default credential",
      {},
      { AZURE_CLIENT_ID: CLIENT },
      byDefault,
    ],
    [
      "the tenant id of azuread for AZURE_* too",
      { "azuread:tenantId": TENANT },
      { AZURE_CLIENT_ID: CLIENT, AZURE_CLIENT_SECRET: SECRET },
      application({ kind: "clientSecret", clientSecret: SECRET }, "AZURE_CLIENT_SECRET"),
    ],
    [
      "a tenant id alone, which the default credential takes",
      { "azuread:tenantId": TENANT },
      {},
      { kind: "default", tenantId: TENANT },
    ],
    ["empty settings, which count as none", { "azuread:clientId": "" }, { ARM_CLIENT_SECRET: "" }, byDefault],
    [
      "useOidc, useMsi and useCli set to false",
      { "azuread:useOidc": "false", "azuread:useMsi": "false" },
      { ARM_USE_CLI: "false" },
      byDefault,
    ],
  ];
  for (const [name, config, env, choice] of table) {
    it(`takes ${name}`, () => {
      expect(choose(config, env)).to.deep.equal({ choice, problems: [] });
    });
  }

  const halves: [string, Record<string, string>, Record<string, string>, string[]][] = [
    [
      "a secret without tenant and client",
      { "azuread:clientSecret": SECRET },
      {},
      ["Set azuread:tenantId or ARM_TENANT_ID.", "Set azuread:clientId or ARM_CLIENT_ID."],
    ],
    [
      "a secret without a client",
      {},
      { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_SECRET: SECRET },
      ["Set AZURE_CLIENT_ID."],
    ],
    [
      "a secret without a tenant",
      {},
      { AZURE_CLIENT_ID: CLIENT, AZURE_CLIENT_SECRET: SECRET },
      ["Set AZURE_TENANT_ID."],
    ],
    [
      "a client without a proof",
      {},
      arm,
      [
        "Give clientSecret, clientCertificatePath, useOidc or useMsi as well (configuration azuread:… or ARM_…).",
      ],
    ],
    [
      "OIDC without a token",
      {},
      { ...arm, ARM_USE_OIDC: "true" },
      [
        "In GitHub Actions give the job `permissions: id-token: write`; elsewhere set oidcToken or oidcTokenFilePath (azuread:… or ARM_…).",
      ],
    ],
  ];
  for (const [name, config, env, remedies] of halves) {
    it(`refuses ${name}, and says what is missing`, () => {
      const { problems } = choose(config, env);
      expect(problems.map(({ remedy }) => remedy)).to.deep.equal(remedies);
      expect(JSON.stringify(problems)).not.to.include(SECRET);
    });
  }

  it("is described without anything secret", () => {
    const choices = table.map(([, config, env]) => choose(config, env).choice);
    const others: CredentialChoice[] = [
      { kind: "managedIdentity", clientId: undefined, from: "ARM_USE_MSI" },
    ];
    const words = [...choices, ...others].map(describeCredential);
    for (const text of words) {
      for (const secret of [SECRET, "jwt", "pw", "bearer"]) expect(text).not.to.include(secret);
    }
    expect(words).to.include(`application ${CLIENT} of tenant ${TENANT} (ARM_CLIENT_SECRET)`);
    expect(words).to.include("managed identity (ARM_USE_MSI)");
  });
});
