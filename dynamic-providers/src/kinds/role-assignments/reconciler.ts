import { containsUnknown, isUnknown } from "../../adapter/unknown";
import type { DataverseClient, DataverseOperation, SystemUser } from "../../clients/dataverse/dataverse";
import type { Outcome } from "../../clients/outcome";
import type { Tenant } from "../../clients/tenant";
import { problem } from "../../messages/notice";
import { ROLE_NOTICES } from "../../messages/roles";
import { ProblemsError } from "../../problems";
import { PartialFailure, type Reconciler } from "../../reconciler";
import { isForDisabledUser } from "../../roles/disabled-user";
import { grantedAfter, type RoleMode, type RolePlan } from "../../roles/plan";
import { rootBusinessUnitOf } from "../business-unit";
import { failureOf, mayHaveHappened } from "../failures";
import {
  blankNames,
  changeOf,
  differing,
  differingNames,
  missingInputs,
  notOneOf,
  storedInputs,
} from "../inputs";
import {
  checkPerson,
  PERSON_INPUTS,
  type PersonInputs,
  presentUserOf,
  REPLACING_PERSON,
  systemUserOf,
} from "../person";
import { assessRoles, liveReferences, planLines, type RoleFacts, type RoleWishes } from "./situation";

export interface RoleAssignmentsInputs extends PersonInputs {
  readonly roles: readonly string[];
  readonly mode?: RoleMode;
  readonly forbidden?: readonly string[];
  readonly nonAdministrativeRoleRequired?: boolean;
}

export interface RoleAssignmentsState extends RoleAssignmentsInputs {
  /** The roles as the program declared them last; `roles` is what a refresh found. */
  readonly declaredRoles: readonly string[];
  /** Ids of the roles that this stack granted. */
  readonly grantedRoles: readonly string[];
  readonly rolesInEffect: readonly string[];
  readonly systemUserId: string;
  readonly businessUnitId: string;
}

const INPUTS = [...PERSON_INPUTS, "roles", "mode", "forbidden", "nonAdministrativeRoleRequired"] as const;

/** The security roles that one person holds directly, in the person's business unit. */
export const roleAssignments: Reconciler<RoleAssignmentsInputs, RoleAssignmentsState> = {
  check(given) {
    const defaults = { mode: "additive" as const, forbidden: [], nonAdministrativeRoleRequired: false };
    const { inputs, problems } = checkPerson<RoleAssignmentsInputs>({ ...defaults, ...given });
    return {
      inputs,
      problems: [
        ...problems,
        ...missingInputs(inputs, ["roles"]),
        ...blankNames("roles", inputs.roles),
        ...blankNames("forbidden", inputs.forbidden),
        ...notOneOf("mode", inputs.mode, ["additive", "authoritative"]),
      ],
    };
  },

  async preflight(inputs, tenant) {
    const { organizationUrl, roles, forbidden, mode } = inputs;
    if (containsUnknown({ organizationUrl, roles, forbidden, mode })) return [];
    const dataverse = tenant.dataverse(organizationUrl);
    const user = isUnknown(inputs.objectId) ? undefined : await systemUserOf(dataverse, inputs.objectId);
    const { plan, problems } = assessRoles(wishesOf(inputs), await factsOf(dataverse, user, []));
    // No refusal: the same deployment may enable the user before it comes to the roles.
    if (user?.disabled && plan.assign.length > 0) tenant.log(disabledUser(inputs).message);
    if (user !== undefined && problems.length === 0) {
      for (const line of planLines(inputs.signInName, plan)) tenant.log(line);
    }
    return problems;
  },

  diff(state, inputs) {
    const changed = [
      ...differing(state, inputs, [...REPLACING_PERSON, "signInName", "mode"]),
      ...differingNames(state, inputs, ["roles", "forbidden"]),
    ];
    return changeOf(changed, REPLACING_PERSON);
  },

  async create(inputs, tenant) {
    return { id: inputs.objectId, state: await converge(inputs, [], tenant) };
  },

  async read(_id, state, tenant) {
    const dataverse = tenant.dataverse(state.organizationUrl);
    const user = await systemUserOf(dataverse, state.objectId);
    if (user === undefined) return "gone";
    const facts = await factsOf(dataverse, user, state.grantedRoles);
    const declared = { ...storedInputs<RoleAssignmentsInputs>(state, INPUTS), roles: state.declaredRoles };
    const inputs = { ...declared, roles: liveReferences(wishesOf(declared), facts) };
    const grantedRoles = grantedAfter({
      granted: state.grantedRoles,
      held: user.roles,
      assigned: [],
      removed: [],
    });
    return { inputs, state: { ...stateOf(inputs, user, grantedRoles), declaredRoles: state.declaredRoles } };
  },

  async update(_id, state, inputs, tenant) {
    return converge(inputs, state.grantedRoles, tenant);
  },

  async delete(_id, state, tenant) {
    const dataverse = tenant.dataverse(state.organizationUrl);
    const user = await systemUserOf(dataverse, state.objectId);
    if (user === undefined) return;
    const ours = user.roles.filter((role) => state.grantedRoles.includes(role.roleId));
    if (ours.length === 0) return;
    const failure = failureOf(
      await dataverse.execute(operationsOf({ assign: [], remove: ours }, user, state)),
    );
    if (failure === undefined) return;
    if (!user.disabled || !isForDisabledUser(failure)) throw failure;
    tenant.log(`${state.signInName} is disabled and keeps roles that this stack granted: ${failure.message}`);
  },
};

