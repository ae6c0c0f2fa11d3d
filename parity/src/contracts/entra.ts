import { objectOf, query, textOf } from "../answers";
import type { Contract } from "../contract";
import type { Expectations } from "../expectations";
import type { Answer } from "../target/https-client";
import type { Target } from "../target/target";

const tokenRoute = ["POST entra /{tenant}/oauth2/v2.0/token"];

export const entraContracts: readonly Contract[] = [
  {
    id: "entra.discovery",
    title:
      "The discovery document of a tenant names issuer, endpoints and keys on the authority's own origin",
    routes: [
      "GET entra /{tenant}/v2.0/.well-known/openid-configuration",
      "GET entra /{tenant}/discovery/v2.0/keys",
    ],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const { authority } = target.settings.endpoints;
      const url = `${authority}/${target.settings.tenantId}/v2.0/.well-known/openid-configuration`;
      const { status, body } = await target.anonymous("GET", url);
      expect.equal("status", status, 200);
      const document = objectOf(body);
      for (const name of ["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"]) {
        expect.equal(`type of ${name}`, typeof document[name], "string");
      }
      const origin = new URL(authority).origin;
      expect.holds(
        "issuer",
        originOf(document.issuer) === origin,
        "an address of the authority",
        document.issuer,
      );
      const keys = await target.anonymous("GET", textOf(document, "jwks_uri"));
      expect.equal("keys are a list", Array.isArray(objectOf(keys.body).keys), true);
    },
  },
  {
    id: "entra.instance-discovery",
    title: "The authority vouches for itself: instance discovery names a tenant's discovery document",
    routes: ["GET entra /common/discovery/instance"],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const { authority } = target.settings.endpoints;
      const tenant = `${authority}/${target.settings.tenantId}`;
      const options = { "api-version": "1.1", authorization_endpoint: `${tenant}/oauth2/v2.0/authorize` };
      const answer = await target.anonymous("GET", `${authority}/common/discovery/instance${query(options)}`);
      if (answer.status === 501) expect.notSettled(textOf(objectOf(answer.body), "error_description"));
      expect.equal("status", answer.status, 200);
      const document = objectOf(answer.body);
      expect.equal("metadata is a list", Array.isArray(document.metadata), true);
      const address = textOf(document, "tenant_discovery_endpoint");
      const assumed = "/.well-known/openid-configuration";
      expect.holds("tenant_discovery_endpoint", address.endsWith(assumed), `…${assumed}`, address);
    },
  },
  {
    id: "entra.metadata",
    title: "The metadata document is an object that names authority and Graph",
    routes: ["GET entra /metadata/endpoints"],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const url = `${target.settings.endpoints.metadata}/metadata/endpoints?api-version=2022-09-01`;
      const { status, body } = await target.anonymous("GET", url);
      expect.equal("status", status, 200);
      const document = objectOf(body);
      for (const name of ["name", "resourceManager", "microsoftGraphResourceId"]) {
        expect.equal(`type of ${name}`, typeof document[name], "string");
      }
      const { loginEndpoint } = objectOf(document.authentication);
      // azuread's SDK appends "/{tenant}" as it is.
      expect.holds(
        "loginEndpoint",
        typeof loginEndpoint === "string" && !loginEndpoint.endsWith("/"),
        "an address without closing slash",
        loginEndpoint,
      );
    },
  },
  {
    id: "entra.token",
    title: "A client secret buys a bearer token whose claims name application, object and tenant",
    routes: tokenRoute,
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const { status, body } = await askToken(target, expect, {});
      const answer = objectOf(body);
      expect.equal("status", status, 200);
      expect.equal("token_type", answer.token_type, "Bearer");
      expect.equal("type of expires_in", typeof answer.expires_in, "number");
      const claims = claimsOf(textOf(answer, "access_token"));
      const types = Object.fromEntries(
        ["aud", "oid", "tid", "appid", "exp", "iat"].map((name) => [name, typeof claims[name]]),
      );
      const assumed = {
        aud: "string",
        oid: "string",
        tid: "string",
        appid: "string",
        exp: "number",
        iat: "number",
      };
      expect.equal("types of claims", types, assumed);
      expect.equal("appid", claims.appid, target.settings.application?.clientId);
    },
  },
  {
    id: "entra.token.wrong-secret",
    title: "A wrong client secret is answered with 401 invalid_client, AADSTS7000215",
    routes: tokenRoute,
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const answer = await askToken(target, expect, { client_secret: "not-the-secret" });
      expectOauthError(expect, answer, 401, "invalid_client", 7000215);
      const keys = Object.keys(objectOf(answer.body));
      for (const name of [
        "error",
        "error_description",
        "error_codes",
        "timestamp",
        "trace_id",
        "correlation_id",
      ]) {
        expect.holds(`it has ${name}`, keys.includes(name), name, keys);
      }
    },
  },
  {
    id: "entra.token.no-credential",
    title:
      "A request without secret or assertion is answered with 401 invalid_client, AADSTS7000216 or AADSTS7000218",
    routes: tokenRoute,
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const { status, body } = await askToken(target, expect, { client_secret: undefined });
      const { error, error_codes: codes } = objectOf(body);
      expect.equal("status", status, 401);
      expect.equal("error", error, "invalid_client");
      // Microsoft's list of codes describes both for it.
      const known = Array.isArray(codes) && (codes[0] === 7000216 || codes[0] === 7000218);
      expect.holds("error_codes", known, "7000216 or 7000218", codes);
    },
  },
  {
    id: "entra.token.scope",
    title: "A scope without /.default is refused with 400 invalid_scope, AADSTS1002012",
    routes: tokenRoute,
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const scope = target.settings.scopes.graph.replace("/.default", "/User.Read.All");
      const answer = await askToken(target, expect, { scope });
      expectOauthError(expect, answer, 400, "invalid_scope", 1002012);
    },
  },
  {
    id: "entra.token.resource",
    title:
      "The scope of a resource that the tenant does not know is refused with 400 invalid_resource, AADSTS500011",
    routes: tokenRoute,
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const answer = await askToken(target, expect, { scope: "https://nothing.invalid/.default" });
      expectOauthError(expect, answer, 400, "invalid_resource", 500011);
    },
  },
  {
    id: "entra.token.tenant",
    title: "A tenant that does not exist is answered with 400 invalid_request, AADSTS90002",
    routes: tokenRoute,
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const answer = await askToken(target, expect, {}, "00000000-0000-4000-8000-000000000001");
      expectOauthError(expect, answer, 400, "invalid_request", 90002);
    },
  },
];

