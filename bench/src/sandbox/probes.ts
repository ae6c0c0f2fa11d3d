import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import type { SandboxStatus } from "@bc-sales/sandbox";

/** A request as it goes over the wire. */
export interface Probe {
  readonly name: string;
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Node's own https over connections that are kept open: the least a client can do. */
export class Client {
  readonly #agent: Agent;

  constructor(ca: string, sockets: number) {
    this.#agent = new Agent({ keepAlive: true, ca, maxSockets: sockets });
  }

  /** The body of the answer. @throws Error when it is no success. */
  send({ name, method, url, headers, body }: Probe): Promise<string> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
      const message = request(url, { method, headers: { ...headers, ...length }, agent: this.#agent });
      message.once("error", reject);
      message.once("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", reject);
        response.once("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve(text);
          else reject(new Error(`${name}: ${String(status)} ${text.slice(0, 300)}`));
        });
      });
      message.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Reads the authority that a sandbox's clients must trust. */
export function authorityOf({ caFile }: SandboxStatus): string {
  return readFileSync(caFile, "utf8");
}

/** A token for one of the sandbox's services. */
export async function tokenFor(client: Client, status: SandboxStatus, base: string): Promise<string> {
  const answer = await client.send(tokenRequest(status, base));
  return (JSON.parse(answer) as { access_token: string }).access_token;
}

function tokenRequest(status: SandboxStatus, base: string): Probe {
  return {
    name: "token",
    method: "POST",
    url: `${status.authority}/${status.tenantId}/oauth2/v2.0/token`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      client_id: status.clientId,
      client_secret: status.clientSecret,
      grant_type: "client_credentials",
      scope: `${base}/.default`,
    }).toString(),
  };
}

/** The kinds of requests that a deployment sends, on people of the default seed. */
export async function probesOf(client: Client, status: SandboxStatus): Promise<Probe[]> {
  const { graph, dataverse, powerPlatform, environmentId } = status;
  const [forGraph, forDataverse, forAdmin] = await Promise.all(
    [graph, dataverse, powerPlatform].map(async (base) => ({
      authorization: `Bearer ${await tokenFor(client, status, base)}`,
    })),
  );
  const rows = await client.send(
    get("rows", `${dataverse}${API}/systemusers?$select=${COLUMNS}&$top=20`, forDataverse),
  );
  const people = (JSON.parse(rows) as { value: SystemUser[] }).value.filter(
    (one) => one.azureactivedirectoryobjectid !== null && one.applicationid === null,
  );
  const [somebody] = people;
  if (somebody === undefined) throw new Error("There is nobody in the sandbox.");
  const oneName = encodeURIComponent(`userPrincipalName eq '${somebody.domainname}'`);
  const oneId = encodeURIComponent(
    `azureactivedirectoryobjectid eq ${somebody.azureactivedirectoryobjectid ?? ""}`,
  );
  const json = { "content-type": "application/json" };
  return [
    tokenRequest(status, graph),
    get("Graph: an account by name", `${graph}/v1.0/users?$filter=${oneName}`, forGraph),
    {
      name: "Graph: a batch of 20 reads",
      method: "POST",
      url: `${graph}/v1.0/$batch`,
      headers: { ...forGraph, ...json },
      body: JSON.stringify({
        requests: Array.from({ length: 20 }, (_, id) => ({
          id: String(id),
          method: "GET",
          url: `/users?$filter=${oneName}`,
        })),
      }),
    },
    get(
      "Dataverse: a user with roles",
      `${dataverse}${API}/systemusers?$filter=${oneId}&${ROLES}`,
      forDataverse,
    ),
    get("Dataverse: the roles", `${dataverse}${API}/roles?$select=name,roleid`, forDataverse),
    get("Dataverse: a page of up to 5000 users", `${dataverse}${API}/systemusers?${ROLES}`, {
      ...forDataverse,
      prefer: "odata.maxpagesize=5000",
    }),
    {
      name: "Power Platform: addUser",
      method: "POST",
      url: `${powerPlatform}/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments/${environmentId}/addUser?api-version=2020-10-01`,
      headers: { ...forAdmin, ...json },
      body: JSON.stringify({ objectId: somebody.azureactivedirectoryobjectid }),
    },
  ];
}

const API = "/api/data/v9.2";
const COLUMNS = "domainname,azureactivedirectoryobjectid,applicationid";
const ROLES =
  "$select=systemuserid,domainname,isdisabled&$expand=systemuserroles_association($select=name,roleid)";

interface SystemUser {
  readonly domainname: string;
  readonly azureactivedirectoryobjectid: string | null;
  readonly applicationid: string | null;
}

function get(name: string, url: string, headers: Readonly<Record<string, string>> = {}): Probe {
  return { name, method: "GET", url, headers };
}
