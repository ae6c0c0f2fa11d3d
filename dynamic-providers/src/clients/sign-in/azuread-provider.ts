import type { Problem } from "../../problems";
import type { Cloud } from "../clouds";
import {
  AZUREAD_SETTINGS,
  type AzureadSetting,
  type ConfigReader,
  type CredentialChoice,
  type Environment,
} from "./credential-choice";
import { tenantSettings } from "../settings";

/** Arguments of `azuread.Provider`. Those that hold secrets: clientSecret, clientCertificatePassword, oidcToken, oidcRequestToken. */
export interface AzureadProviderArgs {
  environment: string;
  metadataHost?: string;
  tenantId?: string;
  clientId?: string;
  clientSecret?: string;
  clientCertificatePath?: string;
  clientCertificatePassword?: string;
  useOidc?: boolean;
  oidcToken?: string;
  oidcTokenFilePath?: string;
  oidcRequestUrl?: string;
  oidcRequestToken?: string;
  useMsi?: boolean;
  useCli?: boolean;
}

/** azuread's names of the clouds; the plug-in refuses others (pulumi-azuread, provider/resources.go). */
const ENVIRONMENTS: Readonly<Record<Cloud, string>> = {
  public: "public",
  gcc: "public",
  "gcc-high": "usgovernment",
  dod: "dod",
  china: "china",
};

const BOOLEANS = new Set<AzureadSetting>(["useOidc", "useMsi", "useCli"]);

/**
 * What an explicit `azuread.Provider` needs to reach the same tenant with the same credentials as the clients
 * here. `ARM_*` it reads itself; `azuread:…` configuration reaches only default providers, and `AZURE_*` none,
 * so these are passed on. With problems, the arguments must not be used.
 */
export function azureadProviderArgs(
  config: ConfigReader,
  env: Environment,
): { readonly args: AzureadProviderArgs; readonly problems: readonly Problem[] } {
  const { settings, problems } = tenantSettings(config, env);
  const { cloud, endpoints, credential } = settings;
  const configured = AZUREAD_SETTINGS.flatMap((setting): [string, string | boolean][] => {
    const value = config(`azuread:${setting}`);
    if (value === undefined || value === "") return [];
    return [[setting, BOOLEANS.has(setting) ? ["true", "1"].includes(value.toLowerCase()) : value]];
  });
  return {
    args: {
      environment: ENVIRONMENTS[cloud],
      // Host and port; the plug-in itself puts https before it.
      ...(endpoints === undefined ? {} : { metadataHost: new URL(endpoints.authority).host }),
      ...(isAzure(credential) ? translated(credential) : {}),
      ...Object.fromEntries(configured),
    },
    problems,
  };
}

function isAzure(choice: CredentialChoice): choice is CredentialChoice & { kind: "application" } {
  return choice.kind === "application" && !/^(azuread:|ARM_)/.test(choice.from);
}

function translated({
  tenantId,
  clientId,
  proof,
}: CredentialChoice & { kind: "application" }): Partial<AzureadProviderArgs> {
  const identity = { tenantId, clientId };
  switch (proof.kind) {
    case "clientSecret":
      return { ...identity, clientSecret: proof.clientSecret };
    case "certificate":
      return {
        ...identity,
        clientCertificatePath: proof.path,
        ...(proof.password === undefined ? {} : { clientCertificatePassword: proof.password }),
      };
    case "token":
      return { ...identity, useOidc: true, oidcToken: proof.token };
    case "tokenFile":
      return { ...identity, useOidc: true, oidcTokenFilePath: proof.path };
    case "tokenRequest":
      // Where GitHub gives tokens the plug-in learns from the environment, as here.
      return { ...identity, useOidc: true };
  }
}
