import { containsUnknown, isUnknown } from "../../adapter/unknown";
import type { EntraUser, SubscribedSku } from "../../clients/graph/graph";
import type { Tenant } from "../../clients/tenant";
import { groupProblems, licenseChangeText, liveLicenses, partNumbersOf, planFor } from "../../licenses/live";
import { foldLicense } from "../../licenses/notation";
import { asksForNothing, licensesAfter, licensesOf } from "../../licenses/plan";
import { resolveLicenses } from "../../licenses/resolve";
import { seatProblems } from "../../licenses/seats";
import { LICENSE_NOTICES } from "../../messages/licenses";
import { problem } from "../../messages/notice";
import { type Problem, ProblemsError } from "../../problems";
import { PartialFailure, type Reconciler } from "../../reconciler";
import { accountOf, presentAccountOf, wasDeleted } from "../account";
import { mayHaveHappened } from "../failures";
import { blankNames, changeOf, differing, differingNames, missingInputs, storedInputs } from "../inputs";
import { checkIdentity, type IdentityInputs } from "../person";
import { checkUsageLocation } from "./usage-location";

export interface LicenseAssignmentInputs extends IdentityInputs {
  readonly usageLocation?: string;
  readonly licenses: readonly string[];
  readonly required?: boolean;
}

export interface LicenseAssignmentState extends LicenseAssignmentInputs {
  /** The licences as the program declared them last; `licenses` is what a refresh found. */
  readonly declaredLicenses: readonly string[];
  /** SKU ids of what this stack assigned. */
  readonly grantedLicenses: readonly string[];
  /** Part numbers of all licences held, also those of groups; sorted. */
  readonly licensesInEffect: readonly string[];
}

const INPUTS = ["objectId", "signInName", "usageLocation", "licenses", "required"] as const;

/** Licences that are assigned to an account directly. */
export const licenseAssignment: Reconciler<LicenseAssignmentInputs, LicenseAssignmentState> = {
  check(given) {
    const { inputs, problems } = checkIdentity<LicenseAssignmentInputs>({ required: true, ...given });
    const location = checkUsageLocation(inputs.usageLocation);
    return {
      inputs:
        location.usageLocation === undefined ? inputs : { ...inputs, usageLocation: location.usageLocation },
      problems: [
        ...problems,
        ...location.problems,
        ...missingInputs(inputs, ["licenses"]),
        ...blankNames("licenses", inputs.licenses),
      ],
    };
  },

  async preflight(inputs, tenant) {
    if (containsUnknown([inputs.licenses, inputs.required]) || !isRequired(inputs)) return [];
    const [owned, account] = await Promise.all([
      tenant.graph.subscribedSkus(),
      isUnknown(inputs.objectId) ? undefined : accountOf(inputs.objectId, tenant.graph),
    ]);
    const { licenses, problems } = resolveLicenses(inputs.licenses, owned);
    const plan = planFor(licenses, account, []);
    const { add } = plan;
    return [
      ...problems,
      ...groupProblems(plan, owned, "licenses"),
      ...seatProblems(new Map(add.map(({ skuId }) => [skuId, 1])), owned),
      ...(account === undefined || add.length === 0 ? [] : locationProblems(inputs, account)),
    ];
  },

  diff(state, inputs) {
    const changed = differing(state, inputs, ["objectId", "signInName", "required"]);
    // Nothing is written while nothing is required, so that nothing would ever put the rest right.
    if (isRequired(inputs)) {
      changed.push(...differingNames(state, inputs, ["licenses"], foldLicense));
      if (inputs.usageLocation !== undefined) changed.push(...differing(state, inputs, ["usageLocation"]));
    }
    return changeOf(changed, ["objectId"]);
  },

  async create(inputs, tenant) {
    return { id: inputs.objectId, state: await converge(inputs, [], tenant) };
  },

  async read(_id, state, tenant) {
    const [account, owned] = await Promise.all([
      accountOf(state.objectId, tenant.graph),
      tenant.graph.subscribedSkus(),
    ]);
    const declared = {
      ...storedInputs<LicenseAssignmentInputs>(state, INPUTS),
      licenses: state.declaredLicenses,
    };
    if (account === undefined) {
      return (await wasDeleted(state.objectId, tenant.graph)) ? "gone" : { inputs: declared, state };
    }
    const { usageLocation } = account;
    const inputs = {
      ...declared,
      ...(isRequired(declared)
        ? { licenses: liveLicenses(state.declaredLicenses, state.grantedLicenses, account, owned) }
        : {}),
      ...(declared.usageLocation === undefined || usageLocation === undefined ? {} : { usageLocation }),
    };
    return { inputs, state: { ...stateOf(declared, account, owned, state.grantedLicenses), ...inputs } };
  },

  async update(_id, state, inputs, tenant) {
    return converge(inputs, state.grantedLicenses, tenant);
  },

  // The usage location stays: Entra does not let it be emptied.
  async delete(_id, state, tenant) {
    const account = await accountOf(state.objectId, tenant.graph);
    if (account === undefined) return;
    const { direct } = licensesOf(account);
    const remove = state.grantedLicenses.filter((skuId) => direct.includes(skuId));
    if (remove.length === 0) return;
    const label = `take back licences of ${state.signInName}`;
    const [outcome] = await tenant.graph.execute([
      { kind: "assignLicense", objectId: state.objectId, add: [], remove, label, person: state.signInName },
    ]);
    if (outcome?.ok === false) throw outcome.error;
  },
};

