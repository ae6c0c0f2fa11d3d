import type { RunningSandbox } from "@bc-sales/sandbox";
import type { HttpRequest, Transport } from "../../../dynamic-providers/dist/clients/http/http";
import type { Clock } from "../../../dynamic-providers/dist/clients/tenant";
import type { Graph } from "../../../engine/dist/azuread-stand-in/graph";

/** What the stand-in for azuread sends its requests with. */
export type GraphSender = Pick<Graph, "send">;

/** The real plug-in repeats what was throttled or failed on the server's side (hashicorp/go-azure-sdk, sdk/client). */
const ATTEMPTS = 6;
const PAUSE_MS = 2_000;

/** Requests to Graph over a given wire, with a token that is fetched when it is needed. */
export function graphSender({ status }: RunningSandbox, wire: Transport, clock: Clock): GraphSender {
  let token: Promise<string> | undefined;
  const sent = async (request: HttpRequest) => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await wire(request);
      const isPassing = answer.status === 429 || answer.status >= 500;
      if (!isPassing || attempt === ATTEMPTS) return answer;
      await clock.sleep(PAUSE_MS * attempt);
    }
  };
  const signIn = async () => {
    const { access_token: text } = JSON.parse((await sent(signInRequest(status))).body) as {
      access_token: string;
    };
    return text;
  };
  return {
    async send(method, path, body, accepted = []) {
      const bearer = await (token ??= signIn());
      const answer = await sent({
        method: method as HttpRequest["method"],
        url: `${status.graph}${path}`,
        headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json; charset=utf-8" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const isAccepted = (answer.status >= 200 && answer.status < 300) || accepted.includes(answer.status);
      if (!isAccepted) throw refused(method, path, answer);
      return { status: answer.status, body: answer.body === "" ? undefined : JSON.parse(answer.body) };
    },
  };
}

function refused(method: string, path: string, answer: Awaited<ReturnType<Transport>>): Error {
  const code = answer.failure?.message ?? errorCode(answer.body);
  return new Error(`Microsoft Graph refused ${method} ${path}: HTTP ${String(answer.status)} ${code}`);
}

function errorCode(body: string): string {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: string; message?: string } };
    return `${error?.code ?? ""}: ${error?.message ?? ""}`;
  } catch {
    return "(no error body)";
  }
}

function signInRequest(status: RunningSandbox["status"]): HttpRequest {
  return {
    method: "POST",
    url: `${status.authority}/${status.tenantId}/oauth2/v2.0/token`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      client_id: status.clientId,
      client_secret: status.clientSecret,
      grant_type: "client_credentials",
      scope: `${status.graph}/.default`,
    }).toString(),
  };
}
