import { readFileSync } from "node:fs";
import { ClientSecretCredential } from "@azure/identity";
import { startSandbox, type RunningSandbox, type SandboxOptions } from "@bc-sales/sandbox";
import { NotSettled } from "../not-settled";
import { HttpsClient } from "./https-client";
import { Target } from "./target";

export interface SandboxTarget {
  readonly target: Target;
  readonly sandbox: RunningSandbox;
  readonly close: () => Promise<void>;
}

/** An application that has no user in the environment. */
export const outsider = {
  id: "3b0d7b52-7a0e-4a55-9a63-5f2d8c1e7a10",
  appId: "7e4f1d06-6c0b-4d0f-8e0b-2a9c4b6d8f11",
  displayName: "Outsider",
  permissions: [],
};

/** Waits that a real tenant has too, so that contracts are checked with them. The sandbox's clock makes them short. */
const waits = { licenseDelay: 90_000, addUserDelay: 30_000 };

/** A sandbox of its own in this process. Waiting steps its clock and takes no time. */
export async function startSandboxTarget(options: SandboxOptions = {}): Promise<SandboxTarget> {
  const sandbox = await startSandbox({ ...options, settings: { ...waits, ...options.settings } });
  const { authority, graph, powerPlatform, dataverse, tenantId, environmentId, clientId, clientSecret } =
    sandbox.status;
  const ca = readFileSync(sandbox.status.caFile, "utf8");
  const http = new HttpsClient(ca);
  // There is no Microsoft authority that could vouch for the sandbox's.
  const signIn = { authorityHost: authority, disableInstanceDiscovery: true, tlsOptions: { ca } };
  const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, signIn);
  sandbox.store.put("servicePrincipals", outsider.id, outsider);
  sandbox.store.commit();
  const [tenant] = sandbox.store.all("tenants");
  const target = new Target(
    {
      kind: "sandbox",
      endpoints: { authority, metadata: authority, graph, powerPlatform, dataverse },
      scopes: {
        graph: `${graph}/.default`,
        powerPlatform: `${powerPlatform}/.default`,
        dataverse: `${dataverse}/.default`,
      },
      tenantId,
      environmentId,
      domain: tenant?.verifiedDomains[0] ?? "",
      sku: "DYN365_ENTERPRISE_SALES",
      application: { clientId, clientSecret },
      // All applications of a sandbox have the same secret.
      outsider: { clientId: outsider.appId, clientSecret },
    },
    {
      http,
      token: async (scope) => (await credential.getToken(scope)).token,
      tokenOf: async (application, scope) => {
        const other = new ClientSecretCredential(
          tenantId,
          application.clientId,
          application.clientSecret,
          signIn,
        );
        return (await other.getToken(scope)).token;
      },
      inheritLicense: (_target, { id }) => {
        const user = sandbox.store.get("users", id);
        const [group] = sandbox.store.all("groups");
        const sku = [...sandbox.store.all("skus")].find((candidate) => candidate.dataverse);
        if (user === undefined || group === undefined || sku === undefined) {
          throw new NotSettled("The sandbox's tenant has no group or no SKU.");
        }
        // By hand: the contract is about the refusal, not about groups.
        const inherited = { skuId: sku.skuId, disabledPlans: [], assignedByGroup: group.id, assignedAt: 0 };
        sandbox.store.put("users", id, { ...user, licenses: [...user.licenses, inherited] });
        return Promise.resolve(sku.skuId);
      },
      pause: (milliseconds) => {
        sandbox.clock.advance(milliseconds);
        return Promise.resolve();
      },
    },
  );
  return {
    target,
    sandbox,
    close: async () => {
      http.close();
      await sandbox.close();
    },
  };
}