async function askToken(
  target: Target,
  expect: Expectations,
  changes: Readonly<Record<string, string | undefined>>,
  tenant = target.settings.tenantId,
): Promise<Answer> {
  const { settings } = target;
  const { application } = settings;
  if (application === undefined) {
    expect.notSettled("No client secret is used to sign in here, so none can be sent.");
  }
  const form: Record<string, string | undefined> = {
    client_id: application.clientId,
    client_secret: application.clientSecret,
    grant_type: "client_credentials",
    scope: settings.scopes.graph,
    ...changes,
  };
  const given = Object.entries(form).filter((field): field is [string, string] => field[1] !== undefined);
  const url = `${settings.endpoints.authority}/${tenant}/oauth2/v2.0/token`;
  return target.anonymous("POST", url, Object.fromEntries(given));
}

function expectOauthError(
  expect: Expectations,
  { status, body }: Answer,
  assumedStatus: number,
  error: string,
  code: number,
): void {
  const answer = objectOf(body);
  expect.equal("status", status, assumedStatus);
  expect.equal("error", answer.error, error);
  expect.equal("error_codes", answer.error_codes, [code]);
  // The rest of the text may name the tenant.
  const description = textOf(answer, "error_description").split(" ", 1)[0] ?? "";
  expect.holds("error_description", description === `AADSTS${code}:`, `AADSTS${code}: …`, description);
}

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const [, claims = ""] = token.split(".");
  try {
    return objectOf(JSON.parse(Buffer.from(claims, "base64url").toString("utf8")));
  } catch {
    return {};
  }
}

function originOf(url: unknown): string {
  return typeof url === "string" && URL.canParse(url) ? new URL(url).origin : "";
}
