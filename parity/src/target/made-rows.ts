import { needed, objectOf, textOf } from "../answers";
import type { Answer } from "./https-client";
import { succeeded } from "./remove-account";
import type { Target } from "./target";

export interface MadeRow {
  readonly entitySet: "teams" | "roles" | "businessunits";
  readonly key: string;
}

/** Tables in which parity makes rows, besides users; names begin with its prefix. In the order of their removal. */
export const madeRows: readonly MadeRow[] = [
  { entitySet: "teams", key: "teamid" },
  { entitySet: "roles", key: "roleid" },
  { entitySet: "businessunits", key: "businessunitid" },
];

/** Makes a row with a name of this run; it is removed when the contract ends. Returns the answer and the id. */
export async function makeRow(
  target: Target,
  entitySet: MadeRow["entitySet"],
  label: string,
  columns: Readonly<Record<string, unknown>>,
): Promise<{ readonly answer: Answer; readonly id: string }> {
  const name = `${target.prefix}${label}`;
  const answer = needed(
    `making one of ${entitySet}`,
    await target.dataverse("POST", entitySet, { name, ...columns }),
  );
  const id = /\(([\da-f-]{36})\)$/i.exec(String(answer.headers["odata-entityid"]))?.[1] ?? "";
  target.cleanUp.add(`one of ${entitySet}, ${name}`, () => removeMadeRow(target, entitySet, id));
  return { answer, id };
}

export async function removeMadeRow(
  target: Target,
  entitySet: MadeRow["entitySet"],
  id: string,
): Promise<readonly string[]> {
  const path = `${entitySet}(${id})`;
  // Only a disabled business unit can be deleted.
  if (entitySet === "businessunits") {
    await target.dataverse("PATCH", path, { isdisabled: true }, { "if-match": "*" });
  }
  const answer = await target.dataverse("DELETE", path);
  if (answer.status !== 404) succeeded("deleting it", answer);
  return [];
}

/** A security group of this run, removed when the contract ends. Returns its id. */
export async function makeGroup(
  target: Target,
  label: string,
  memberIds: readonly string[],
): Promise<string> {
  const name = `${target.prefix}${label}`;
  const created = await target.graph("POST", "/v1.0/groups", {
    displayName: name,
    mailEnabled: false,
    mailNickname: name,
    securityEnabled: true,
    "members@odata.bind": memberIds.map((id) => `${target.settings.endpoints.graph}/v1.0/users/${id}`),
  });
  const id = textOf(objectOf(needed("making a group", created).body), "id");
  target.cleanUp.add(`group ${name}`, () => removeGroup(target, id));
  return id;
}

/** Takes its licences off first: a group that gives some cannot be deleted. */
export async function removeGroup(target: Target, id: string): Promise<readonly string[]> {
  const group = await target.graph("GET", `/v1.0/groups/${id}?$select=assignedLicenses`);
  if (group.status === 404) return [];
  const { assignedLicenses } = objectOf(succeeded("reading the group", group).body);
  const removeLicenses = Array.isArray(assignedLicenses)
    ? assignedLicenses.map((license) => textOf(objectOf(license), "skuId"))
    : [];
  if (removeLicenses.length > 0) {
    const body = { addLicenses: [], removeLicenses };
    succeeded(
      "taking its licences off",
      await target.graph("POST", `/v1.0/groups/${id}/assignLicense`, body),
    );
  }
  await target.eventually("the group can be deleted", async () => {
    const answer = await target.graph("DELETE", `/v1.0/groups/${id}`);
    if (answer.status === 400) return undefined;
    if (answer.status !== 404) succeeded("deleting the group", answer);
    return true;
  });
  return [];
}
