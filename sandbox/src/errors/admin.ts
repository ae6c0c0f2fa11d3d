import type { ErrorEntry } from "./sandbox-error";

const source = "the sandbox's own admin routes, sandbox/README.md";

export const adminErrors = {
  badBody: { code: "BadBody", status: 400, message: "{0}", source, evidence: "assumed" },
  unknownTable: {
    code: "UnknownTable",
    status: 404,
    message: "There is no table '{0}'. There are {1}.",
    source,
    evidence: "assumed",
  },
  unknownRow: {
    code: "UnknownRow",
    status: 404,
    message:
      "Table '{0}' has no row '{1}'. Rows are named by id; users and systemusers also by sign-in name.",
    source,
    evidence: "assumed",
  },
  unknownFault: {
    code: "UnknownFault",
    status: 404,
    message: "There is no fault '{0}'. GET /admin/faults lists those that are on.",
    source,
    evidence: "assumed",
  },
  unknownField: {
    code: "UnknownField",
    status: 400,
    message: "A row of '{0}' has no field '{1}'. It has {2}.",
    source,
    evidence: "assumed",
  },
} as const satisfies Record<string, ErrorEntry>;
