import { expect } from "chai";
import { endpointsOf } from "../clouds";
import type { CredentialChoice } from "./credential-choice";
import { type Answer, NoAnswer } from "../http/http";
import { explainSignIn } from "./sign-in-errors";

const SECRET = "a client secret";
const choice: CredentialChoice = {
  kind: "application",
  tenantId: "11111111-1111-4111-8111-111111111111",
  clientId: "22222222-2222-4222-8222-222222222222",
  proof: { kind: "clientSecret", clientSecret: SECRET },
  from: "ARM_CLIENT_SECRET",
};
const unavailable: Answer = {
  status: 0,
  headers: {},
  body: "",
  failure: new NoAnswer("ENOTFOUND", "login.microsoftonline.com"),
};

function explained(
  message: string,
  { name = "AuthenticationRequiredError", by = choice, probe = unavailable } = {},
) {
  const error = Object.assign(new Error(message), { name });
  return explainSignIn(error, by, "https://graph.microsoft.com/.default", endpointsOf("public"), () =>
    Promise.resolve(probe),
  );
}

/** As @azure/identity words what Entra answers. */
function entra(error: string, code: number, text: string): string {
  return `${error}: Error(s): ${String(code)} - Timestamp: 2026-01-01 00:00:00Z - Description: AADSTS${String(code)}: ${text} Trace ID: x`;
}

describe("a sign-in that fails", () => {
  const table: [string, string, RegExp][] = [
    [
      "a wrong secret",
      entra("invalid_client", 7000215, "Invalid client secret provided."),
      /the client secret is wrong\..*value, not its id/,
    ],
    [
      "an expired secret",
      entra("invalid_client", 7000222, "The provided client secret keys are expired."),
      /has expired/,
    ],
    [
      "an unknown client",
      entra("unauthorized_client", 700016, "Application … was not found"),
      /no application with this client id.*ARM_CLIENT_ID/,
    ],
    [
      "an unknown tenant",
      entra("invalid_request", 90002, "Tenant … not found."),
      /no such tenant.*ARM_TENANT_ID/,
    ],
    [
      "a federated credential that does not match",
      entra("invalid_request", 700213, "No matching federated identity record"),
      /issuer, subject and audience/,
    ],
    [
      "an organization of another tenant",
      entra("invalid_resource", 500011, "The resource principal … was not found"),
      /does not know the service.*bc-sales:organizationUrl/,
    ],
    [
      "Conditional Access",
      entra("access_denied", 53003, "Blocked by Conditional Access."),
      /Conditional Access/,
    ],
    [
      "a code that is not known here",
      entra("invalid_request", 99999, "Something."),
      /AADSTS99999: the sign-in was refused.*login\.microsoftonline\.com\/error/,
    ],
    [
      "a certificate that is not there",
      "ENOENT: no such file or directory, open '/c.pem'",
      /does not exist\. Correct its path/,
    ],
    [
      "a tenant id that is none",
      "Invalid tenant id provided. You can locate your tenant id …",
      /no such tenant/,
    ],
    [
      "a pipeline without OIDC",
      "GitHub Actions gave no OIDC token (HTTP 403).",
      /permissions: id-token: write/,
    ],
  ];
  for (const [name, message, expected] of table) {
    it(`is explained for ${name}`, async () => {
      const error = await explained(message);
      expect(error.message).to.match(expected);
      expect(error.message).to.include("application 22222222-2222-4222-8222-222222222222 of tenant 11111111");
      expect(error.message).to.include("for https://graph.microsoft.com");
    });
  }

  it("has Entra's code", async () => {
    const error = await explained(entra("invalid_client", 7000215, "Invalid client secret provided."));
    expect(error).to.include({ service: "Entra", code: "AADSTS7000215", status: 401 });
  });

  it("never shows what the library says of the request", async () => {
    const error = await explained(`failed: client_secret=${SECRET}`);
    expect(JSON.stringify([error, error.message, error.stack])).not.to.include(SECRET);
    expect(error.cause).to.equal(undefined);
  });

  it("tells a tenant that does not exist from an authority that does not answer", async () => {
    const unresolved =
      "endpoints_resolution_error: See https://aka.ms/msal.js.errors#endpoints_resolution_error";
    const name = "CredentialUnavailableError";
    const unreachable = await explained(unresolved, { name });
    expect(unreachable.message).to.include("login.microsoftonline.com does not answer (ENOTFOUND)");
    expect(unreachable.message).to.include("Correct the address");
    const body = JSON.stringify({
      error: "invalid_tenant",
      error_description:
        "AADSTS90002: Tenant '1111' not found. Check to make sure you have the correct tenant ID.",
    });
    const unknown = await explained(unresolved, { name, probe: { status: 400, headers: {}, body } });
    expect(unknown).to.include({ code: "AADSTS90002", status: 400 });
    const other = await explained(unresolved, {
      name,
      probe: { status: 200, headers: {}, body: "<p>Router</p>" },
    });
    expect(other.message).to.include("not as Entra does: Router");
  });

  it("says how to sign in when nothing was found to sign in with", async () => {
    const by: CredentialChoice = { kind: "default", tenantId: undefined };
    const error = await explained("ChainedTokenCredential authentication failed.", {
      name: "AggregateAuthenticationError",
      by,
    });
    expect(error.message).to.include("no credentials were found.").and.include("az login");
  });
});
