import type { SandboxStatus } from "@bc-sales/sandbox";
import { authorityOf, Client, type Probe, tokenFor } from "../sandbox/probes";
import type { SandboxProcess } from "../sandbox/sandbox-process";
import { PEER_CALLS, PEER_CASES, PEER_PARALLEL, PEER_SIGN_IN, type PeerCall, type PeerCase } from "./peer";

/** What one command's calls took. */
export interface Replayed {
  readonly case: PeerCase;
  readonly requests: number;
  readonly throttled: number;
  /** Of the calls alone: no command line, no plug-in, no state. */
  readonly seconds: number;
}

interface Person {
  readonly objectId: string;
  systemUserId: string;
}

/** Sends what the peer would send for so many people, command after command, with nothing in between. */
export async function replay(sandbox: SandboxProcess, people: number): Promise<Replayed[]> {
  const { status } = sandbox;
  const client = new Client(authorityOf(status), PEER_PARALLEL);
  try {
    const wire = await Wire.prepare(client, status);
    const everybody = await accounts(wire, people);
    const found: Replayed[] = [];
    for (const what of PEER_CASES) {
      await sandbox.takeTraffic();
      const started = performance.now();
      await wire.signIn();
      await eachOf(everybody, async (person) => {
        for (const call of PEER_CALLS[what]) await wire.call(call, what, person);
      });
      const seconds = (performance.now() - started) / 1_000;
      const { requests, throttled } = await sandbox.takeTraffic();
      found.push({ case: what, requests, throttled, seconds: Number(seconds.toFixed(2)) });
    }
    return found;
  } finally {
    client.close();
  }
}

/** Accounts with a licence, which the peer leaves to others; not timed. */
async function accounts(wire: Wire, count: number): Promise<Person[]> {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const people: Person[] = [];
  await eachOf(numbers, async (number) => {
    people[number] = { objectId: await wire.makeAccount(number), systemUserId: "" };
  });
  return people;
}

async function eachOf<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  await Promise.all(
    Array.from({ length: PEER_PARALLEL }, async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await act(next);
    }),
  );
}

/** Names of the roles that a user gets, and of the one that takes the place of the second. */
const ROLES = ["Salesperson", "Basic User", "Sales Manager"] as const;
const API = "/api/data/v9.2";

/** The calls as requests. */
class Wire {
  private constructor(
    private readonly client: Client,
    private readonly status: SandboxStatus,
    private readonly tokens: Readonly<Record<"graph" | "dataverse" | "powerPlatform", string>>,
    private readonly skuId: string,
    private readonly roles: ReadonlyMap<string, string>,
  ) {}

  static async prepare(client: Client, status: SandboxStatus): Promise<Wire> {
    const [graph, dataverse, powerPlatform] = await Promise.all([
      tokenFor(client, status, status.graph),
      tokenFor(client, status, status.dataverse),
      tokenFor(client, status, status.powerPlatform),
    ]);
    const skus = await valueOf<{ skuId: string; skuPartNumber: string }>(
      client,
      `${status.graph}/v1.0/subscribedSkus`,
      graph,
    );
    const sku = skus.find(({ skuPartNumber }) => skuPartNumber === "DYN365_ENTERPRISE_SALES");
    const rows = await valueOf<{ name: string; roleid: string; _parentrootroleid_value: string }>(
      client,
      `${status.dataverse}${API}/roles?$select=name,roleid,_parentrootroleid_value`,
      dataverse,
    );
    const roots = rows.filter((row) => row.roleid === row._parentrootroleid_value);
    const roles = new Map(roots.map(({ name, roleid }) => [name, roleid]));
    return new Wire(client, status, { graph, dataverse, powerPlatform }, sku?.skuId ?? "", roles);
  }

  async signIn(): Promise<void> {
    for (let count = 0; count < PEER_SIGN_IN; count += 1) {
      await tokenFor(this.client, this.status, this.status.dataverse);
    }
  }

  async makeAccount(number: number): Promise<string> {
    const made = await this.#send("graph", "POST", "/v1.0/users", {
      accountEnabled: true,
      displayName: `Peer ${String(number)}`,
      mailNickname: `peer${String(number)}`,
      userPrincipalName: `peer${String(number)}@contoso.onmicrosoft.com`,
      usageLocation: "US",
      passwordProfile: { password: "Not-to-be-used-1!", forceChangePasswordNextSignIn: true },
    });
    const { id } = JSON.parse(made) as { id: string };
    const licenses = { addLicenses: [{ skuId: this.skuId, disabledPlans: [] }], removeLicenses: [] };
    await this.#send("graph", "POST", `/v1.0/users/${id}/assignLicense`, licenses);
    return id;
  }

  /** One call for one person. */
  async call(call: PeerCall, what: PeerCase, person: Person): Promise<void> {
    const user = `${API}/systemusers(${person.systemUserId})`;
    switch (call) {
      case "environment":
        await this.#send("powerPlatform", "GET", `${this.#environment}?api-version=2023-06-01`);
        return;
      case "addUser":
        await this.#send("powerPlatform", "POST", `${this.#environment}/addUser?api-version=2023-06-01`, {
          objectId: person.objectId,
        });
        return;
      case "find":
        person.systemUserId = await this.#find(person);
        return;
      case "user":
        await this.#send(
          "dataverse",
          "GET",
          `${user}?$expand=systemuserroles_association($select=roleid,name)`,
        );
        return;
      case "assign":
        await this.#assign(user, what === "swap-role" ? ROLES[2] : ROLES[0]);
        return;
      case "assignOther":
        await this.#assign(user, ROLES[1]);
        return;
      case "remove":
        await this.#send(
          "dataverse",
          "DELETE",
          `${user}/systemuserroles_association(${this.#role(ROLES[1])})/$ref`,
        );
        return;
      case "disable":
        await this.#send("dataverse", "PATCH", user, { isdisabled: true });
    }
  }

  get #environment(): string {
    return `/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments/${this.status.environmentId}`;
  }

  #role(name: string): string {
    return this.roles.get(name) ?? "";
  }

  async #assign(user: string, role: string): Promise<void> {
    const id = `${this.status.dataverse}${API}/roles(${this.#role(role)})`;
    await this.#send("dataverse", "POST", `${user}/systemuserroles_association/$ref`, { "@odata.id": id });
  }

  async #find({ objectId }: Person): Promise<string> {
    const filter = encodeURIComponent(`azureactivedirectoryobjectid eq ${objectId}`);
    const roles = "$expand=systemuserroles_association($select=roleid,name)";
    const answer = await this.#send("dataverse", "GET", `${API}/systemusers?$filter=${filter}&${roles}`);
    const [row] = (JSON.parse(answer) as { value: { systemuserid: string }[] }).value;
    if (row === undefined) throw new Error("Somebody who was added is not in the environment.");
    return row.systemuserid;
  }

  #send(
    service: "graph" | "dataverse" | "powerPlatform",
    method: Probe["method"],
    path: string,
    body?: object,
  ): Promise<string> {
    return this.client.send({
      name: `${method} ${path}`,
      method,
      url: this.status[service] + path,
      headers: {
        authorization: `Bearer ${this.tokens[service]}`,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}

async function valueOf<T>(client: Client, url: string, token: string): Promise<T[]> {
  const answer = await client.send({
    name: url,
    method: "GET",
    url,
    headers: { authorization: `Bearer ${token}` },
  });
  return (JSON.parse(answer) as { value: T[] }).value;
}
