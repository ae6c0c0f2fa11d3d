import { containsUnknown } from "../../adapter/unknown";
import type { Environment } from "../../clients/power-platform/power-platform";
import type { Tenant } from "../../clients/tenant";
import { ENVIRONMENT_NOTICES } from "../../messages/environment";
import { problem } from "../../messages/notice";
import { type Problem, ProblemsError } from "../../problems";
import type { Reconciler } from "../../reconciler";
import { missingRoles } from "../../roles/reference";
import { rootBusinessUnitOf } from "../business-unit";
import { domainProblems } from "../domains";
import { blankNames, changeOf, missingInputs, storedInputs } from "../inputs";
import { checkOrganizationUrl } from "../organization-url";
import { environmentOf, findEnvironment } from "./find";
import { type Seats, seatsProblems } from "./seats";

export interface SalesEnvironmentInputs {
  readonly organizationUrl: string;
  readonly environmentId?: string;
  readonly roles?: readonly string[];
  readonly seats?: Seats;
  readonly newAccounts?: readonly string[];
}

export interface SalesEnvironmentState extends SalesEnvironmentInputs {
  readonly environmentId: string;
  readonly organizationId: string;
  readonly rootBusinessUnitId: string;
  readonly displayName: string;
}

/** Finds an environment and what is asked of it, before anybody writes to it. Changes nothing itself. */
export const salesEnvironment: Reconciler<SalesEnvironmentInputs, SalesEnvironmentState> = {
  check(inputs) {
    const missing = missingInputs(inputs, ["organizationUrl"]);
    if (missing.length > 0) return { inputs, problems: missing };
    const { organizationUrl, problems } = checkOrganizationUrl(inputs.organizationUrl);
    return {
      inputs: { ...inputs, organizationUrl },
      problems: [
        ...problems,
        ...blankNames("roles", inputs.roles),
        ...blankNames("newAccounts", inputs.newAccounts),
      ],
    };
  },

  async preflight(inputs, tenant, before) {
    if (containsUnknown(inputs.organizationUrl) || containsUnknown(inputs.environmentId)) return [];
    const [found, licenses, domains] = await Promise.all([
      findEnvironment(inputs, tenant.powerPlatform),
      inputs.seats === undefined || containsUnknown(inputs.seats) ? [] : seatsProblems(inputs.seats, tenant),
      newDomainProblems(inputs, before, tenant),
    ]);
    const ofTenant = [...licenses, ...domains];
    if (!found.ok) return [found.problem, ...ofTenant];
    const closed = inaccessible(found.environment);
    if (closed.length > 0) return [...closed, ...ofTenant];
    return [...(await roleProblems(inputs, tenant)), ...ofTenant];
  },

  // Roles and seats are questions, not settings: asking others changes nothing, and a change would make the
  // outputs unknown in preview for everything that uses them.
  diff(state, inputs) {
    const moved = containsUnknown(inputs.organizationUrl) || inputs.organizationUrl !== state.organizationUrl;
    const other =
      inputs.environmentId !== undefined &&
      (containsUnknown(inputs.environmentId) ||
        inputs.environmentId.toLowerCase() !== state.environmentId.toLowerCase());
    const keys = [...(moved ? ["organizationUrl"] : []), ...(other ? ["environmentId"] : [])];
    return changeOf(keys, keys);
  },

  async create(inputs, tenant) {
    const state = await resolve(inputs, tenant);
    return { id: state.environmentId, state };
  },

  async read(id, state, tenant) {
    const environment = await tenant.powerPlatform.environment(id);
    if (environment?.organizationUrl === undefined) return "gone";
    const { organizationUrl, displayName } = environment;
    // The id is left out: it follows from the address, and most programs do not give it.
    const asked = storedInputs<SalesEnvironmentInputs>(state, [
      "organizationUrl",
      "roles",
      "seats",
      "newAccounts",
    ]);
    return { inputs: { ...asked, organizationUrl }, state: { ...state, organizationUrl, displayName } };
  },

  async update(_id, _state, inputs, tenant) {
    return resolve(inputs, tenant);
  },

  // Nothing was made, so nothing is taken back.
  async delete() {
    await Promise.resolve();
  },
};

async function resolve(inputs: SalesEnvironmentInputs, tenant: Tenant): Promise<SalesEnvironmentState> {
  const environment = await environmentOf(inputs, tenant.powerPlatform);
  const closed = inaccessible(environment);
  if (closed.length > 0) throw new ProblemsError(closed);
  const dataverse = tenant.dataverse(inputs.organizationUrl);
  const [{ organizationId }, rootBusinessUnitId] = await Promise.all([
    dataverse.whoAmI(),
    rootBusinessUnitOf(dataverse),
  ]);
  return {
    ...inputs,
    environmentId: environment.environmentId,
    organizationId,
    rootBusinessUnitId,
    displayName: environment.displayName,
  };
}

function inaccessible(environment: Environment): Problem[] {
  const { displayName: name } = environment;
  if (environment.organizationUrl === undefined) {
    return [problem(ENVIRONMENT_NOTICES["environment-without-dataverse"], "environmentId", { name })];
  }
  if (environment.administrationMode) {
    return [problem(ENVIRONMENT_NOTICES["environment-administration-mode"], "organizationUrl", { name })];
  }
  return [];
}

async function roleProblems(inputs: SalesEnvironmentInputs, tenant: Tenant): Promise<Problem[]> {
  const roles = known(inputs.roles ?? []);
  if (roles.length === 0) return [];
  return missingRoles(roles, await tenant.dataverse(inputs.organizationUrl).roles());
}

/** Accounts that were to be made before are there by now, so that a deployment without new ones asks nothing. */
async function newDomainProblems(
  inputs: SalesEnvironmentInputs,
  before: SalesEnvironmentInputs | undefined,
  tenant: Tenant,
): Promise<Problem[]> {
  const names = known(inputs.newAccounts ?? []).filter((name) => !before?.newAccounts?.includes(name));
  return domainProblems(names, tenant, () => "newAccounts");
}

/** What is known of a list; in preview the list itself may be unknown. */
function known(names: readonly string[]): readonly string[] {
  return containsUnknown(names) ? [] : names;
}
