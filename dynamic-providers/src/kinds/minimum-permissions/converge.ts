import type { DataverseClient } from "../../clients/dataverse/dataverse";
import type { Tenant } from "../../clients/tenant";
import { canBeAdded } from "../../permissions/shortfall";
import { formatProblem, ProblemsError } from "../../problems";
import { PartialFailure } from "../../reconciler";
import { rootBusinessUnitOf } from "../business-unit";
import { failureOf, mayHaveHappened } from "../failures";
import type { Added, MinimumPermissionsInputs, MinimumPermissionsState } from "./inputs";
import { addedAfter, additionOperations, obstacles, unheard } from "./repair";
import { failures, warningLines } from "./report";
import { findingsOf, type Situation, situationOf } from "./situation";

/** What this stack has done so far. */
export type History = Pick<MinimumPermissionsState, "added" | "created">;

/** Verifies, or repairs, and makes the role where it is missing and that is asked for. */
export async function converge(
  id: string,
  inputs: MinimumPermissionsInputs,
  history: History,
  tenant: Tenant,
): Promise<MinimumPermissionsState> {
  const dataverse = tenant.dataverse(inputs.organizationUrl);
  if (!inputs.required) return unrequired(inputs, history);
  const found = await situationOf(inputs, dataverse, { fresh: true });
  if (found.target.kind !== "missing" || !inputs.createIfMissing) {
    return settle(id, inputs, found, history, inputs.onDrift === "repair", tenant);
  }
  await makeRole(inputs, dataverse);
  const made = { ...history, created: true };
  try {
    const situation = await situationOf(inputs, dataverse, { fresh: true });
    return await settle(id, inputs, situation, made, true, tenant);
  } catch (error) {
    if (error instanceof PartialFailure) throw error;
    throw new PartialFailure(id, stateOf(inputs, found, made), error);
  }
}

/** The resource as it is stored, after a look at the environment. */
export function stateOf(
  inputs: MinimumPermissionsInputs,
  situation: Situation,
  { added, created }: History,
): MinimumPermissionsState {
  const missing = findingsOf(situation).map(formatProblem);
  const { subject, target } = situation;
  const roleId = target.kind === "role" ? target.role.rootRoleId : "";
  return { ...inputs, subject, roleId, satisfied: missing.length === 0, missing, added, created };
}

async function settle(
  id: string,
  inputs: MinimumPermissionsInputs,
  situation: Situation,
  history: History,
  repairs: boolean,
  tenant: Tenant,
): Promise<MinimumPermissionsState> {
  const refusals = repairs
    ? obstacles(situation, inputs)
    : inputs.onDrift === "fail"
      ? failures(situation)
      : [];
  if (refusals.length > 0) throw new ProblemsError(refusals);
  const state = repairs
    ? await repair(id, inputs, situation, history, tenant)
    : stateOf(inputs, situation, history);
  const lines = warningLines(situation, inputs);
  if (!repairs && lines.length > 0) tenant.log(lines.join("\n"));
  return state;
}

/** Gives what is missing and looks whether it is there: an answer alone is no proof. */
async function repair(
  id: string,
  inputs: MinimumPermissionsInputs,
  situation: Situation,
  history: History,
  tenant: Tenant,
): Promise<MinimumPermissionsState> {
  const { target, shortfall } = situation;
  const operations = target.kind === "role" ? additionOperations(target.role, shortfall) : [];
  if (target.kind !== "role" || operations.length === 0) return stateOf(inputs, situation, history);
  const dataverse = tenant.dataverse(inputs.organizationUrl);
  const outcomes = await dataverse.privileges.execute(operations);
  const failure = failureOf(outcomes);
  if (failure !== undefined && !outcomes.some(mayHaveHappened)) throw failure;
  const after: History = {
    ...history,
    added: addedAfter(history.added, shortfall.filter(canBeAdded)),
  };
  try {
    if (failure !== undefined) throw failure;
    const seen = await situationOf(inputs, dataverse, { fresh: true });
    const rest = seen.shortfall.filter(canBeAdded);
    if (rest.length > 0) throw new ProblemsError([unheard(target.role, rest)]);
    return stateOf(inputs, seen, after);
  } catch (error) {
    throw new PartialFailure(id, stateOf(inputs, situation, after), error);
  }
}

/** In the root business unit, empty but for what every new role has. */
async function makeRole({ role = "" }: MinimumPermissionsInputs, dataverse: DataverseClient): Promise<void> {
  const businessUnitId = await rootBusinessUnitOf(dataverse);
  const label = `make the role "${role}"`;
  const failure = failureOf(
    await dataverse.privileges.execute([{ kind: "createRole", name: role, businessUnitId, label }]),
  );
  if (failure !== undefined) throw failure;
}

function unrequired(inputs: MinimumPermissionsInputs, history: History): MinimumPermissionsState {
  const subject = inputs.signInName ?? `The role "${inputs.role ?? ""}"`;
  const added: readonly Added[] = history.added;
  return { ...inputs, subject, roleId: "", satisfied: true, missing: [], added, created: history.created };
}
