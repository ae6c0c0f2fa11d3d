import { rowsOf, textOf } from "../answers";
import type { CleanedUp } from "./clean-up";
import { NotSettled } from "../not-settled";
import { madeRows, removeGroup, removeMadeRow, type MadeRow } from "./made-rows";
import { isMarked, purge, removeAccount, removeRow, succeeded } from "./remove-account";
import type { Target } from "./target";

/**
 * Looks for everything in the tenant whose name begins with `prefix` (that of one run, or parity's common one) and
 * removes it: accounts with their rows, accounts in the recycle bin, rows whose account is gone.
 */
export async function sweep(target: Target, prefix: string): Promise<CleanedUp> {
  const leftovers: string[] = [];
  const kept: string[] = [];
  const attempt = async (what: string, remove: () => Promise<readonly string[]>): Promise<void> => {
    try {
      kept.push(...(await remove()));
    } catch (error) {
      leftovers.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  await attempt("looking for accounts", async () => {
    for (const signInName of await accounts(target, prefix)) {
      await attempt(`account ${signInName}`, () => removeAccount(target, signInName));
    }
    return [];
  });
  await attempt("looking into the recycle bin", async () => {
    for (const { id, signInName } of await deletedAccounts(target, prefix)) {
      await attempt(`deleted account ${signInName}`, () => purge(target, id, signInName));
    }
    return [];
  });
  await attempt("looking for rows in the environment", async () => {
    for (const { id, signInName } of await rows(target, prefix)) {
      await attempt(`row of ${signInName}`, () => removeRow(target, id, signInName));
    }
    return [];
  });
  await attempt("looking for groups", async () => {
    for (const { id, name } of await groups(target, prefix)) {
      await attempt(`group ${name}`, () => removeGroup(target, id));
    }
    return [];
  });
  for (const kind of madeRows) {
    await attempt(`looking for ${kind.entitySet}`, async () => {
      for (const id of await rowsNamed(target, kind, prefix)) {
        await attempt(`one of ${kind.entitySet}`, () => removeMadeRow(target, kind.entitySet, id));
      }
      return [];
    });
  }
  return { leftovers, kept };
}

async function groups(target: Target, prefix: string): Promise<readonly { id: string; name: string }[]> {
  const filter = encodeURIComponent(`startswith(displayName,'${prefix}')`);
  const path = `/v1.0/groups?$filter=${filter}&$select=id,displayName`;
  try {
    const answer = await target.graph("GET", path);
    // Who may not read groups has made none.
    if (answer.status === 403) return [];
    return rowsOf(succeeded("reading groups", answer)).map((row) => ({
      id: textOf(row, "id"),
      name: textOf(row, "displayName"),
    }));
  } catch (error) {
    // The same for a sandbox that does not cover groups.
    if (error instanceof NotSettled) return [];
    throw error;
  }
}

async function rowsNamed(target: Target, { entitySet, key }: MadeRow, prefix: string): Promise<string[]> {
  const filter = encodeURIComponent(`startswith(name,'${prefix}')`);
  const answer = await target.dataverse("GET", `${entitySet}?$filter=${filter}`);
  return (
    rowsOf(succeeded("reading them", answer))
      // Default teams and copies of roles go with what they belong to.
      .filter((row) => row.isdefault !== true && (row._parentroleid_value ?? null) === null)
      .map((row) => textOf(row, key))
  );
}

async function accounts(target: Target, prefix: string): Promise<string[]> {
  const filter = encodeURIComponent(`startswith(userPrincipalName,'${prefix}')`);
  const path = `/v1.0/users?$filter=${filter}&$select=userPrincipalName,displayName&$top=999`;
  const answer = succeeded("reading accounts", await target.graph("GET", path));
  return rowsOf(answer)
    .filter((row) => isMarked(row.displayName))
    .map((row) => textOf(row, "userPrincipalName"));
}

/** Sign-in names of deleted accounts have the id, without its hyphens, before them. */
async function deletedAccounts(
  target: Target,
  prefix: string,
): Promise<readonly { id: string; signInName: string }[]> {
  const found: { id: string; signInName: string }[] = [];
  let path: string | undefined =
    "/v1.0/directory/deletedItems/microsoft.graph.user?$select=id,displayName,userPrincipalName";
  while (path !== undefined) {
    const answer = succeeded("reading deleted accounts", await target.graph("GET", path));
    for (const row of rowsOf(answer)) {
      const id = textOf(row, "id");
      const signInName = textOf(row, "userPrincipalName").replace(id.replaceAll("-", ""), "");
      if (signInName.startsWith(prefix) && isMarked(row.displayName)) found.push({ id, signInName });
    }
    path = textOf(answer.body as Record<string, unknown>, "@odata.nextLink") || undefined;
  }
  return found;
}

/** Rows of accounts that are gone: those that are not are removed with their account. */
async function rows(target: Target, prefix: string): Promise<readonly { id: string; signInName: string }[]> {
  const filter = encodeURIComponent(`startswith(domainname,'${prefix}') and azurestate ne 0`);
  const path = `systemusers?$filter=${filter}&$select=systemuserid,domainname`;
  const answer = succeeded("reading rows", await target.dataverse("GET", path));
  return rowsOf(answer).map((row) => ({
    id: textOf(row, "systemuserid"),
    signInName: textOf(row, "domainname"),
  }));
}
