import { errorBody } from "../http/error-body";
import type { GraphOperation, NewUser } from "./graph";
import type { Outcome } from "../outcome";
import type { LastAnswer } from "../http/repeat";
import { mayHaveBeenCarriedOut } from "../http/retry-policy";
import { guid, row } from "../http/rows";
import { isSuccess } from "../http/http";
import type { Call } from "../http/service";
import type { ServiceError } from "../http/service-error";

/** What executing operations needs of the client. */
export interface GraphSender {
  /** The last answers to calls sent in JSON batches; paths are without the version. */
  send(calls: readonly Call[]): Promise<readonly LastAnswer[]>;
  /** Object id → SKU ids assigned directly, as they are now. */
  directLicenses(objectIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  errorOf(last: LastAnswer, operation: GraphOperation): ServiceError;
}

/** How often a creation whose answer was lost is looked up and sent again. */
const SETTLING_ROUNDS = 3;

/** A request quoted as text within JSON, within JSON, within JSON. */
const DEEPEST_QUOTE = 3;

interface Open {
  readonly operation: GraphOperation;
  last: LastAnswer;
}

/** Runs operations set-wise; what a first answer leaves open is settled by looking, set-wise too. */
export async function executeOnGraph(
  operations: readonly GraphOperation[],
  sender: GraphSender,
): Promise<readonly Outcome<string>[]> {
  const answers = await sender.send(operations.map(callOf));
  const all = operations.flatMap((operation, index): Open[] => {
    const last = answers[index];
    return last === undefined ? [] : [{ operation, last }];
  });
  await settleCreations(all, sender);
  await settleRemovals(all, sender);
  return all.map((open) => outcomeOf(open, sender));
}

/**
 * A creation whose answer was lost may have been carried out, and a second one would be refused. So the sign-in
 * name is looked up, and the creation is sent again only when nobody has it.
 */
async function settleCreations(all: readonly Open[], sender: GraphSender): Promise<void> {
  let open = all.flatMap((one) => {
    const { operation, last } = one;
    const isOpen = operation.kind === "createUser" && mayHaveBeenCarriedOut(last.answer);
    return isOpen ? [{ one, operation }] : [];
  });
  for (let round = 1; open.length > 0 && round <= SETTLING_ROUNDS; round += 1) {
    const lookups = await sender.send(open.map(({ operation }) => lookUp(operation.user, operation.label)));
    const missing: typeof open = [];
    for (const [index, entry] of open.entries()) {
      const lookup = lookups[index];
      if (lookup !== undefined && isSuccess(lookup.answer)) entry.one.last = lookup;
      else if (lookup?.answer.status === 404) missing.push(entry);
    }
    const again = await sender.send(missing.map(({ operation }) => callOf(operation)));
    for (const [index, { one }] of missing.entries()) {
      // Whatever the second one is answered, the first may still have been carried out.
      one.last = { ...(again[index] ?? one.last), uncertain: true };
    }
    // "Exists already" now means that the first one arrived late.
    open = missing.filter(
      ({ one: { last } }) =>
        !isSuccess(last.answer) && (mayHaveBeenCarriedOut(last.answer) || isDuplicate(last)),
    );
  }
}

/**
 * Graph refuses to remove a licence that is not there, and with it everything else in the request. What such a
 * refusal is about is not said reliably, so that the account itself is asked.
 */
async function settleRemovals(all: readonly Open[], sender: GraphSender): Promise<void> {
  const open = all.flatMap((one) => {
    const { operation, last } = one;
    const isOpen = operation.kind === "assignLicense" && last.answer.status === 400 && !last.answer.ofBatch;
    return isOpen && operation.remove.length > 0 ? [{ one, operation }] : [];
  });
  if (open.length === 0) return;
  const held = await sender.directLicenses(open.map(({ operation }) => operation.objectId.toLowerCase()));
  const repaired = open.flatMap(({ one, operation }) => {
    const direct = held.get(operation.objectId.toLowerCase()) ?? new Set<string>();
    const remove = operation.remove.filter((skuId) => direct.has(skuId.toLowerCase()));
    if (remove.length === operation.remove.length) return [];
    return [{ one, operation: { ...operation, remove } }];
  });
  const empty = repaired.filter(({ operation }) => operation.add.length + operation.remove.length === 0);
  for (const { one } of empty) one.last = { ...one.last, answer: { status: 200, headers: {}, body: "" } };
  const rest = repaired.filter((entry) => !empty.includes(entry));
  const answers = await sender.send(rest.map(({ operation }) => callOf(operation)));
  for (const [index, { one }] of rest.entries()) one.last = answers[index] ?? one.last;
}

function outcomeOf({ operation, last }: Open, sender: GraphSender): Outcome<string> {
  if (operation.kind === "createUser") {
    if (isSuccess(last.answer)) return { ok: true, value: guid(row(last.answer.body), "id") };
    return { ok: false, error: sender.errorOf(withoutPassword(last, operation.user), operation) };
  }
  const isGone = operation.kind === "deleteUser" && last.answer.status === 404 && !last.answer.ofBatch;
  if (isSuccess(last.answer) || isGone) return { ok: true, value: operation.objectId.toLowerCase() };
  return { ok: false, error: sender.errorOf(last, operation) };
}

function callOf(operation: GraphOperation): Call {
  const { label } = operation;
  switch (operation.kind) {
    case "createUser":
      return { kind: "createUser", method: "POST", path: "/users", body: bodyOf(operation.user), label };
    case "updateUser":
      return {
        kind: "setValues",
        method: "PATCH",
        path: `/users/${operation.objectId}`,
        body: operation.change,
        label,
      };
    case "deleteUser":
      return { kind: "deleteUser", method: "DELETE", path: `/users/${operation.objectId}`, label };
    case "assignLicense":
      return {
        kind: "assignLicense",
        method: "POST",
        path: `/users/${operation.objectId}/assignLicense`,
        body: {
          addLicenses: operation.add,
          removeLicenses: operation.remove,
        },
        label,
      };
  }
}

function bodyOf(user: NewUser): unknown {
  const { userPrincipalName, displayName, mailNickname, usageLocation, password, profile } = user;
  return {
    ...profile,
    accountEnabled: true,
    userPrincipalName,
    displayName,
    mailNickname,
    ...(usageLocation === undefined ? {} : { usageLocation }),
    passwordProfile: { password, forceChangePasswordNextSignIn: user.forceChangePasswordNextSignIn },
  };
}

/** By key, which shows a new account earlier than a filter does. */
function lookUp({ userPrincipalName }: NewUser, label: string): Call {
  return {
    kind: "read",
    method: "GET",
    path: `/users/${encodeURIComponent(userPrincipalName)}?$select=id`,
    label,
  };
}

function isDuplicate({ answer }: LastAnswer): boolean {
  return (
    answer.status === 409 || (answer.status === 400 && /already exists/i.test(errorBody(answer).message))
  );
}

/** A refusal must not show the password, even if the service quotes it, or the request in which it was quoted. */
function withoutPassword(last: LastAnswer, { password }: NewUser): LastAnswer {
  let { body } = last.answer;
  let quoted = password;
  for (let depth = 0; depth <= DEEPEST_QUOTE; depth += 1) {
    body = body.replaceAll(quoted, "…");
    quoted = JSON.stringify(quoted).slice(1, -1);
  }
  return { ...last, answer: { ...last.answer, body } };
}
