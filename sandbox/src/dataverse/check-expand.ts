import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Expansion, Query } from "../odata/query";
import { navigationOf } from "./navigation";
import type { Table } from "./tables/table";

/** `$expand` options of one query, nested ones counted each (Dataverse: Join tables using OData). */
const mostExpansions = 15;

/** The rules of "Join tables using OData" on what an expansion can hold. Throws 0x80060888. */
export function checkExpand({ expand }: Query, table: Table): void {
  const all = flatten(expand, table);
  if (all.length > mostExpansions) throw new SandboxError(dataverseErrors.tooManyExpansions);
  const isNested = expand.some(({ query }) => query.expand.length > 0);
  for (const { expansion, collection, manyToMany } of all) {
    const { query, reference } = expansion;
    if (reference && collection) throw new SandboxError(dataverseErrors.expandReference);
    if (isNested && manyToMany) throw new SandboxError(dataverseErrors.nestedManyToMany);
    const isLimited = query.orderBy.length > 0 || query.top !== undefined;
    if (isLimited && (isNested || !collection)) throw new SandboxError(dataverseErrors.limitedExpand);
  }
}

interface Found {
  readonly expansion: Expansion;
  readonly collection: boolean;
  readonly manyToMany: boolean;
}

function flatten(expand: readonly Expansion[], table: Table): Found[] {
  return expand.flatMap((expansion) => {
    const { collection, manyToMany, target } = navigationOf(expansion.navigation, table);
    return [{ expansion, collection, manyToMany }, ...flatten(expansion.query.expand, target)];
  });
}
