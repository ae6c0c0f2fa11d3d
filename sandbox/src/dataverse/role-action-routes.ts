import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Route } from "../http/types";
import type { Role, RolePrivileges } from "../state/model";
import type { Store } from "../state/store";
import { demandPrivilege } from "./caller";
import { badPayload, readPayload } from "./payload";
import { findRow } from "./read-routes";
import { checkChangeable, family, refuseSolution } from "./role-rules";
import { dataverseRoute, type Call } from "./route";
import { roles } from "./tables/roles";
import { timestamp } from "./timestamp";
import { knownPrivilegeId, wantedPrivileges } from "./wanted-privileges";

/** What a role grants before an action, and after it. */
type Change = (before: RolePrivileges, payload: Payload, store: Store) => RolePrivileges;
type Payload = Readonly<Record<string, unknown>>;

const reference = "learn.microsoft.com, Web API action reference";

/** What a role grants is changed by actions, never by its columns. Each is all or nothing. */
export const roleActionRoutes: readonly Route[] = [
  action(
    "AddPrivilegesRole",
    `${reference}; that it sets the depth of what is granted already is assumed`,
    add,
  ),
  action("ReplacePrivilegesRole", reference, ({ roleid }, payload, store) => ({
    roleid,
    privileges: wantedPrivileges(payload, store),
  })),
  action("RemovePrivilegeRole", `${reference}; that what is not granted answers 404 is assumed`, remove),
];

function action(name: string, source: string, change: Change): Route {
  return dataverseRoute(
    { method: "POST", path: `roles({id})/Microsoft.Dynamics.CRM.${name}`, evidence: "documented", source },
    (call) => {
      const { store } = call.sandbox;
      demandRoleChange(call);
      refuseSolution(call.request);
      const role = roleOf(call);
      checkChangeable(role);
      const before = store.get("roleprivileges", role.roleid) ?? { roleid: role.roleid, privileges: [] };
      const after = change(before, readPayload(call.request, "roles"), store);
      checkActOnBehalf(before, after, store);
      store.put("roleprivileges", role.roleid, after);
      const modifiedon = timestamp(call.sandbox);
      for (const member of family(role, store)) {
        store.put("roles", member.roleid, { ...member, modifiedon, versionnumber: store.nextVersion() });
      }
      return { status: 204 };
    },
  );
}

/** Dynamics CRM 2016 SDK, privileges by message: AddPrivilegesRole, ReplacePrivilegesRole. */
function demandRoleChange({ caller, sandbox }: Call): void {
  for (const privilege of ["prvReadUser", "prvReadOrganization", "prvReadRole", "prvWriteRole"]) {
    demandPrivilege(caller, privilege, sandbox);
  }
}

function roleOf(call: Call): Role {
  const { id } = findRow(roles, call.params.id, call);
  const role = call.sandbox.store.get("roles", id);
  if (role === undefined) throw new SandboxError(dataverseErrors.notFound, ["role", id]);
  return role;
}

function add({ roleid, privileges }: RolePrivileges, payload: Payload, store: Store): RolePrivileges {
  const wanted = wantedPrivileges(payload, store);
  const named = new Set(wanted.map(({ privilegeid }) => privilegeid));
  const others = privileges.filter(({ privilegeid }) => !named.has(privilegeid));
  return { roleid, privileges: [...others, ...wanted] };
}

function remove({ roleid, privileges }: RolePrivileges, payload: Payload, store: Store): RolePrivileges {
  const { PrivilegeId, ...rest } = payload;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw badPayload("roles", `The parameter '${unknown}' is not known.`);
  const id = knownPrivilegeId(PrivilegeId, store);
  const others = privileges.filter(({ privilegeid }) => privilegeid !== id);
  if (others.length === privileges.length) {
    throw new SandboxError(dataverseErrors.privilegeNotGranted, [roleid, id]);
  }
  return { roleid, privileges: others };
}

/** A set that leaves the privilege as it is, is taken (assumed). */
function checkActOnBehalf(before: RolePrivileges, after: RolePrivileges, store: Store): void {
  for (const { name, privilegeid } of store.all("privileges")) {
    if (name !== "prvActOnBehalfOfAnotherUser") continue;
    const depthIn = ({ privileges }: RolePrivileges): string | undefined =>
      privileges.find((privilege) => privilege.privilegeid === privilegeid)?.depth;
    if (depthIn(before) !== depthIn(after)) throw new SandboxError(dataverseErrors.actOnBehalfFixed);
  }
}
