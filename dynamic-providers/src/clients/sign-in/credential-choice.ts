import type { Problem } from "../../problems";

/** Reads a configuration value by its full key, e.g. `azuread:clientId`. */
export type ConfigReader = (key: string) => string | undefined;

export type Environment = Readonly<Record<string, string | undefined>>;

/** How an application proves that it is itself. */
export type Proof =
  | { readonly kind: "clientSecret"; readonly clientSecret: string }
  | { readonly kind: "certificate"; readonly path: string; readonly password: string | undefined }
  /** A federated token, as text, in a file that is renewed, or asked of GitHub Actions. */
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "tokenFile"; readonly path: string }
  | { readonly kind: "tokenRequest"; readonly url: string; readonly token: string };

/** Who the deployment signs in as. */
export type CredentialChoice =
  | {
      readonly kind: "application";
      readonly tenantId: string;
      readonly clientId: string;
      readonly proof: Proof;
      /** Where the proof was found, e.g. `ARM_CLIENT_SECRET`. */
      readonly from: string;
    }
  | { readonly kind: "managedIdentity"; readonly clientId: string | undefined; readonly from: string }
  | { readonly kind: "cli"; readonly tenantId: string | undefined; readonly from: string }
  /** What the machine offers: workload identity, managed identity, developer tools. */
  | { readonly kind: "default"; readonly tenantId: string | undefined };

export interface ChosenCredential {
  readonly choice: CredentialChoice;
  readonly problems: readonly Problem[];
}

/** The settings of the azuread provider: configuration key (namespace `azuread`) → environment variable. */
const AZUREAD = {
  tenantId: "ARM_TENANT_ID",
  clientId: "ARM_CLIENT_ID",
  clientSecret: "ARM_CLIENT_SECRET",
  clientCertificatePath: "ARM_CLIENT_CERTIFICATE_PATH",
  clientCertificatePassword: "ARM_CLIENT_CERTIFICATE_PASSWORD",
  useOidc: "ARM_USE_OIDC",
  oidcToken: "ARM_OIDC_TOKEN",
  oidcTokenFilePath: "ARM_OIDC_TOKEN_FILE_PATH",
  oidcRequestUrl: "ARM_OIDC_REQUEST_URL",
  oidcRequestToken: "ARM_OIDC_REQUEST_TOKEN",
  useMsi: "ARM_USE_MSI",
  useCli: "ARM_USE_CLI",
} as const;

export type AzureadSetting = keyof typeof AZUREAD;

export const AZUREAD_SETTINGS = Object.keys(AZUREAD) as readonly AzureadSetting[];

interface Given {
  readonly value: string;
  readonly from: string;
}

/**
 * Decides with which credentials a deployment signs in, so that one set serves Pulumi's azuread provider and
 * the clients here: what configures azuread (`azuread:…`, then `ARM_*`) comes first, then what @azure/identity
 * understands (`AZURE_*`, GitHub's OIDC), else whatever the machine offers. Sets are not mixed, except that a
 * tenant id serves any. A half set is refused with what it lacks.
 */
export function chooseCredential(config: ConfigReader, env: Environment): ChosenCredential {
  const given = (setting: AzureadSetting): Given | undefined =>
    found(config(`azuread:${setting}`), `azuread:${setting}`) ??
    found(env[AZUREAD[setting]], AZUREAD[setting]);
  return azureadSet(given, env) ?? azureSet(given("tenantId"), env);
}

/** The credential in words, without anything secret. */
export function describeCredential(choice: CredentialChoice): string {
  switch (choice.kind) {
    case "application":
      return `application ${choice.clientId} of tenant ${choice.tenantId} (${choice.from})`;
    case "managedIdentity":
      return `managed identity${choice.clientId === undefined ? "" : ` ${choice.clientId}`} (${choice.from})`;
    case "cli":
      return `the account of the Azure CLI (${choice.from})`;
    case "default":
      return "the default credential of this machine (no azuread:…, ARM_* or AZURE_* settings)";
  }
}

function azureadSet(
  given: (setting: AzureadSetting) => Given | undefined,
  env: Environment,
): ChosenCredential | undefined {
  const tenantId = given("tenantId") ?? found(env.AZURE_TENANT_ID, "AZURE_TENANT_ID");
  const clientId = given("clientId");
  const { proof, problems } = azureadProof(given, env);
  if (proof !== undefined) return application(proof, tenantId, clientId, "azuread:clientId or ARM_CLIENT_ID");
  if (problems.length > 0) return unusable(problems);
  const useMsi = given("useMsi");
  if (isTrue(useMsi))
    return chosen({ kind: "managedIdentity", clientId: clientId?.value, from: useMsi.from });
  if (clientId !== undefined) {
    return unusable([
      {
        where: clientId.from,
        message: "A client id is given, and nothing to prove it with.",
        remedy:
          "Give clientSecret, clientCertificatePath, useOidc or useMsi as well (configuration azuread:… or ARM_…).",
      },
    ]);
  }
  const useCli = given("useCli");
  if (isTrue(useCli)) return chosen({ kind: "cli", tenantId: tenantId?.value, from: useCli.from });
  return undefined;
}

