import type { ProtectedService } from "../http/services";
import type { ErrorEntry } from "./sandbox-error";

/** Refusals that stand before any service: the sandbox's own. */
export const httpErrors = {
  foreignHost: {
    code: "SandboxForeignHost",
    status: 421,
    message:
      "This sandbox answers to {0} only, and the request names the host '{1}'. Use one of these addresses; it cannot be reached under another name.",
    source: "RFC 9110 section 15.5.20 (Misdirected Request)",
    evidence: "assumed",
  },
  foreignOrigin: {
    code: "SandboxForeignOrigin",
    status: 403,
    message: "This sandbox takes no requests from web pages of other origins ('{0}').",
    source: "protects the admin routes, which need no token, from pages in a browser on this machine",
    evidence: "assumed",
  },
  bodyTooLarge: {
    code: "SandboxBodyTooLarge",
    status: 413,
    message: "The request's body is larger than {0} bytes. Send fewer parts in one request.",
    source: "RFC 9110 section 15.5.14 (Content Too Large)",
    evidence: "assumed",
  },
  notCovered: {
    code: "SandboxNotCovered",
    status: 501,
    message: "The sandbox does not cover {0} {1} of {2}. GET /admin/coverage lists what it covers.",
    source: "the sandbox's rule: never a silent success",
    evidence: "assumed",
  },
  // 501 because clients of the real services repeat every other 5xx for minutes.
  sandboxBug: {
    code: "SandboxBug",
    status: 501,
    message: "The sandbox failed on {0} {1}: {2}. This is a fault of the sandbox, not of the request.",
    source: "the sandbox's rule: its own faults are not repeated by clients",
    evidence: "assumed",
  },
} as const satisfies Record<string, ErrorEntry>;

/** What each service answers to a request without a valid token; `{0}` is the reason. */
export const unauthorized: Readonly<Record<ProtectedService, ErrorEntry>> = {
  graph: {
    code: "InvalidAuthenticationToken",
    status: 401,
    message: "{0}",
    source: "learn.microsoft.com, Resolve Microsoft Graph authorization errors",
    evidence: "documented",
  },
  "power-platform": {
    code: "Unauthorized",
    status: 401,
    message: "{0}",
    source: "status only; code and text are not published",
    evidence: "assumed",
  },
  dataverse: {
    code: "0x80040204",
    status: 401,
    message: "Invalid user auth. {0}",
    source:
      "Dataverse Web service error codes (0x80040204 InvalidUserAuth); that it is the one sent here is assumed",
    evidence: "assumed",
  },
};
