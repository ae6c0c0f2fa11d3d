import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Route } from "../http/types";
import { candidateRows } from "./candidate-rows";
import { readQuery } from "./check-query";
import { largestPage } from "./preferences";
import { dataverseRoute } from "./route";
import { selectRows } from "./select-rows";
import { tables } from "./tables";

/** How many rows a table has, as plain text. */
export const countRoutes: readonly Route[] = [...tables.values()].map((table) =>
  dataverseRoute(
    {
      method: "GET",
      path: `${table.entitySet}/$count`,
      evidence: "documented",
      source: "learn.microsoft.com, Dataverse: Count rows using OData; that $filter holds for it is assumed",
    },
    ({ request, sandbox }) => {
      const query = readQuery(table, request.query);
      if ([...request.query.keys()].some((option) => option !== "$filter" && !option.startsWith("@"))) {
        throw new SandboxError(dataverseErrors.badQuery, ["$count of a collection takes only $filter."]);
      }
      const { length } = selectRows(candidateRows(table, query.filter, sandbox), query);
      return {
        status: 200,
        headers: { "Content-Type": "text/plain" },
        body: String(Math.min(length, largestPage)),
      };
    },
  ),
);
