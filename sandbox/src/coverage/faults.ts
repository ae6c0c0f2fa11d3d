import type { FaultEffect } from "../faults/rule";
import type { Evidence } from "../http/types";

/** What a fault stands for in the real services. */
export interface FaultFact {
  readonly effect: string;
  readonly evidence: Evidence;
  /** Where services are said or seen to fail like that. */
  readonly source: string;
}

const http = "what any client of HTTP meets (RFC 9110, section 9.2.2: repeating after a lost connection)";

/** By kind. */
export const faultFacts: Readonly<Record<FaultEffect["kind"], FaultFact>> = {
  latency: {
    effect: "the request is applied later, by real time",
    evidence: "observed",
    source: "any network",
  },
  throttle: {
    effect: "429 in the service's words, with Retry-After in seconds, as a date, or without",
    evidence: "documented",
    source:
      "learn.microsoft.com, Dataverse: Service protection API limits; Microsoft Graph throttling guidance; RFC 9110 section 10.2.3 (both forms)",
  },
  status: {
    effect: "500, 502, 503 or 504 with an error of the service, on request with Retry-After",
    evidence: "documented",
    source:
      "learn.microsoft.com, Microsoft Graph error responses; Dataverse: Compose HTTP requests and handle errors",
  },
  reset: {
    effect: "the connection is torn before the request is applied",
    evidence: "observed",
    source: http,
  },
  "lose-answer": {
    effect: "the request is applied, and its answer never comes",
    evidence: "observed",
    source: http,
  },
  truncate: {
    effect: "the request is applied, and half of its answer comes",
    evidence: "observed",
    source: http,
  },
  "slow-body": { effect: "the second half of the answer comes late", evidence: "observed", source: http },
  "stale-read": {
    effect:
      "a GET sees the tenant as it was some time ago, unless it asks Dataverse for `Consistency: Strong`",
    evidence: "documented",
    source:
      "learn.microsoft.com, Advanced query capabilities on Microsoft Entra ID objects (eventual consistency); how old answers get is assumed",
  },
  "reject-token": {
    effect: "401 for a token that is good, on request with a claims challenge",
    evidence: "documented",
    source: "learn.microsoft.com, Entra: Continuous access evaluation, claims challenges",
  },
};