async function converge(
  inputs: LicenseAssignmentInputs,
  granted: readonly string[],
  tenant: Tenant,
): Promise<LicenseAssignmentState> {
  const owned = await tenant.graph.subscribedSkus();
  if (!isRequired(inputs))
    return stateOf(inputs, await accountOf(inputs.objectId, tenant.graph), owned, granted);

  const account = await presentAccountOf(inputs, tenant);
  const { licenses, problems } = resolveLicenses(inputs.licenses, owned);
  const plan = planFor(licenses, account, granted);
  const refusals = [
    ...problems,
    ...groupProblems(plan, owned, "licenses"),
    ...(plan.add.length > 0 ? locationProblems(inputs, account) : []),
  ];
  if (refusals.length > 0) throw new ProblemsError(refusals);

  const moved = await setUsageLocation(inputs, account, tenant);
  if (!asksForNothing(plan)) {
    const { objectId, signInName } = inputs;
    const label = `${licenseChangeText(plan, owned)} for ${signInName}`;
    const [outcome] = await tenant.graph.execute([
      {
        kind: "assignLicense",
        objectId,
        add: [...plan.add, ...plan.change],
        remove: plan.remove,
        label,
        person: signInName,
      },
    ]);
    if (outcome?.ok === false) {
      const happened = mayHaveHappened(outcome);
      if (!moved && !happened) throw outcome.error;
      const found = {
        ...stateOf(inputs, account, owned, granted),
        ...(happened ? { grantedLicenses: plan.granted } : {}),
      };
      throw new PartialFailure(objectId, found, outcome.error);
    }
  }
  const after = licensesAfter(account.licenses, plan);
  return stateOf(inputs, { ...account, licenses: after }, owned, plan.granted);
}

/** Whether it had to be set. */
async function setUsageLocation(
  { objectId, signInName, usageLocation }: LicenseAssignmentInputs,
  account: EntraUser,
  tenant: Tenant,
): Promise<boolean> {
  if (usageLocation === undefined || usageLocation === account.usageLocation) return false;
  const label = `set the usage location of ${signInName} to ${usageLocation}`;
  const [outcome] = await tenant.graph.execute([
    { kind: "updateUser", objectId, change: { usageLocation }, label, person: signInName },
  ]);
  if (outcome?.ok === false) throw outcome.error;
  return true;
}

function locationProblems(
  { signInName, usageLocation }: LicenseAssignmentInputs,
  account: EntraUser,
): Problem[] {
  if (usageLocation !== undefined || account.usageLocation !== undefined) return [];
  const notice = LICENSE_NOTICES["license-no-usage-location"];
  return [problem(notice, "usageLocation", { person: signInName })];
}

function isRequired(inputs: LicenseAssignmentInputs): boolean {
  return inputs.required ?? true;
}

/** What this stack granted is only what is still assigned directly: nobody else's licence is ever taken back. */
function stateOf(
  inputs: LicenseAssignmentInputs,
  account: EntraUser | undefined,
  owned: readonly SubscribedSku[],
  granted: readonly string[],
): LicenseAssignmentState {
  const { direct, inherited } = licensesOf(account ?? { licenses: [] });
  return {
    ...inputs,
    declaredLicenses: inputs.licenses,
    grantedLicenses: granted.filter((skuId) => direct.includes(skuId)),
    licensesInEffect: partNumbersOf([...direct, ...inherited], owned),
  };
}
