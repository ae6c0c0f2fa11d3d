import {
  type Answer,
  type HttpRequest,
  NoAnswer,
  type Transport,
} from "../../../dynamic-providers/dist/clients/http/http";

/** What happens to a request: answered by a service in trouble, lost on its way back, or nothing. */
export type Fault = Answer | "lost" | undefined;

/** Puts faults between the clients and the wire. Sign-in is left alone. */
export function faulty(faultOf: (request: HttpRequest) => Fault): (transport: Transport) => Transport {
  return (transport) => async (request) => {
    const fault = request.url.endsWith("/token") ? undefined : faultOf(request);
    if (fault !== undefined && fault !== "lost") return fault;
    const answer = await transport(request);
    if (fault === undefined) return answer;
    return {
      status: 0,
      headers: {},
      body: "",
      failure: new NoAnswer("ECONNRESET", new URL(request.url).host),
    };
  };
}

/** The first `count` requests that match get the fault. */
export function first(
  count: number,
  matches: (request: HttpRequest) => boolean,
  fault: Fault,
): (request: HttpRequest) => Fault {
  let left = count;
  return (request) => {
    if (left === 0 || !matches(request)) return undefined;
    left -= 1;
    return fault;
  };
}

/** A throttled answer of Dataverse (service protection limits). */
export function throttled(seconds: number): Answer {
  return {
    status: 429,
    headers: { "retry-after": String(seconds) },
    body: JSON.stringify({
      error: {
        code: "0x80072322",
        message: "Number of requests exceeded the limit of 6000 over time window of 300 seconds.",
      },
    }),
  };
}
