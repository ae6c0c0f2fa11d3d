import { codeOf, messageOf, objectOf, textOf } from "../answers";
import type { Answer } from "./https-client";
import { commonPrefix, type Target } from "./target";

/**
 * Takes an account that parity has made out of the environment and out of the directory, also out of its recycle
 * bin. Returns what stays by the services' own rules. Throws when the account is still there, or is not parity's.
 */
export async function removeAccount(target: Target, signInName: string): Promise<readonly string[]> {
  const found = await target.graph("GET", `/v1.0/users/${signInName}?$select=id,displayName`);
  if (found.status === 404) return [];
  succeeded("reading the account", found);
  const { id, displayName } = objectOf(found.body);
  // Two marks, so that nobody else's account is ever taken for one of parity's.
  if (typeof id !== "string" || !isMarked(signInName) || !isMarked(displayName)) {
    throw new Error("it does not carry parity's prefix in its sign-in name and its display name");
  }
  const row = await target.people.find(id);
  // A row is deleted only after it was disabled and is gone from the directory (Dataverse error codes 0x80048356
  // and 0x80048359).
  const systemUserId = row === undefined ? undefined : textOf(row, "systemuserid");
  if (systemUserId !== undefined) await target.people.patch(systemUserId, { isdisabled: true });
  succeeded("deleting the account", await target.graph("DELETE", `/v1.0/users/${id}`));
  const kept = [...(await purge(target, id, signInName))];
  if (systemUserId !== undefined) kept.push(...(await removeRow(target, systemUserId, signInName)));
  return kept;
}

/** Deletes an account for good that was just deleted. Without the permission it stays in the recycle bin for 30 days. */
export async function purge(target: Target, id: string, signInName: string): Promise<readonly string[]> {
  return target.eventually("the account can be deleted for good", async () => {
    const answer = await target.graph("DELETE", `/v1.0/directory/deletedItems/${id}`);
    if (answer.status === 404) return undefined;
    if (answer.status === 403)
      return [`account ${signInName} in the directory's recycle bin: ${codeOf(answer)}`];
    succeeded("deleting the account for good", answer);
    return [];
  });
}

/** Deletes a row whose account is gone. What the environment refuses to delete stays there, disabled. */
export async function removeRow(
  target: Target,
  systemUserId: string,
  signInName: string,
): Promise<readonly string[]> {
  const answer = await target.dataverse("DELETE", `systemusers(${systemUserId})`);
  if (answer.status < 400 || answer.status === 404) return [];
  return [`disabled row of ${signInName} in the environment: ${codeOf(answer)}`];
}

/** Whether a name begins as the names of everything begin that any run of parity has made. */
export function isMarked(name: unknown): boolean {
  return typeof name === "string" && name.startsWith(commonPrefix);
}

export function succeeded(what: string, answer: Answer): Answer {
  if (answer.status < 400) return answer;
  throw new Error(`${what} was answered with ${codeOf(answer)} ${messageOf(answer)}`);
}
