import { seedIds } from "../seed/ids";
import { guidOf } from "../seed/guid";
import { roleFacts } from "../seed/role-facts";
import type { TestAnswer, TestClient } from "./client";

/** For the sandbox's own tests: a row of an answer. */
export type Row = Record<string, unknown>;

/** A request to the Web API, below its service root. */
export async function dataverse(
  client: TestClient,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<TestAnswer> {
  return client.send(method, `/api/data/v9.2/${path}`, { as: "dataverse", body, headers });
}

export async function rows(client: TestClient, path: string): Promise<Row[]> {
  const { body } = await dataverse(client, "GET", path);
  return (body as { value: Row[] }).value;
}

/** Status and code of a refusal, as one text: `412 0x80040237`. */
export function refusal({ status, body }: TestAnswer): string {
  return `${status} ${(body as { error?: { code?: string } } | undefined)?.error?.code ?? "without code"}`;
}

export function messageOf({ body }: TestAnswer): string {
  return (body as { error: { message: string } }).error.message;
}

/** System user id of a seeded person. */
export function seededSystemUserId(alias: string): string {
  return guidOf(`systemuser ${alias}@${seedIds.domain}`);
}

/** Entra object id of a seeded person. */
export function seededObjectId(alias: string): string {
  return guidOf(`user ${alias}`);
}

/** Id of a role in the root business unit. */
export function rootRoleId(name: string): string {
  const role = roleFacts.find((fact) => fact.name === name);
  if (role === undefined) throw new Error(`The seed has no role "${name}".`);
  return role.roleid;
}
