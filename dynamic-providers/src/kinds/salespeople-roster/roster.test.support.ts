import { ProblemsError } from "../../problems";
import { PartialFailure } from "../../reconciler";
import type { SalespeopleRosterInputs, Salesperson } from "./inputs";
import { salespeopleRoster as roster } from "./reconciler";
import type { SalespeopleRosterState } from "./state";
import { SALES } from "./directory-model.test.support";
import { ORGANIZATION, type TenantModel } from "./tenant-model.test.support";

export const ANNA = "anna@contoso.com";
export const BEN = "ben@contoso.com";
export const CARLA = "carla@contoso.com";

export const salesperson = (name: string, given: Partial<Salesperson> = {}): Salesperson => ({
  displayName: name,
  usageLocation: "US",
  licenses: [SALES],
  roles: ["Salesperson"],
  ...given,
});

export function inputsFor(
  people: Record<string, Salesperson>,
  rest: Partial<SalespeopleRosterInputs> = {},
): SalespeopleRosterInputs {
  const { inputs, problems } = roster.check({
    organizationUrl: ORGANIZATION,
    createMissing: true,
    people,
    ...rest,
  });
  if (problems.length > 0) throw new ProblemsError(problems);
  return inputs;
}

export const both = { [ANNA]: salesperson("Anna"), [BEN]: salesperson("Ben") };

export async function problemsOf(promise: Promise<unknown>): Promise<ProblemsError["problems"]> {
  try {
    await promise;
  } catch (error) {
    const cause = error instanceof PartialFailure ? error.cause : error;
    if (cause instanceof ProblemsError) return cause.problems;
    throw error;
  }
  return [];
}

export async function partial(promise: Promise<unknown>): Promise<PartialFailure<SalespeopleRosterState>> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof PartialFailure) return error as PartialFailure<SalespeopleRosterState>;
    throw error;
  }
  throw new Error("did not fail");
}

/** What tests look at of a tenant. */
export function lookingAt(tenant: () => TenantModel) {
  return {
    /** Role ids. */
    rolesOf: (signInName: string) => [...tenant().row(signInName).roles],
    /** SKU ids. */
    licensesOf: (signInName: string) =>
      tenant()
        .account(signInName)
        .licenses.map(({ skuId }) => skuId),
    /** What a refresh finds, as the host hands it on. */
    refreshed: async (state: SalespeopleRosterState) => {
      const found = await roster.read("id", state, tenant());
      if (found === "gone") throw new Error("gone");
      return { inputs: found.inputs, state: { ...found.inputs, ...found.state } };
    },
  };
}
