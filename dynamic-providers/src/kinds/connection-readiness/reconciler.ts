import type { Tenant } from "../../clients/tenant";
import { ProblemsError } from "../../problems";
import type { Reconciler } from "../../reconciler";
import { evaluate, isReady } from "../../readiness/evaluate";
import { changeOf, differing, storedInputs } from "../inputs";
import { gather } from "./gather";
import {
  checkConnectionReadiness,
  type ConnectionReadinessInputs,
  type ConnectionReadinessState,
  INPUTS,
} from "./inputs";
import { readinessLines, readinessProblems } from "./report";

/** What Business Central itself will check when it connects. Changes nothing. */
export const connectionReadiness: Reconciler<ConnectionReadinessInputs, ConnectionReadinessState> = {
  check: checkConnectionReadiness,

  // What is in the way now may be put right by the same deployment, before it comes to this resource: so it is looked at
  // again then, and stops the deployment only there.
  diff(state, inputs) {
    const changed = [...differing(state, inputs, INPUTS), ...(state.ready ? [] : ["ready"])];
    return changeOf(changed);
  },

  async create(inputs, tenant) {
    return { id: inputs.integrationUser.objectId, state: await look(inputs, tenant) };
  },

  async read(_id, state, tenant) {
    const inputs = storedInputs<ConnectionReadinessInputs>(state, INPUTS);
    const checks = evaluate(await gather(inputs, tenant));
    return { inputs, state: { ...inputs, ready: isReady(checks), checks } };
  },

  async update(_id, _state, inputs, tenant) {
    return look(inputs, tenant);
  },

  // Nothing was made, so nothing is taken back.
  async delete() {
    await Promise.resolve();
  },
};

async function look(inputs: ConnectionReadinessInputs, tenant: Tenant): Promise<ConnectionReadinessState> {
  const checks = evaluate(await gather(inputs, tenant, { fresh: true }));
  const ready = isReady(checks);
  if (!ready && inputs.requireReady) throw new ProblemsError(readinessProblems(checks));
  if (!ready) tenant.log(readinessLines(checks).join("\n"));
  return { ...inputs, ready, checks };
}
