import type { DataverseClient, Role } from "../../clients/dataverse/dataverse";
import type { Holder } from "../../clients/dataverse/privileges";
import { ServiceError } from "../../clients/http/service-error";
import { shortfallProblems, unresolvedProblems } from "../../permissions/findings";
import { requirementsOf } from "../../permissions/requirement";
import { MINIMUM_NAMES, MINIMUM_TABLES } from "../../permissions/tables";
import { resolve, type Unresolved } from "../../permissions/resolve";
import { type Held, type Shortfall, shortfallOf } from "../../permissions/shortfall";
import type { Problem } from "../../problems";
import { resolveRootRole } from "../../roles/reference";
import { INTEGRATION_ADMINISTRATOR, INTEGRATION_USER } from "../../roles/well-known";
import { systemUserOf } from "../person";
import type { MinimumPermissionsInputs } from "./inputs";

/** Whom the minimum is asked of, as the environment has it. */
export type Target =
  | { readonly kind: "role"; readonly role: Role }
  | { readonly kind: "user"; readonly systemUserId: string }
  /** The environment does not have it. */
  | { readonly kind: "missing"; readonly problem: Problem }
  /** The environment does not show it to the deploying application. */
  | { readonly kind: "hidden"; readonly problem: Problem };

/** What the environment shows of a minimum. */
export interface Situation {
  /** The role's or the user's name, for messages. */
  readonly subject: string;
  readonly target: Target;
  /** How many privileges are required. */
  readonly required: number;
  readonly shortfall: readonly Shortfall[];
  readonly unresolved: readonly Unresolved[];
}

/** Everything that is not as it must be, a line each. */
export function findingsOf({ target, unresolved, shortfall }: Situation): readonly Problem[] {
  const others = unresolvedProblems(unresolved);
  return "problem" in target ? [target.problem, ...others] : [...others, ...shortfallProblems(shortfall)];
}

type Question = Pick<
  MinimumPermissionsInputs,
  "organizationUrl" | "minimum" | "version" | "role" | "objectId" | "signInName"
>;

/** Looks at the environment. What it refuses to show (403) is a finding, not a failure. */
export async function situationOf(
  question: Question,
  dataverse: DataverseClient,
  options: { fresh?: boolean } = {},
): Promise<Situation> {
  const requirements = question.minimum.flatMap((role) => requirementsOf(role, question.version));
  try {
    const [target, tables] = await Promise.all([
      targetOf(question, dataverse),
      // All of them, here and below, so that several questions are one request.
      dataverse.privileges.ofTables(MINIMUM_TABLES),
    ]);
    const [miscellaneous, held] = await Promise.all([
      dataverse.privileges.named(MINIMUM_NAMES),
      heldBy(target, dataverse, options),
    ]);
    const { resolved, unresolved } = resolve(requirements, { tables, miscellaneous });
    return {
      subject: subjectOf(question, target),
      target,
      required: resolved.length,
      shortfall: shortfallOf(resolved, held),
      unresolved,
    };
  } catch (error) {
    if (!(error instanceof ServiceError) || error.status !== 403) throw error;
    const message = `The permissions cannot be verified: ${error.message}`;
    const target: Target = { kind: "hidden", problem: { where: "", message, remedy: "" } };
    return { subject: subjectOf(question, target), target, required: 0, shortfall: [], unresolved: [] };
  }
}

async function targetOf(question: Question, dataverse: DataverseClient): Promise<Target> {
  const { role: reference, objectId, signInName = "" } = question;
  if (objectId !== undefined) {
    const user = await systemUserOf(dataverse, objectId);
    if (user !== undefined) return { kind: "user", systemUserId: user.systemUserId };
    const message = `${signInName} is not in the environment ${question.organizationUrl}.`;
    return {
      kind: "missing",
      problem: { where: "objectId", message, remedy: "Declare an EnvironmentUser." },
    };
  }
  const found = resolveRootRole(reference ?? "", await dataverse.roles(), "role");
  return found.ok ? { kind: "role", role: found.role } : { kind: "missing", problem: found.problem };
}

async function heldBy(
  target: Target,
  dataverse: DataverseClient,
  options: { fresh?: boolean },
): Promise<Held> {
  if ("problem" in target) return new Map();
  if (target.kind === "user") return (await dataverse.privileges.held([target], options))[0] ?? new Map();
  const { rootRoleId } = target.role;
  const [held] = await dataverse.privileges.held(
    [rootRoleId, ...(await integrationRolesBeside(rootRoleId, dataverse))].map((roleId): Holder => ({
      kind: "role",
      roleId,
    })),
    options,
  );
  return held ?? new Map();
}

/** Who asks about one of the two integration roles asks about the other too, so both are one request. */
async function integrationRolesBeside(rootRoleId: string, dataverse: DataverseClient): Promise<string[]> {
  const pair = [INTEGRATION_ADMINISTRATOR.roleId, INTEGRATION_USER.roleId];
  if (!pair.includes(rootRoleId)) return [];
  const existing = new Set((await dataverse.roles()).map(({ roleId }) => roleId));
  return pair.filter((roleId) => roleId !== rootRoleId && existing.has(roleId));
}

function subjectOf({ role, signInName }: Question, target: Target): string {
  if (target.kind === "role") return `The role "${target.role.name}"`;
  return role === undefined ? (signInName ?? "") : `The role "${role}"`;
}
