import { parseTarget } from "../../http/target";
import type { SandboxResponse } from "../../http/types";
import { parsePreferences } from "../preferences";
import { dataverseRoute, type Call } from "../route";
import { parseBatch, type BatchItem, type BatchRequest } from "./parse-batch";
import { resolveReferences } from "./references";
import { writeBatch, type BatchAnswer, type BatchAnswerItem } from "./write-batch";

export const batchRoute = dataverseRoute(
  {
    method: "POST",
    path: "$batch",
    covers: "single requests and change sets, continue-on-error, Content-ID references",
    evidence: "documented",
    source:
      "learn.microsoft.com, Dataverse: Execute batch operations using the Web API; that a failed change set is answered by its failed request alone is assumed (OData 4.0 part 1, 11.7.4)",
  },
  runBatch,
);

/** Runs the items in order. Each request is undone alone when it fails, each change set as a whole. */
async function runBatch(call: Call): Promise<SandboxResponse> {
  const { headers, body } = call.request;
  const items = parseBatch(headers["content-type"], body);
  const { continueOnError } = parsePreferences(headers.prefer);
  const answers: BatchAnswerItem[] = [];
  for (const item of items) {
    const { answer, failed } = await runItem(item, call);
    answers.push(answer);
    if (failed && !continueOnError) return writeBatch(400, answers);
  }
  return writeBatch(200, answers);
}

async function runItem(item: BatchItem, call: Call): Promise<{ answer: BatchAnswerItem; failed: boolean }> {
  if (item.kind === "changeset") return runChangeSet(item.requests, call);
  const { request } = item;
  const response = await dispatch(request, call);
  return {
    answer: { kind: "response", answer: { contentId: request.contentId, response } },
    failed: hasFailed(response),
  };
}

/** Thrown only to have the store undo a change set. */
class ChangeSetFailed extends Error {
  constructor(readonly answer: BatchAnswer) {
    super("A request of a change set has failed.");
  }
}

async function runChangeSet(
  requests: readonly BatchRequest[],
  call: Call,
): Promise<{ answer: BatchAnswerItem; failed: boolean }> {
  try {
    const answers = await call.sandbox.store.transaction(async () => {
      const done: BatchAnswer[] = [];
      const addresses = new Map<string, string>();
      for (const request of requests) {
        const { contentId } = request;
        const resolved = { ...request, ...resolveReferences(request, (id) => addresses.get(id) ?? `$${id}`) };
        const answer = { contentId, response: await dispatch(resolved, call) };
        if (hasFailed(answer.response)) throw new ChangeSetFailed(answer);
        done.push(answer);
        // Of a row that was made, its address; of any other request, the address it was sent to.
        addresses.set(contentId ?? "", answer.response.headers?.["OData-EntityId"] ?? resolved.target);
      }
      return done;
    });
    return { answer: { kind: "changeset", answers }, failed: false };
  } catch (error) {
    if (!(error instanceof ChangeSetFailed)) throw error;
    return { answer: { kind: "changeset", answers: [error.answer] }, failed: true };
  }
}

async function dispatch(part: BatchRequest, { request, sandbox, root }: Call): Promise<SandboxResponse> {
  const isRelative = !/^(?:\/|https?:)/i.test(part.target);
  return sandbox.dispatch("dataverse", {
    ...parseTarget(isRelative ? root + part.target : part.target),
    method: part.method,
    headers: part.headers,
    body: part.body,
    origin: request.origin,
    caller: request.caller,
  });
}

function hasFailed({ status }: SandboxResponse): boolean {
  return status >= 400;
}
