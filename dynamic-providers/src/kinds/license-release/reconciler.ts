import { containsUnknown, isUnknown } from "../../adapter/unknown";
import type { EntraUser, SubscribedSku } from "../../clients/graph/graph";
import type { Tenant } from "../../clients/tenant";
import { foldLicense } from "../../licenses/notation";
import { licensesOf } from "../../licenses/plan";
import { resolveLicenses, type WantedLicense } from "../../licenses/resolve";
import { ProblemsError } from "../../problems";
import { PartialFailure, type Reconciler } from "../../reconciler";
import { wordList } from "../../text/list";
import { accountOf, presentAccountOf } from "../account";
import { blankNames, changeOf, differing, differingNames, missingInputs, storedInputs } from "../inputs";
import {
  checkPerson,
  PERSON_INPUTS,
  type PersonInputs,
  presentUserOf,
  REPLACING_PERSON,
  systemUserOf,
} from "../person";
import { aftermathProblems, declaredModeProblems, inheritedProblems, liveModeProblems } from "./guards";

export interface LicenseReleaseInputs extends PersonInputs {
  readonly licenses: readonly string[];
  readonly release: boolean;
  readonly accessMode: string;
}

export interface LicenseReleaseState extends LicenseReleaseInputs {
  /** Whether the program wants the licences gone; `release` is what a refresh found. */
  readonly declaredRelease: boolean;
}

const INPUTS = [...PERSON_INPUTS, "licenses", "release", "accessMode"] as const;

/** Takes the licences of a non-interactive user away, who needs none. */
export const licenseRelease: Reconciler<LicenseReleaseInputs, LicenseReleaseState> = {
  check(given) {
    const { inputs, problems } = checkPerson(given);
    const missing = missingInputs(inputs, ["licenses", "release", "accessMode"]);
    const { release, accessMode, signInName } = inputs;
    const guarded = missing.length === 0 && !containsUnknown([release, accessMode]) && release;
    return {
      inputs,
      problems: [
        ...problems,
        ...missing,
        ...blankNames("licenses", inputs.licenses),
        ...(guarded ? declaredModeProblems(signInName, accessMode) : []),
      ],
    };
  },

  async preflight(inputs, tenant) {
    if (containsUnknown([inputs.licenses, inputs.release]) || !inputs.release) return [];
    const { licenses, problems } = resolveLicenses(inputs.licenses, await tenant.graph.subscribedSkus());
    const account = isUnknown(inputs.objectId) ? undefined : await accountOf(inputs.objectId, tenant.graph);
    return [
      ...problems,
      ...(account === undefined ? [] : inheritedProblems(inputs.signInName, account, skusOf(licenses))),
    ];
  },

  // The access mode guards; it is no part of what is released.
  diff(state, inputs) {
    const changed = [
      ...differing(state, inputs, [...REPLACING_PERSON, "signInName", "release"]),
      ...differingNames(state, inputs, ["licenses"], foldLicense),
    ];
    return changeOf(changed, REPLACING_PERSON);
  },

  async create(inputs, tenant) {
    return { id: inputs.objectId, state: await converge(inputs, tenant) };
  },

  async read(_id, state, tenant) {
    const [account, owned] = await Promise.all([
      accountOf(state.objectId, tenant.graph),
      tenant.graph.subscribedSkus(),
    ]);
    if (account === undefined) return "gone";
    const { licenses } = resolveLicenses(state.licenses, owned);
    const release = state.declaredRelease && heldDirectly(skusOf(licenses), account).length === 0;
    const inputs = { ...storedInputs<LicenseReleaseInputs>(state, INPUTS), release };
    return { inputs, state: { ...inputs, declaredRelease: state.declaredRelease } };
  },

  async update(_id, _state, inputs, tenant) {
    return converge(inputs, tenant);
  },

  // Licences are given back by whoever declares them: LicenseAssignment, once they are required again.
  async delete() {
    await Promise.resolve();
  },
};

async function converge(inputs: LicenseReleaseInputs, tenant: Tenant): Promise<LicenseReleaseState> {
  const state = { ...inputs, declaredRelease: inputs.release };
  if (!inputs.release) return state;

  const { objectId, signInName } = inputs;
  const [account, owned] = await Promise.all([
    presentAccountOf(inputs, tenant),
    tenant.graph.subscribedSkus(),
  ]);
  const { licenses, problems } = resolveLicenses(inputs.licenses, owned);
  const skus = skusOf(licenses);
  refuse([...problems, ...inheritedProblems(signInName, account, skus)]);
  const released = heldDirectly(skus, account);
  if (released.length === 0) return state;

  const dataverse = tenant.dataverse(inputs.organizationUrl);
  refuse(liveModeProblems(signInName, await presentUserOf(dataverse, inputs, { fresh: true })));
  const label = `release ${wordList(released.map((sku) => sku.skuPartNumber))} of ${signInName}`;
  const [outcome] = await tenant.graph.execute([
    {
      kind: "assignLicense",
      objectId,
      add: [],
      remove: released.map((sku) => sku.skuId),
      label,
      person: signInName,
    },
  ]);
  // The next run finds by itself whether the licences went.
  if (outcome?.ok === false) throw outcome.error;

  const after = await systemUserOf(dataverse, objectId, { fresh: true });
  const aftermath = aftermathProblems(signInName, after);
  if (aftermath.length > 0) throw new PartialFailure(objectId, state, new ProblemsError(aftermath));
  return state;
}

function refuse(problems: ConstructorParameters<typeof ProblemsError>[0]): void {
  if (problems.length > 0) throw new ProblemsError(problems);
}

/** A licence goes with all its service plans. */
function skusOf(licenses: readonly WantedLicense[]): SubscribedSku[] {
  return licenses.map(({ sku }) => sku);
}

function heldDirectly(skus: readonly SubscribedSku[], account: EntraUser): SubscribedSku[] {
  const { direct } = licensesOf(account);
  return skus.filter((sku) => direct.includes(sku.skuId));
}
