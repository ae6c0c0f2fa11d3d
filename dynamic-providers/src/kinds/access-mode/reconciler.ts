import { containsUnknown, isUnknown } from "../../adapter/unknown";
import { AccessModeValue, type DataverseClient, type SystemUser } from "../../clients/dataverse/dataverse";
import type { Outcome } from "../../clients/outcome";
import type { Tenant } from "../../clients/tenant";
import { ProblemsError } from "../../problems";
import { PartialFailure, type Reconciler } from "../../reconciler";
import { mayHaveHappened } from "../failures";
import { changeOf, differing, missingInputs, notOneOf, storedInputs } from "../inputs";
import {
  checkPerson,
  PERSON_INPUTS,
  type PersonInputs,
  presentUserOf,
  REPLACING_PERSON,
  systemUserOf,
} from "../person";
import { applicationUserProblems, limitProblems, rolelessProblems } from "./guards";
import { licensedUser } from "./license-arrival";
import { ACCESS_MODES, accessModeName, accessModeValue } from "./modes";

export interface AccessModeInputs extends PersonInputs {
  /** One of `ACCESS_MODES`; a refresh may find others. */
  readonly accessMode: string;
}

export interface AccessModeState extends AccessModeInputs {
  readonly systemUserId: string;
  /** The mode before this stack came. */
  readonly foundAccessMode: string;
  /** The mode that the program declared last; `accessMode` is what a refresh found. */
  readonly declaredAccessMode: string;
}

const INPUTS = [...PERSON_INPUTS, "accessMode"] as const;

/** How a user may use the environment: `systemuser.accessmode`. */
export const accessMode: Reconciler<AccessModeInputs, AccessModeState> = {
  check(given) {
    const { inputs, problems } = checkPerson(given);
    const missing = missingInputs(inputs, ["accessMode"]);
    return {
      inputs,
      problems: [
        ...problems,
        ...missing,
        ...(missing.length > 0 ? [] : notOneOf("accessMode", inputs.accessMode, ACCESS_MODES)),
      ],
    };
  },

  async preflight(inputs, tenant) {
    if (containsUnknown([inputs.organizationUrl, inputs.accessMode])) return [];
    const dataverse = tenant.dataverse(inputs.organizationUrl);
    const user = isUnknown(inputs.objectId) ? undefined : await systemUserOf(dataverse, inputs.objectId);
    if (user !== undefined && accessModeName(user.accessMode) === inputs.accessMode) return [];
    return [
      ...(user === undefined ? [] : applicationUserProblems(inputs, user)),
      ...(inputs.accessMode === "non-interactive"
        ? limitProblems(inputs, await dataverse.nonInteractiveUsers())
        : []),
    ];
  },

  diff(state, inputs) {
    return changeOf(
      differing(state, inputs, [...REPLACING_PERSON, "signInName", "accessMode"]),
      REPLACING_PERSON,
    );
  },

  async create(inputs, tenant) {
    const dataverse = tenant.dataverse(inputs.organizationUrl);
    const user = await presentUserOf(dataverse, inputs);
    const state = await converge(inputs, user, accessModeName(user.accessMode), tenant);
    return { id: inputs.objectId, state };
  },

  async read(_id, state, tenant) {
    const user = await systemUserOf(tenant.dataverse(state.organizationUrl), state.objectId);
    if (user === undefined) return "gone";
    const inputs = {
      ...storedInputs<AccessModeInputs>(state, INPUTS),
      accessMode: accessModeName(user.accessMode),
    };
    return {
      inputs,
      state: {
        ...stateOf(inputs, user, state.foundAccessMode),
        declaredAccessMode: state.declaredAccessMode,
      },
    };
  },

  async update(_id, state, inputs, tenant) {
    const dataverse = tenant.dataverse(inputs.organizationUrl);
    const user = await presentUserOf(dataverse, inputs);
    return converge(inputs, user, state.foundAccessMode, tenant);
  },

  async delete(_id, state, tenant) {
    const dataverse = tenant.dataverse(state.organizationUrl);
    const user = await systemUserOf(dataverse, state.objectId);
    if (user === undefined || accessModeName(user.accessMode) !== state.declaredAccessMode) return;
    const found = accessModeValue(state.foundAccessMode);
    if (found === undefined || user.accessMode === (found as number)) return;
    const [outcome] = await setMode(state, user, found, dataverse);
    if (outcome?.ok === false) throw outcome.error;
  },
};

async function converge(
  inputs: AccessModeInputs,
  user: SystemUser,
  foundAccessMode: string,
  tenant: Tenant,
): Promise<AccessModeState> {
  const wanted = accessModeValue(inputs.accessMode);
  const state = stateOf(inputs, user, foundAccessMode);
  if (wanted === undefined || user.accessMode === (wanted as number)) return state;
  const problems = [
    ...applicationUserProblems(inputs, user),
    ...(wanted === AccessModeValue.NonInteractive ? rolelessProblems(inputs, user) : []),
  ];
  if (problems.length > 0) throw new ProblemsError(problems);
  const needsLicense = user.accessMode === (AccessModeValue.NonInteractive as number) && !user.disabled;
  if (needsLicense) await licensedUser(inputs, tenant);
  const [outcome] = await setMode(inputs, user, wanted, tenant.dataverse(inputs.organizationUrl));
  if (outcome?.ok === false) {
    if (!mayHaveHappened(outcome)) throw outcome.error;
    const before = { ...state, accessMode: accessModeName(user.accessMode) };
    throw new PartialFailure(inputs.objectId, before, outcome.error);
  }
  return state;
}

function setMode(
  { signInName }: PersonInputs,
  { systemUserId }: SystemUser,
  mode: AccessModeValue,
  dataverse: DataverseClient,
): Promise<readonly Outcome<void>[]> {
  const label = `set the access mode of ${signInName} to ${accessModeName(mode)}`;
  return dataverse.execute([
    { kind: "updateUser", systemUserId, change: { accessMode: mode }, label, person: signInName },
  ]);
}

function stateOf(inputs: AccessModeInputs, user: SystemUser, foundAccessMode: string): AccessModeState {
  return {
    ...inputs,
    systemUserId: user.systemUserId,
    foundAccessMode,
    declaredAccessMode: inputs.accessMode,
  };
}
