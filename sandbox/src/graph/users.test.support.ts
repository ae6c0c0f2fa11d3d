import { expect } from "chai";
import type { TestAnswer, TestClient } from "../testing/client";

/** A page of users as Graph answers it. */
export interface Page {
  value: { id: string; userPrincipalName: string }[];
  "@odata.nextLink"?: string;
  "@odata.count"?: number;
}

/** What Graph needs to make a user. */
export function person(alias: string, changes: object = {}): object {
  return {
    accountEnabled: true,
    displayName: alias,
    mailNickname: alias,
    userPrincipalName: `${alias}@contoso.onmicrosoft.com`,
    passwordProfile: { forceChangePasswordNextSignIn: true, password: "Sandbox-1234" },
    ...changes,
  };
}

/** Makes a user. @returns its id */
export async function create(client: TestClient, alias: string, changes: object = {}): Promise<string> {
  const { body, status } = await client.graph("POST", "/users", person(alias, changes));
  expect(status).to.equal(201);
  return (body as { id: string }).id;
}

/** Users that a filter finds. @param extra - further query options, `&` first */
export async function filtered(
  client: TestClient,
  filter: string,
  headers: Record<string, string> = {},
  extra = "",
): Promise<TestAnswer> {
  return client.graph("GET", `/users?$filter=${encodeURIComponent(filter)}${extra}`, undefined, headers);
}