/** In the order in which azuread tries them: certificate, secret, federated token. */
function azureadProof(
  given: (setting: AzureadSetting) => Given | undefined,
  env: Environment,
): { proof?: { proof: Proof; from: string }; problems: readonly Problem[] } {
  const path = given("clientCertificatePath");
  if (path !== undefined) {
    const password = given("clientCertificatePassword")?.value;
    return proven({ kind: "certificate", path: path.value, password }, path);
  }
  const secret = given("clientSecret");
  if (secret !== undefined) return proven({ kind: "clientSecret", clientSecret: secret.value }, secret);
  const useOidc = given("useOidc");
  if (!isTrue(useOidc)) return { problems: [] };
  const token = given("oidcToken");
  if (token !== undefined) return proven({ kind: "token", token: token.value }, token);
  const file = given("oidcTokenFilePath");
  if (file !== undefined) return proven({ kind: "tokenFile", path: file.value }, file);
  const url = given("oidcRequestUrl") ?? gitHub("URL", env);
  const bearer = given("oidcRequestToken") ?? gitHub("TOKEN", env);
  if (url !== undefined && bearer !== undefined) {
    return proven({ kind: "tokenRequest", url: url.value, token: bearer.value }, useOidc);
  }
  return {
    problems: [
      {
        where: useOidc.from,
        message: "OIDC is asked for, and there is no token to be had.",
        remedy:
          "In GitHub Actions give the job `permissions: id-token: write`; elsewhere set oidcToken or oidcTokenFilePath (azuread:… or ARM_…).",
      },
    ],
  };
}

function azureSet(tenantSetting: Given | undefined, env: Environment): ChosenCredential {
  const tenantId = tenantSetting ?? found(env.AZURE_TENANT_ID, "AZURE_TENANT_ID");
  const clientId = found(env.AZURE_CLIENT_ID, "AZURE_CLIENT_ID");
  const proof = azureProof(env) ?? (tenantId && clientId ? gitHubProof(env) : undefined);
  if (proof !== undefined) return application(proof, tenantId, clientId, "AZURE_CLIENT_ID");
  // AZURE_CLIENT_ID alone names a managed identity; the default credential reads it itself.
  return chosen({ kind: "default", tenantId: tenantId?.value });
}

function azureProof(env: Environment): { proof: Proof; from: string } | undefined {
  const secret = found(env.AZURE_CLIENT_SECRET, "AZURE_CLIENT_SECRET");
  if (secret !== undefined) {
    return { proof: { kind: "clientSecret", clientSecret: secret.value }, from: secret.from };
  }
  const path = found(env.AZURE_CLIENT_CERTIFICATE_PATH, "AZURE_CLIENT_CERTIFICATE_PATH");
  if (path !== undefined) {
    const password = found(env.AZURE_CLIENT_CERTIFICATE_PASSWORD, "")?.value;
    return { proof: { kind: "certificate", path: path.value, password }, from: path.from };
  }
  const file = found(env.AZURE_FEDERATED_TOKEN_FILE, "AZURE_FEDERATED_TOKEN_FILE");
  return file && { proof: { kind: "tokenFile", path: file.value }, from: file.from };
}

function gitHubProof(env: Environment): { proof: Proof; from: string } | undefined {
  const url = gitHub("URL", env);
  const token = gitHub("TOKEN", env);
  if (url === undefined || token === undefined) return undefined;
  return { proof: { kind: "tokenRequest", url: url.value, token: token.value }, from: "GitHub Actions OIDC" };
}

/** What GitHub Actions gives a job with `permissions: id-token: write`. */
function gitHub(part: "URL" | "TOKEN", env: Environment): Given | undefined {
  const name = `ACTIONS_ID_TOKEN_REQUEST_${part}`;
  return found(env[name], name);
}

function application(
  { proof, from }: { proof: Proof; from: string },
  tenantId: Given | undefined,
  clientId: Given | undefined,
  clientIdName: string,
): ChosenCredential {
  if (tenantId !== undefined && clientId !== undefined) {
    return chosen({ kind: "application", tenantId: tenantId.value, clientId: clientId.value, proof, from });
  }
  const tenantName = clientIdName.replace("clientId", "tenantId").replace("CLIENT_ID", "TENANT_ID");
  const lacks = [
    ...(tenantId === undefined ? [["tenant id", tenantName]] : []),
    ...(clientId === undefined ? [["client id", clientIdName]] : []),
  ];
  return unusable(
    lacks.map(([what = "", name = ""]) => ({
      where: from,
      message: `This is half a set of credentials: there is no ${what}.`,
      remedy: `Set ${name}.`,
    })),
  );
}

function proven(proof: Proof, { from }: Given): { proof: { proof: Proof; from: string }; problems: [] } {
  return { proof: { proof, from }, problems: [] };
}

function chosen(choice: CredentialChoice): ChosenCredential {
  return { choice, problems: [] };
}

function unusable(problems: readonly Problem[]): ChosenCredential {
  return { choice: { kind: "default", tenantId: undefined }, problems };
}

function found(value: string | undefined, from: string): Given | undefined {
  return value === undefined || value === "" ? undefined : { value, from };
}

function isTrue(given: Given | undefined): given is Given {
  return given !== undefined && ["true", "1"].includes(given.value.toLowerCase());
}