/** Brings the roles about. The first thing that is wrong with the whole stops everything before it is written. */
async function converge(
  inputs: RoleAssignmentsInputs,
  granted: readonly string[],
  tenant: Tenant,
): Promise<RoleAssignmentsState> {
  const dataverse = tenant.dataverse(inputs.organizationUrl);
  const user = await presentUserOf(dataverse, inputs);
  const facts = await factsOf(dataverse, user, granted);
  const { plan, problems } = assessRoles(wishesOf(inputs), facts);
  if (problems.length > 0) throw new ProblemsError(problems);
  if (user.disabled && plan.assign.length > 0) throw new ProblemsError([disabledUser(inputs)]);

  const operations = operationsOf(plan, user, inputs);
  const outcomes = operations.length === 0 ? [] : await dataverse.execute(operations);
  const done = carriedOut(plan, outcomes);
  const failure = failureOf(outcomes);
  const after = {
    ...user,
    roles: [...user.roles.filter((role) => !done.removed.includes(role)), ...done.assigned],
  };
  const grantedRoles = grantedAfter({ granted, held: user.roles, ...done });
  if (failure === undefined) return stateOf(inputs, after, grantedRoles);
  if (!outcomes.some(mayHaveHappened)) throw failure;
  const found = {
    ...inputs,
    roles: liveReferences(wishesOf(inputs), { ...facts, held: after.roles, granted: grantedRoles }),
  };
  throw new PartialFailure(
    inputs.objectId,
    { ...stateOf(found, after, grantedRoles), declaredRoles: inputs.roles },
    failure,
  );
}

/** Assignments first, so that nobody is without any role in between. */
function operationsOf(
  { assign, remove }: Pick<RolePlan, "assign" | "remove">,
  { systemUserId }: SystemUser,
  { signInName }: PersonInputs,
): DataverseOperation[] {
  return [
    ...assign.map(({ roleId, name }) => ({
      kind: "assignRole" as const,
      systemUserId,
      roleId,
      label: `assign the role "${name}" to ${signInName}`,
      person: signInName,
      role: name,
    })),
    ...remove.map(({ roleId, name }) => ({
      kind: "removeRole" as const,
      systemUserId,
      roleId,
      label: `remove the role "${name}" from ${signInName}`,
      person: signInName,
      role: name,
    })),
  ];
}

/** An assignment without an answer counts as done, for who else would have made it; a removal does not. */
function carriedOut({ assign, remove }: RolePlan, outcomes: readonly Outcome<void>[]) {
  const happened = (index: number) => {
    const outcome = outcomes[index];
    return outcome !== undefined && mayHaveHappened(outcome);
  };
  return {
    assigned: assign.filter((_, index) => happened(index)),
    removed: remove.filter((_, index) => outcomes[assign.length + index]?.ok),
  };
}

async function factsOf(
  dataverse: DataverseClient,
  user: SystemUser | undefined,
  granted: readonly string[],
): Promise<RoleFacts> {
  const [roles, businessUnitId] = await Promise.all([
    dataverse.roles(),
    user?.businessUnitId ?? rootBusinessUnitOf(dataverse),
  ]);
  return { held: user?.roles ?? [], businessUnitId, roles, granted };
}

function wishesOf(inputs: RoleAssignmentsInputs): RoleWishes {
  return {
    signInName: inputs.signInName,
    roles: inputs.roles,
    mode: inputs.mode ?? "additive",
    forbidden: inputs.forbidden ?? [],
    nonAdministrativeRoleRequired: inputs.nonAdministrativeRoleRequired ?? false,
  };
}

function stateOf(
  inputs: RoleAssignmentsInputs,
  user: SystemUser,
  grantedRoles: readonly string[],
): RoleAssignmentsState {
  return {
    ...inputs,
    declaredRoles: inputs.roles,
    grantedRoles,
    rolesInEffect: [...new Set(user.roles.map((role) => role.name))].sort(),
    systemUserId: user.systemUserId,
    businessUnitId: user.businessUnitId,
  };
}

function disabledUser({ signInName, organizationUrl }: PersonInputs) {
  const values = { person: signInName, environment: organizationUrl };
  return problem(ROLE_NOTICES["role-user-disabled"], "objectId", values);
}
