import { containsUnknown } from "../../adapter/unknown";
import type { Tenant } from "../../clients/tenant";
import type { Reconciler } from "../../reconciler";
import { failureOf } from "../failures";
import { changeOf, differing, storedInputs } from "../inputs";
import { converge, stateOf } from "./converge";
import {
  checkMinimumPermissions,
  INPUTS,
  type MinimumPermissionsInputs,
  type MinimumPermissionsState,
  REPLACING,
} from "./inputs";
import { obstacles, pending, revocations } from "./repair";
import { failures, giftLines, remainder, warningLines } from "./report";
import { type Situation, situationOf } from "./situation";

/** The minimum permissions of a role, or of a user through all roles and teams: verified, and repaired on request. */
export const minimumPermissions: Reconciler<MinimumPermissionsInputs, MinimumPermissionsState> = {
  check: checkMinimumPermissions,

  async preflight(inputs, tenant) {
    if (containsUnknown(inputs) || !inputs.required) return [];
    const situation = await situationOf(inputs, tenant.dataverse(inputs.organizationUrl));
    // Somebody who is on the way is looked at on arrival.
    if (situation.target.kind === "missing" && inputs.objectId !== undefined) return [];
    const gifts = pending(situation, inputs);
    if (inputs.onDrift === "fail" && gifts.length === 0) return failures(situation);
    if (inputs.onDrift === "repair") {
      const problems = obstacles(situation, inputs);
      if (problems.length > 0) return problems;
    }
    say([...giftLines(situation, gifts), ...warningLines(leftBy(gifts, situation), inputs)], tenant);
    return [];
  },

  diff(state, inputs) {
    const changed = differing(state, inputs, [
      ...REPLACING,
      ...(["minimum", "version", "onDrift", "createIfMissing", "onDestroy"] as const),
      ...(["required", "signInName", "shortfall"] as const),
    ]);
    // The roles of a user may be repaired by the same deployment: what is said of the user then must be looked at anew.
    const isStale = inputs.objectId !== undefined && inputs.required && !state.satisfied;
    return changeOf([...changed, ...(isStale ? ["satisfied"] : [])], REPLACING);
  },

  async create(inputs, tenant) {
    const id = inputs.objectId ?? inputs.role ?? "";
    return { id, state: await converge(id, inputs, { added: [], created: false }, tenant) };
  },

  async read(_id, state, tenant) {
    const inputs = storedInputs<MinimumPermissionsInputs>(state, INPUTS);
    if (!inputs.required) return { inputs, state };
    const situation = await situationOf(inputs, tenant.dataverse(state.organizationUrl));
    const live = { ...inputs, shortfall: pending(situation, inputs) };
    return { inputs: live, state: stateOf(live, situation, state) };
  },

  async update(id, state, inputs, tenant) {
    return converge(id, inputs, state, tenant);
  },

  async delete(_id, state, tenant) {
    if (state.onDestroy !== "revoke") return;
    const { privileges } = tenant.dataverse(state.organizationUrl);
    const { target } = await situationOf(state, tenant.dataverse(state.organizationUrl));
    if (target.kind !== "role") return;
    const { role } = target;
    const [held = new Map()] = await privileges.held([{ kind: "role", roleId: role.rootRoleId }], {
      fresh: true,
    });
    const failure = failureOf(await privileges.execute(revocations(state, role, held)));
    if (failure !== undefined) throw failure;
  },
};

/** What is still not right once the gifts have been given. */
function leftBy(gifts: readonly string[], situation: Situation): Situation {
  return gifts.length === 0 ? situation : remainder(situation);
}

function say(lines: readonly string[], tenant: Tenant): void {
  if (lines.length > 0) tenant.log(lines.join("\n"));
}
