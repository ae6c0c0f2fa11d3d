import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import { allowedDepths, depths } from "../rules/depths";
import type { PrivilegeDepth, RolePrivileges } from "../state/model";
import type { Store } from "../state/store";
import { badPayload } from "./payload";

type Granted = RolePrivileges["privileges"];

const known = [
  "Depth",
  "PrivilegeId",
  "BusinessUnitId",
  "PrivilegeName",
  "RecordFilterId",
  "RecordFilterUniqueName",
];

/**
 * The `Privileges` of a request's body: Collection(RolePrivilege). Their ids and depths count, their names and business
 * units do not (assumed).
 *
 * @throws SandboxError 0x80048d19, 0x800404ce, 0x8004140f, or 0x80041400 for a depth that the privilege does not have.
 */
export function wantedPrivileges(payload: Readonly<Record<string, unknown>>, store: Store): Granted {
  const { Privileges: list, ...rest } = payload;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw badPayload("roles", `The parameter '${unknown}' is not known.`);
  if (!Array.isArray(list)) throw badPayload("roles", "'Privileges' must be a list.");
  const wanted = list.map((item: unknown) => wantedPrivilege(item, store));
  const seen = new Set<string>();
  for (const { privilegeid } of wanted) {
    if (seen.has(privilegeid)) throw new SandboxError(dataverseErrors.duplicatePrivilege, [privilegeid]);
    seen.add(privilegeid);
  }
  return wanted;
}

/** The id in `PrivilegeId`, of a privilege that exists. Throws 0x800404ce. */
export function knownPrivilegeId(id: unknown, store: Store): string {
  const privilege = typeof id === "string" ? store.get("privileges", id.toLowerCase()) : undefined;
  if (privilege === undefined) throw new SandboxError(dataverseErrors.unknownPrivilege);
  return privilege.privilegeid;
}

function wantedPrivilege(item: unknown, store: Store): Granted[number] {
  if (typeof item !== "object" || item === null) throw badPayload("roles", "A privilege must be an object.");
  const unknown = Object.keys(item).find((key) => !known.includes(key) && !key.startsWith("@odata."));
  if (unknown !== undefined) throw badPayload("roles", `Privileges have no property '${unknown}'.`);
  const { PrivilegeId, Depth } = item as Record<string, unknown>;
  const privilegeid = knownPrivilegeId(PrivilegeId, store);
  const depth = asDepth(Depth);
  checkDepth(privilegeid, depth, store);
  return { privilegeid, depth };
}

/** A name or a number of the enumeration PrivilegeDepth: clients send both. */
function asDepth(value: unknown): PrivilegeDepth {
  if (value === "RecordFilter" || value === 4) {
    throw new SandboxError(dataverseErrors.notCovered, ["the depth RecordFilter"]);
  }
  const depth = depths.find((name, number) => name === value || number === value);
  if (depth === undefined) throw badPayload("roles", `'${String(value)}' is no depth.`);
  return depth;
}

function checkDepth(privilegeid: string, depth: PrivilegeDepth, store: Store): void {
  const privilege = store.get("privileges", privilegeid);
  const allowed = privilege === undefined ? [] : allowedDepths(privilege);
  if (allowed.includes(depth)) return;
  throw new SandboxError(dataverseErrors.depthNotAllowed, [
    privilege?.name ?? privilegeid,
    depth,
    allowed.join(", "),
  ]);
}
