import type { Role } from "../clients/dataverse/dataverse";
import { problem } from "../messages/notice";
import { ROLE_NOTICES } from "../messages/roles";
import type { Problem } from "../problems";
import { quotedList } from "../text/list";
import { nearest } from "../text/nearest";
import { SYSTEM_ADMINISTRATOR, SYSTEM_CUSTOMIZER } from "./well-known";

export type ResolvedRole =
  { readonly ok: true; readonly role: Role } | { readonly ok: false; readonly problem: Problem };

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Finds the role a user means, as the business unit holds it: roles exist once in each business unit, and a
 * user can be given those of its own only.
 *
 * @param reference - display name (any letter case), role template id, or role id in any business unit.
 * @param businessUnitId - the business unit of the user, or the root business unit.
 * @param roles - all roles of the environment.
 * @param where - the input that names the role, for the problem.
 */
export function resolveRole(
  reference: string,
  businessUnitId: string,
  roles: readonly Role[],
  where = "roles",
): ResolvedRole {
  const meant = meaning(reference, roles);
  if (meant.length === 0) return refused(unknownRole(reference, roles, where));
  const here = meant.filter((role) => role.businessUnitId === businessUnitId);
  const [role, ...others] = exactFirst(reference, here);
  if (role === undefined) return refused(roleElsewhere(reference, where));
  if (others.length > 0) return refused(ambiguousRole(reference, here, where));
  return { ok: true, role };
}

/**
 * Finds the role that a user means, never a copy of it: copies in other business units inherit its privileges, and
 * cannot be changed.
 *
 * @param where - the input that names the role, for the problem.
 */
export function resolveRootRole(reference: string, roles: readonly Role[], where: string): ResolvedRole {
  const roots = meaning(reference, roles).filter((role) => role.roleId === role.rootRoleId);
  const [role, ...others] = exactFirst(reference, roots);
  if (role === undefined) return refused(unknownRole(reference, roles, where));
  return others.length > 0 ? refused(ambiguousRole(reference, roots, where)) : { ok: true, role };
}

/** Resolves each of `references`; `where` of a problem is `roles[1]`. One role named twice counts once. */
export function resolveRoles(
  references: readonly string[],
  businessUnitId: string,
  roles: readonly Role[],
  where = "roles",
): { readonly roles: readonly Role[]; readonly problems: readonly Problem[] } {
  const found = new Map<string, Role>();
  const problems: Problem[] = [];
  references.forEach((reference, index) => {
    const resolved = resolveRole(reference, businessUnitId, roles, `${where}[${String(index)}]`);
    if (resolved.ok) found.set(resolved.role.roleId, resolved.role);
    else problems.push(resolved.problem);
  });
  return { roles: [...found.values()], problems };
}

/** A problem for each reference that fits no role of any business unit. */
export function missingRoles(
  references: readonly string[],
  roles: readonly Role[],
  where = "roles",
): Problem[] {
  return references.flatMap((reference, index) =>
    roles.some((role) => refersTo(reference, role))
      ? []
      : [unknownRole(reference, roles, `${where}[${String(index)}]`)],
  );
}

/** Whether `reference` names `role` or another business unit's copy of it. Roles of one environment only. */
export function refersTo(reference: string, role: Role): boolean {
  const text = folded(reference);
  return GUID.test(text)
    ? text === role.templateId || text === role.roleId || text === role.rootRoleId
    : text === folded(role.name);
}

/** Tells the roles that `references` name, in any business unit. Names that the environment lacks forbid nothing. */
export function rolesNamed(
  references: readonly string[],
  roles: readonly Role[],
): (role: Pick<Role, "rootRoleId">) => boolean {
  const roots = new Set(
    references.flatMap((reference) => meaning(reference, roles)).map((role) => role.rootRoleId),
  );
  return (role) => roots.has(role.rootRoleId);
}

/** By template, since anyone can rename a role and every environment has another id. */
export function isSystemAdministrator(role: Role): boolean {
  return role.templateId === SYSTEM_ADMINISTRATOR.templateId;
}

/** System Administrator or System Customizer: roles that nobody does the daily work with. */
export function isAdministrative(role: Role): boolean {
  return isSystemAdministrator(role) || role.templateId === SYSTEM_CUSTOMIZER.templateId;
}

/** The roles referred to and all their copies: an id may be that of another business unit's copy. */
function meaning(reference: string, roles: readonly Role[]): Role[] {
  const roots = new Set(roles.filter((role) => refersTo(reference, role)).map((role) => role.rootRoleId));
  return roles.filter((role) => roots.has(role.rootRoleId));
}

/** Names may differ in nothing but letter case; then the one spelled exactly so is meant. */
function exactFirst(reference: string, candidates: readonly Role[]): readonly Role[] {
  const exact = candidates.filter((role) => role.name === reference);
  return exact.length === 1 ? exact : candidates;
}

function folded(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}

function refused(problem: Problem): ResolvedRole {
  return { ok: false, problem };
}

function unknownRole(reference: string, roles: readonly Role[], where: string): Problem {
  const similar = GUID.test(reference.trim())
    ? []
    : nearest(
        reference,
        roles.map((role) => role.name),
      );
  if (similar.length === 0) return problem(ROLE_NOTICES["role-unknown"], where, { role: reference });
  const names = similar.map((name) => `"${name}"`).join(" or ");
  return problem(ROLE_NOTICES["role-misspelled"], where, { role: reference, names });
}

function roleElsewhere(reference: string, where: string): Problem {
  return problem(ROLE_NOTICES["role-elsewhere"], where, { role: reference });
}

function ambiguousRole(reference: string, candidates: readonly Role[], where: string): Problem {
  const choices = candidates.map((role) => `${role.name} (${role.roleId})`);
  return problem(ROLE_NOTICES["role-ambiguous"], where, { role: reference, choices: quotedList(choices) });
}
