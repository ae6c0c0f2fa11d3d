import { Agent, request } from "node:https";
import axios from "axios";
import { httpTransport } from "../../../dynamic-providers/dist/clients/http/http";
import { Service } from "../../../dynamic-providers/dist/clients/http/service";
import { Tokens } from "../../../dynamic-providers/dist/clients/sign-in/tokens";
import { systemClock } from "../../../dynamic-providers/dist/clients/clock";
import type { Listening } from "./bare-server";

/** A way to send one GET. */
export interface Contender {
  readonly name: string;
  /** Rejects when the answer is not 200. */
  readonly send: () => Promise<unknown>;
}

/** From the least that Node can do to all that a request of a deployment goes through. */
export function contenders({ url, ca }: Listening): Contender[] {
  const headers = { authorization: "Bearer token", accept: "application/json" };
  const agent = new Agent({ keepAlive: true, ca });
  const client = axios.create({ httpsAgent: new Agent({ keepAlive: true, ca }), proxy: false });
  const transport = httpTransport({ ca });
  const service = new Service({
    name: "Dataverse",
    endpoint: { url, scope: `${url}/.default` },
    headers: {},
    transport,
    tokens: new Tokens(
      () =>
        Promise.resolve({
          getToken: () => Promise.resolve({ token: "token", expiresOnTimestamp: Infinity }),
        }),
      systemClock,
      (error) => Promise.resolve(error instanceof Error ? error : new Error(String(error))),
    ),
    clock: systemClock,
  });
  return [
    {
      name: "node:https alone",
      send: () =>
        new Promise((resolve, reject) => {
          request(`${url}/a`, { agent, headers }, (response) => {
            const chunks: Buffer[] = [];
            response.on("data", (chunk: Buffer) => chunks.push(chunk));
            response.once("end", () => {
              if (response.statusCode === 200) resolve(Buffer.concat(chunks).toString("utf8"));
              else reject(new Error(String(response.statusCode)));
            });
          })
            .once("error", reject)
            .end();
        }),
    },
    { name: "axios", send: () => client.get(`${url}/a`, { headers, responseType: "text" }) },
    {
      name: "this project's transport",
      send: async () => {
        const { status } = await transport({ method: "GET", url: `${url}/a`, headers });
        if (status !== 200) throw new Error(String(status));
      },
    },
    {
      name: "this project's service (token, gate, repetition)",
      send: () => service.send({ kind: "read", method: "GET", path: "/a", label: "read" }),
    },
  ];
}
