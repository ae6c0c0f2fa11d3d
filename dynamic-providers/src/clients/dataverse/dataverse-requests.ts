import { randomUUID } from "node:crypto";
import { type LastAnswer } from "../http/repeat";
import { page, type Row } from "../http/rows";
import { isSuccess } from "../http/http";
import type { Call, Codec, Service } from "../http/service";
import { decodeBatch, encodeBatch } from "./dataverse-batch";
import { API, partOf } from "./dataverse-operations";

const PAGE = "odata.maxpagesize=5000";
/**
 * The service takes 1000 (Web API: "Execute batch operations"). A quarter leaves it time: it works for two minutes on
 * one request at most, and several of these go side by side.
 */
const BATCH_SIZE = 250;
/** Longer addresses go into a batch: the service takes 32 kB, but proxies on the way often 8 kB only. */
const LONGEST_ADDRESS = 6_000;

/**
 * The service may answer with roles from before a write, anybody's, for 30 seconds unless it is asked not to (Web
 * API: "Consistency" header). A deployment reads sets, a handful of times, and its preview has to tell the truth.
 */
export const STRONG: Readonly<Record<string, string>> = { consistency: "Strong" };

/** How questions and operations become requests to the Web API: pages followed, many things in few requests. */
export class DataverseRequests {
  constructor(readonly service: Service) {}

  /** The rows of each query; one short query is a GET, any others go into batches. */
  async queries(
    paths: readonly string[],
    label: string,
    headers: Record<string, string>,
  ): Promise<readonly (readonly Row[])[]> {
    const calls = paths.map((path): Call => ({
      kind: "read",
      method: "GET",
      path,
      headers: { prefer: PAGE, ...headers },
      label,
    }));
    const [only] = calls;
    if (only === undefined) return [];
    const until = this.service.deadline();
    if (calls.length === 1 && only.path.length <= LONGEST_ADDRESS) return [await this.#readRows(only, until)];
    const last = await this.batched(calls, until);
    return Promise.all(
      calls.map(async (call, index) => {
        const reply = last[index];
        if (reply === undefined || !isSuccess(reply.answer)) throw this.service.errorOf(reply, call);
        const { rows, nextLink } = page(reply.answer.body);
        return nextLink === undefined
          ? rows
          : [...rows, ...(await this.#readRows({ ...call, path: nextLink }, until))];
      }),
    );
  }

  /** The bodies of the answers to several reads sent together; undefined for what does not exist. */
  async bodies(paths: readonly string[], label: string): Promise<readonly (string | undefined)[]> {
    if (paths.length === 0) return [];
    const last = await this.batched(
      paths.map((path): Call => ({ kind: "read", method: "GET", path, headers: STRONG, label })),
    );
    return paths.map((_, index) => {
      const reply = last[index];
      if (reply !== undefined && isSuccess(reply.answer)) return reply.answer.body;
      if (reply?.answer.status === 404 && reply.answer.ofBatch !== true) return undefined;
      throw this.service.errorOf(reply, { label });
    });
  }

  /** The rows behind a call, page by page. */
  async #readRows(call: Call, until: number): Promise<readonly Row[]> {
    const rows: Row[] = [];
    let path: string | undefined = call.path;
    while (path !== undefined) {
      const answer = await this.service.send({ ...call, path }, until);
      const read = page(answer.body);
      rows.push(...read.rows);
      path = read.nextLink;
    }
    return rows;
  }

  /** Sends calls in `$batch` requests, each call answered by itself. */
  batched(calls: readonly Call[], until?: number): Promise<readonly LastAnswer[]> {
    return this.service.sendAll(calls, BATCHES, { until });
  }
}

/** Calls in `$batch` requests, each answered by itself. */
const BATCHES: Codec = {
  batchSize: BATCH_SIZE,
  encode: (calls) => {
    const boundary = `batch_${randomUUID()}`;
    return {
      method: "POST",
      path: `${API}/$batch`,
      headers: {
        "content-type": `multipart/mixed; boundary="${boundary}"`,
        // Without it the first refusal would keep all later parts from being carried out.
        prefer: "odata.continue-on-error",
      },
      body: encodeBatch(calls.map(partOf), boundary),
    };
  },
  decode: decodeBatch,
};
