import { inspect } from "node:util";
import { type RunningSandbox, startSandbox } from "@bc-sales/sandbox";
import { expect } from "chai";
import { connectTenant } from "../../../dynamic-providers/dist/clients/connect";
import { type Answer, httpTransport } from "../../../dynamic-providers/dist/clients/http/http";
import type { Tenant } from "../../../dynamic-providers/dist/clients/tenant";
import { connected } from "./connected";

const SECRET = "client~secret~of~the~deployment";
const PASSWORD = 'initial"Password\\of 1';

describe("what nobody may see", () => {
  let sandbox: RunningSandbox;
  beforeEach(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.close());

  /** Everything that a log, a diagnostic or a debugger can show of a value. */
  function shown(value: unknown): string {
    const stack = value instanceof Error ? `${String(value)}${value.stack ?? ""}` : "";
    return `${stack}${inspect(value, { depth: 20, getters: true })}${JSON.stringify(value)}`;
  }

  /** A tenant whose services answer everything with a refusal that quotes the request, and the tokens sent to them. */
  function quoted(quote: (text: string) => string): { tenant: Tenant; sent: string[] } {
    const sent: string[] = [];
    const tenant = connected(sandbox, [], (transport) => (request) => {
      if (request.url.endsWith("/token")) return transport(request);
      sent.push(request.headers.authorization?.replace("Bearer ", "") ?? "");
      const message = quote(`${JSON.stringify(request.headers)} ${request.body ?? ""}`);
      return Promise.resolve<Answer>({ status: 400, headers: {}, body: message });
    });
    return { tenant, sent };
  }

  const quotes: Readonly<Record<string, (text: string) => string>> = {
    "as JSON": (message) => JSON.stringify({ error: { code: "BadRequest", message } }),
    "as a page": (text) => `<html><body><pre>${text}</pre></body></html>`,
  };

  for (const [how, quote] of Object.entries(quotes)) {
    it(`is not in an error when a service quotes the request ${how}`, async () => {
      const { tenant, sent } = quoted(quote);
      const user = {
        userPrincipalName: "new@contoso.com",
        displayName: "New",
        mailNickname: "new",
        usageLocation: undefined,
        password: PASSWORD,
        forceChangePasswordNextSignIn: true,
        profile: {},
      };
      const [created] = await tenant.graph.execute([{ kind: "createUser", user, label: "make new" }]);
      if (created === undefined || created.ok) expect.fail("it was made");
      const refused = await tenant
        .dataverse(sandbox.url)
        .whoAmI()
        .catch((error: unknown) => error);
      for (const error of [created.error, refused]) {
        for (const token of sent) expect(shown(error)).not.to.include(token);
        for (const part of ['initial"Password', 'initial\\"Password', "Password\\\\of 1"]) {
          expect(shown(error)).not.to.include(part);
        }
      }
      expect(sent).to.have.length(2);
      expect(sent[0]).to.match(/^eyJ/);
    });
  }

  it("is not in the clients, whatever they have done", async () => {
    const tenant = connected(sandbox);
    const dataverse = tenant.dataverse(sandbox.url);
    await Promise.all([
      dataverse.whoAmI(),
      tenant.graph.subscribedSkus(),
      tenant.powerPlatform.environments(),
    ]);
    for (const part of [tenant, dataverse, tenant.graph, tenant.powerPlatform]) {
      expect(shown(part)).not.to.match(/eyJ|Bearer/);
    }
  });

  it("is not in the clients that keep credentials to sign in with", () => {
    const proofs = [
      { kind: "clientSecret", clientSecret: SECRET },
      { kind: "certificate", path: "key.pem", password: SECRET },
      { kind: "token", token: SECRET },
      { kind: "tokenRequest", url: "https://pipelines.example", token: SECRET },
    ] as const;
    for (const proof of proofs) {
      const { authority, graph, powerPlatform, tenantId, clientId } = sandbox.status;
      const tenant = connectTenant({
        cloud: "public",
        endpoints: { authority, graph, powerPlatform },
        credential: { kind: "application", tenantId, clientId, proof, from: "a test" },
      });
      for (const part of [tenant, tenant.graph, tenant.dataverse(sandbox.url)]) {
        expect(shown(part)).not.to.include(SECRET);
      }
    }
  });

  it("is not in what is left of a request that got no answer", async () => {
    const headers = { authorization: `Bearer ${SECRET}` };
    const url = "https://localhost:1/";
    const { failure } = await httpTransport()({ method: "POST", url, headers, body: SECRET });
    expect(shown(failure)).to.include("ECONNREFUSED").and.not.include(SECRET);
  });
});
