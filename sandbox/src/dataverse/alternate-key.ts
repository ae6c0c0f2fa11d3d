import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Sandbox } from "../sandbox";
import { isVisible } from "./tables/system-users";

const guid = "[\\da-fA-F]{8}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{12}";

/** What stands in parentheses behind `systemusers` or `teams` when it is no id, as a regular expression. */
const alternateKeys: Readonly<Record<string, string>> = {
  systemusers: `azureactivedirectoryobjectid=${guid}`,
  teams: `azureactivedirectoryobjectid=${guid},membershiptype=\\d`,
};

/** What a row of an entity set can be named by, as the source of a regular expression. */
export function keyPattern(entitySet: string): string {
  const alternate = Object.hasOwn(alternateKeys, entitySet) ? alternateKeys[entitySet] : undefined;
  return alternate === undefined ? guid : `${guid}|${alternate}`;
}

/**
 * The id of the row that a key names (Dataverse: Work with Microsoft Entra ID group teams). An id is given back in
 * lower case, whether there is such a row or not. Throws 404 0x80060891 when no row has the values of the key.
 */
export function idOfKey(entitySet: string, key: string, sandbox: Sandbox): string {
  if (!key.includes("=")) return key.toLowerCase();
  const { azureactivedirectoryobjectid: objectId = "", membershiptype } = Object.fromEntries(
    key.split(",").map((part) => part.toLowerCase().split("=")),
  ) as Partial<Record<string, string>>;
  const id =
    entitySet === "teams"
      ? teamOfGroup(objectId, Number(membershiptype), sandbox)
      : userWithObjectId(objectId, sandbox);
  if (id === undefined) throw new SandboxError(dataverseErrors.noRowWithKey, [entitySet]);
  return id;
}

function userWithObjectId(objectId: string, sandbox: Sandbox): string | undefined {
  const user = sandbox.store.systemUserByObjectId(objectId);
  return user !== undefined && isVisible(user, sandbox) ? user.systemuserid : undefined;
}

function teamOfGroup(groupId: string, membershipType: number, { store }: Sandbox): string | undefined {
  for (const team of store.all("teams")) {
    const { columns: { azureactivedirectoryobjectid, membershiptype = 0 } = {} } = team;
    if (azureactivedirectoryobjectid === groupId && membershiptype === membershipType) return team.teamid;
  }
  return undefined;
}
