import { containsUnknown, isUnknown } from "../../adapter/unknown";
import type { SystemUser } from "../../clients/dataverse/dataverse";
import type { Tenant } from "../../clients/tenant";
import { PartialFailure, type Reconciler } from "../../reconciler";
import { accountOf } from "../account";
import { changeOf, differing, notOneOf, storedInputs } from "../inputs";
import { checkPerson, PERSON_INPUTS, type PersonInputs, REPLACING_PERSON, systemUserOf } from "../person";
import { ArrivalFailure, bringIn, settle } from "./arrival";

export interface EnvironmentUserInputs extends PersonInputs {
  readonly enabled?: boolean;
  readonly onDestroy?: "keep" | "disable";
}

/** Columns are absent while a failed creation waits to be continued. */
export interface EnvironmentUserState extends EnvironmentUserInputs {
  readonly foundInEnvironment: boolean;
  readonly systemUserId?: string;
  readonly email?: string;
  readonly fullName?: string;
  readonly domainName?: string;
  readonly businessUnitId?: string;
}

const INPUTS = [...PERSON_INPUTS, "enabled", "onDestroy"] as const;

/** A person's presence in an environment. Rows of users cannot be deleted, so presence is never taken back. */
export const environmentUser: Reconciler<EnvironmentUserInputs, EnvironmentUserState> = {
  check(given) {
    const { inputs, problems } = checkPerson({ enabled: true, onDestroy: "keep" as const, ...given });
    return {
      inputs,
      problems: [...problems, ...notOneOf("onDestroy", inputs.onDestroy, ["keep", "disable"])],
    };
  },

  // A blocked account is no refusal: what blocks it may be put right by this very deployment.
  async preflight(inputs, tenant) {
    if (isUnknown(inputs.objectId) || containsUnknown(inputs.enabled) || inputs.enabled === false) return [];
    const account = await accountOf(inputs.objectId, tenant.graph);
    if (account?.accountEnabled === false) {
      tenant.log(
        `${inputs.signInName}: sign-in of the Entra account is blocked; the environment does not take a blocked account.`,
      );
    }
    return [];
  },

  diff(state, inputs) {
    const keys = [...REPLACING_PERSON, "signInName", "enabled", "onDestroy"] as const;
    return changeOf(differing(state, inputs, keys), REPLACING_PERSON);
  },

  async create(inputs, tenant) {
    const found = await systemUserOf(tenant.dataverse(inputs.organizationUrl), inputs.objectId);
    const state = await converge(inputs, found, found !== undefined, tenant);
    return { id: inputs.objectId, state };
  },

  async read(_id, state, tenant) {
    const user = await systemUserOf(tenant.dataverse(state.organizationUrl), state.objectId);
    if (user === undefined) return "gone";
    const inputs = { ...storedInputs<EnvironmentUserInputs>(state, INPUTS), enabled: !user.disabled };
    return { inputs, state: stateOf(inputs, user, state.foundInEnvironment) };
  },

  async update(_id, state, inputs, tenant) {
    const found = await systemUserOf(tenant.dataverse(inputs.organizationUrl), inputs.objectId);
    return converge(inputs, found, state.foundInEnvironment, tenant);
  },

  async delete(_id, state, tenant) {
    if (state.onDestroy !== "disable") return;
    const dataverse = tenant.dataverse(state.organizationUrl);
    const user = await systemUserOf(dataverse, state.objectId);
    if (user !== undefined) await settle(user, state, false, dataverse);
  },
};

/** Writes nothing when the row is there and enabled or disabled as wanted. */
async function converge(
  inputs: EnvironmentUserInputs,
  found: SystemUser | undefined,
  foundInEnvironment: boolean,
  tenant: Tenant,
): Promise<EnvironmentUserState> {
  const enabled = inputs.enabled ?? true;
  if (found !== undefined && !(found.disabled && enabled)) {
    const user = await settle(found, inputs, enabled, tenant.dataverse(inputs.organizationUrl));
    return stateOf(inputs, user, foundInEnvironment);
  }
  try {
    return stateOf(inputs, await bringIn(inputs, enabled, tenant), foundInEnvironment);
  } catch (error) {
    if (!(error instanceof ArrivalFailure)) throw error;
    throw new PartialFailure(inputs.objectId, { ...inputs, foundInEnvironment }, error);
  }
}

function stateOf(
  inputs: EnvironmentUserInputs,
  user: SystemUser,
  foundInEnvironment: boolean,
): EnvironmentUserState {
  return {
    ...inputs,
    foundInEnvironment,
    systemUserId: user.systemUserId,
    email: user.email,
    fullName: user.fullName,
    domainName: user.domainName,
    businessUnitId: user.businessUnitId,
  };
}
