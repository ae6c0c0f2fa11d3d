import type { IncomingHttpHeaders } from "node:http";
import { Agent, request } from "node:https";

/** An answer with its body parsed where it is JSON; undefined without a body. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface HttpsRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** Longest wait for one answer, in milliseconds: addUser and the first query of an organization take their time. */
const patience = 180_000;

/**
 * The smallest client that can ask the services. It is not the product's: what is wrong there must not be wrong here
 * in the same way.
 */
export class HttpsClient {
  readonly #agent: Agent;

  /** `ca`: PEM text of the authority to trust instead of those of the system. */
  constructor(ca?: string) {
    this.#agent = new Agent({ keepAlive: true, ...(ca === undefined ? {} : { ca }) });
  }

  async send({ method, url, headers, body }: HttpsRequest): Promise<Answer> {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const message = request(url, { method, headers: { ...headers, ...length }, agent: this.#agent });
      message.setTimeout(patience, () => {
        message.destroy(new Error(`No answer within ${patience / 1000} seconds to ${method} ${url}.`));
      });
      message.on("error", reject);
      message.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: parsed(Buffer.concat(chunks).toString("utf8")),
          });
        });
      });
      message.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
