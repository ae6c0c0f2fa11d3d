import { errorCodes, joinTables, measured, statusCodes } from "./dataverse-sources";
import type { ErrorEntry } from "./sandbox-error";

/** What a query of the Web API is refused for. */
export const dataverseQueryErrors = {
  badQuery: {
    code: "0x80060888",
    status: 400,
    message: "{0}",
    source: measured,
    evidence: "observed",
  },
  noRowWithKey: {
    code: "0x80060891",
    status: 404,
    message: "A record with the specified key values does not exist in {0} entity",
    source: `${errorCodes} (RecordNotFoundByEntityKey); ${statusCodes}`,
    evidence: "documented",
  },
  expandReference: {
    code: "0x80060888",
    status: 400,
    message: "Expand with $ref is only supported on lookup type navigation property.",
    source: joinTables,
    evidence: "documented",
  },
  limitedExpand: {
    code: "0x80060888",
    status: 400,
    message:
      "Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.",
    source: joinTables,
    evidence: "documented",
  },
  nestedManyToMany: {
    code: "0x80060888",
    status: 400,
    message: "Nested $expand is not supported with many-to-many relationships.",
    source: `${joinTables}, "Supported Relationship types for $expand"; code and text are assumed`,
    evidence: "assumed",
  },
  tooManyExpansions: {
    code: "0x80060888",
    status: 400,
    message: "The number of $expand options in the query exceeds the limit of 15.",
    source: `${joinTables}: the limit; code and text are assumed`,
    evidence: "assumed",
  },
} as const satisfies Record<string, ErrorEntry>;
