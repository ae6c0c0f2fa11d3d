import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxRequest, SandboxResponse } from "../http/types";
import type { Sandbox } from "../sandbox";
import type { EntraUser, Group } from "../state/model";
import type { Store } from "../state/store";
import type { Version } from "./user-resource";

/** What a handler of a Graph route gets. */
export interface GraphCall {
  readonly request: SandboxRequest;
  readonly params: Readonly<Record<string, string>>;
  readonly sandbox: Sandbox;
  readonly store: Store;
  readonly version: Version;
  /** Base URL with version, for contexts and links. */
  readonly root: string;
}

/** Application permissions of which one is needed. */
const permissions = {
  read: ["User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
  write: ["User.ReadWrite.All", "Directory.ReadWrite.All"],
  license: ["LicenseAssignment.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"],
  groupRead: ["Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
  groupWrite: ["Group.ReadWrite.All", "Directory.ReadWrite.All"],
  memberWrite: ["GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"],
  groupLicense: ["LicenseAssignment.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"],
  applicationRead: [
    "Application.Read.All",
    "Application.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
  ],
  organizationRead: [
    "Organization.Read.All",
    "Organization.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
  ],
  none: [],
} as const;

interface GraphRoute {
  readonly method: string;
  /** Without the version: `/users/{id}`. */
  readonly name: string;
  readonly permission: keyof typeof permissions;
  readonly covers?: string;
  readonly evidence: Route["evidence"];
  readonly source: string;
  readonly handle: (call: GraphCall) => SandboxResponse | Promise<SandboxResponse>;
}

/** A key in a path; `delta`, `$count` and casts stand in its place and are routes of their own. */
const key = "(?!delta(?:\\(|/|$)|\\$|microsoft\\.graph\\.)[^/]+";

/** The route under `/v1.0` and under `/beta`. */
export function graphRoute({ name, permission, handle, ...rest }: GraphRoute): Route {
  const path = name.replace(/[$.()]/g, "\\$&").replace(/\{(\w+)\}/g, `(?<$1>${key})`);
  return {
    service: "graph",
    name: `/{version}${name}`,
    pattern: new RegExp(`^/(?<version>v1\\.0|beta)${path}$`),
    ...rest,
    handle: (request, params, sandbox) => {
      demand(permissions[permission], request, sandbox);
      const version: Version = params.version === "beta" ? "beta" : "v1.0";
      const root = `${request.origin}/graph/${version}`;
      return handle({ request, params, sandbox, store: sandbox.store, version, root });
    },
  };
}

function demand(anyOf: readonly string[], request: SandboxRequest, { store }: Sandbox): void {
  if (anyOf.length === 0) return;
  const principal = request.caller && store.get("servicePrincipals", request.caller.objectId);
  if (!principal?.permissions.some((permission) => anyOf.includes(permission))) {
    throw new SandboxError(graphErrors.forbidden);
  }
}

/** The JSON object in the body. */
export function jsonBody({ request }: GraphCall): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(request.body.toString("utf8"));
  } catch {
    throw new SandboxError(graphErrors.malformedBody);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SandboxError(graphErrors.malformedBody);
  }
  return value as Record<string, unknown>;
}

/** The object id in an `@odata.id`. */
export function referencedId(reference: unknown): string {
  const id = /\/(?:directoryObjects|users)\/([^/]+)$/.exec(String(reference))?.[1]?.toLowerCase();
  if (id === undefined) throw new SandboxError(graphErrors.invalidReference, [String(reference)]);
  return id;
}

/** The user that a path names by object id or sign-in name; 404 when there is none, or it is deleted. */
export function namedUser({ params, store }: GraphCall): EntraUser {
  const name = params.id ?? "";
  const user = store.get("users", name.toLowerCase()) ?? store.userByPrincipalName(name);
  if (user?.deletedDateTime !== null) throw new SandboxError(graphErrors.notFound, [name]);
  return user;
}

/** The group that a path names; 404 when there is none. */
export function namedGroup({ params, store }: GraphCall): Group {
  const id = params.id ?? "";
  const group = store.get("groups", id.toLowerCase());
  if (group === undefined) throw new SandboxError(graphErrors.notFound, [id]);
  return group;
}
