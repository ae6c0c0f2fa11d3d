/** Why a sign-in failed, and what to do about it. */
export interface Cause {
  /** Matches Entra's error code or the message of @azure/identity. */
  readonly says: RegExp;
  readonly message: string;
  readonly remedy: string;
}

/** Entra's codes: "Microsoft Entra authentication and authorization error codes". */
export const SIGN_IN_CAUSES: readonly Cause[] = [
  {
    says: /AADSTS7000215/,
    message: "the client secret is wrong.",
    remedy:
      "Use the secret's value, not its id (Entra > App registrations > Certificates & secrets); it is shown only once, when it is made.",
  },
  {
    says: /AADSTS7000222/,
    message: "the client secret has expired.",
    remedy: "Make another one (Entra > App registrations > Certificates & secrets) and configure it.",
  },
  {
    says: /AADSTS(90002|900023|900021|50020)|Invalid tenant id/i,
    message: "Entra knows no such tenant.",
    remedy:
      "Correct the tenant id (azuread:tenantId, ARM_TENANT_ID or AZURE_TENANT_ID), or the cloud (bc-sales:cloud).",
  },
  {
    says: /AADSTS700016/,
    message: "the tenant knows no application with this client id.",
    remedy:
      "Correct the client id (azuread:clientId, ARM_CLIENT_ID or AZURE_CLIENT_ID), or the tenant it is looked for in.",
  },
  {
    says: /AADSTS7000229/,
    message: "the application has no service principal in this tenant.",
    remedy: "Have an administrator of the tenant consent to the application.",
  },
  {
    says: /AADSTS(70021|700211|700212|700213|700223)/,
    message: "no federated credential of the application matches the token.",
    remedy:
      "Add a federated credential whose issuer, subject and audience are those of this pipeline (Entra > App registrations > Certificates & secrets).",
  },
  {
    says: /AADSTS(700024|50013|50027)/,
    message: "the certificate or the federated token is not valid now.",
    remedy: "Check its dates and the clock of this machine, or make a new one.",
  },
  {
    says: /AADSTS(700027|700030)/,
    message: "the application does not know the certificate.",
    remedy: "Upload the certificate's public part (Entra > App registrations > Certificates & secrets).",
  },
  {
    says: /AADSTS(500011|50001|65001)/,
    message: "the tenant does not know the service that the token is for.",
    remedy:
      "Check that the address belongs to this tenant and its cloud (bc-sales:organizationUrl, bc-sales:cloud).",
  },
  {
    says: /AADSTS53003/,
    message: "a Conditional Access policy blocks the sign-in.",
    remedy: "Exempt the deploying application, or deploy from a place that the policy allows.",
  },
  {
    says: /AADSTS7000112/,
    message: "the application is disabled in the tenant.",
    remedy: "Enable it (Entra > Enterprise applications > Properties > Enabled for users to sign-in).",
  },
  {
    says: /AADSTS(50076|50078|50079|50158|50173|700082|70043)/,
    message: "the sign-in has to be repeated in person, with whatever the tenant's policies demand.",
    remedy: "Run `az login` again. A pipeline signs in as an application instead.",
  },
  {
    says: /GitHub Actions gave no OIDC token/,
    message: "GitHub Actions gave no OIDC token.",
    remedy: "Give the job `permissions: id-token: write`.",
  },
  {
    says: /ENOENT/,
    message: "the file with the certificate or the federated token does not exist.",
    remedy: "Correct its path.",
  },
];

/** The library found nothing to sign in with. */
export const NOTHING_FOUND: Cause = {
  says: /AggregateAuthenticationError|CredentialUnavailableError/,
  message: "no credentials were found.",
  remedy:
    "Sign in with `az login`, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (ARM_… or azuread:… serve as well).",
};

/** For whatever is not in the table. */
export const UNEXPLAINED: Cause = {
  says: /^/,
  message: "the sign-in was refused.",
  remedy:
    "Look the code up at https://login.microsoftonline.com/error, or try the same credentials with the Azure CLI.",
};
