import { azureadProviderArgs, ProblemsError } from "@bc-sales/dynamic-providers";
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";

/**
 * The azuread provider, signing in to the same tenant with the same credentials as this project's own clients.
 *
 * @throws ProblemsError when configuration and environment do not make up one set of credentials.
 */
export function entraProvider(): azuread.Provider {
  const config = pulumi.runtime.allConfig();
  const { args, problems } = azureadProviderArgs((key) => config[key], process.env);
  if (problems.length > 0) throw new ProblemsError(problems);
  return new azuread.Provider("entra", {
    ...args,
    ...secretly("clientSecret", args.clientSecret),
    ...secretly("clientCertificatePassword", args.clientCertificatePassword),
    ...secretly("oidcToken", args.oidcToken),
    ...secretly("oidcRequestToken", args.oidcRequestToken),
  });
}

function secretly(name: string, value: string | undefined): Record<string, pulumi.Output<string>> {
  return value === undefined ? {} : { [name]: pulumi.secret(value) };
}
