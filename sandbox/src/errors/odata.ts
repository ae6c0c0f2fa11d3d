import type { ErrorEntry } from "./sandbox-error";

/** What a query option can be refused for, whichever service it is sent to. */
export const odataErrors = {
  malformed: {
    code: "BadRequest",
    status: 400,
    message: "Syntax error at position {0} in '{1}': {2}.",
    source: "OData 4.01 part 2 (ABNF); the text follows the Microsoft OData library",
    evidence: "assumed",
  },
  unterminated: {
    code: "BadRequest",
    status: 400,
    message: "There is an unterminated literal at position {0} in '{1}'.",
    source: "learn.microsoft.com, Dataverse: Filter rows using OData, Manage single quotes",
    evidence: "documented",
  },
  notCovered: {
    code: "SandboxNotCovered",
    status: 501,
    message: "The sandbox does not cover {0} in a query. sandbox/README.md lists what it covers.",
    source: "the sandbox's rule: never a silent success",
    evidence: "assumed",
  },
} as const satisfies Record<string, ErrorEntry>;
