import type { FaultyService } from "../faults/rule";
import { entraErrors } from "./entra";
import type { ErrorEntry } from "./sandbox-error";

const serviceLimits = "learn.microsoft.com, Dataverse: Service protection API limits";

/** What runs into Dataverse's service protection is told; `{0}` is the limit. Codes, statuses and texts: documented. */
export const dataverseLimits = {
  requests: {
    code: "0x80072322",
    status: 429,
    message: "Number of requests exceeded the limit of {0} over time window of 300 seconds.",
    source: serviceLimits,
    evidence: "documented",
  },
  execution: {
    code: "0x80072321",
    status: 429,
    message:
      "Combined execution time of incoming requests exceeded limit of {0} milliseconds over time window of 300 seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.",
    source: serviceLimits,
    evidence: "documented",
  },
  concurrency: {
    code: "0x80072326",
    status: 429,
    message: "Number of concurrent requests exceeded the limit of {0}.",
    source: serviceLimits,
    evidence: "documented",
  },
} as const satisfies Record<string, ErrorEntry>;

/** What each service says when it is asked too often. */
export const throttled: Readonly<Record<FaultyService, ErrorEntry>> = {
  entra: entraErrors.tenantThrottled,
  graph: {
    code: "TooManyRequests",
    status: 429,
    message: "Please retry again later.",
    source: "learn.microsoft.com, Microsoft Graph throttling guidance",
    evidence: "documented",
  },
  "power-platform": {
    code: "TooManyRequests",
    status: 429,
    message: "Too many requests have been sent. Try again later.",
    source: "not published",
    evidence: "assumed",
  },
  dataverse: dataverseLimits.requests,
};

const graphCodes =
  "learn.microsoft.com, Microsoft Graph error responses: the code; that it comes with this status is assumed";

/** What each service says when it fails by itself; the status is the one that was asked for. */
export function unavailable(service: FaultyService, status: number): ErrorEntry {
  const entry = service === "graph" && status === 503 ? graphNotAvailable : failures[service];
  return { ...entry, status };
}

const graphNotAvailable: ErrorEntry = {
  code: "serviceNotAvailable",
  status: 503,
  message: "The service is not available. Try the request again after a delay.",
  source: graphCodes,
  evidence: "documented",
};

const failures: Readonly<Record<FaultyService, ErrorEntry>> = {
  entra: entraErrors.transient,
  graph: {
    code: "generalException",
    status: 500,
    message: "An unspecified error has occurred.",
    source: graphCodes,
    evidence: "documented",
  },
  "power-platform": {
    code: "InternalServerError",
    status: 500,
    message: "The service has failed. Try again later.",
    source: "not published",
    evidence: "assumed",
  },
  dataverse: {
    code: "0x80040216",
    status: 500,
    message: "An unexpected error occurred.",
    source: "learn.microsoft.com, Dataverse Web service error codes (UnExpected); the status is assumed",
    evidence: "documented",
  },
};
