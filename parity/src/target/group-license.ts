import { needed, objectOf } from "../answers";
import { makeGroup } from "./made-rows";
import type { Account } from "./people";
import type { Target } from "./target";

/** Gives an account the licence through a new group. Returns the SKU's id once the account has it. */
export async function inheritLicense(target: Target, account: Account): Promise<string> {
  const skuId = await target.people.skuId();
  const id = await makeGroup(target, "licences", [account.id]);
  const body = { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] };
  needed("licensing the group", await target.graph("POST", `/v1.0/groups/${id}/assignLicense`, body));
  await target.eventually("the licence is inherited", async () => {
    const user = await target.graph("GET", `/v1.0/users/${account.id}?$select=licenseAssignmentStates`);
    const states = objectOf(user.body).licenseAssignmentStates;
    const inherited = Array.isArray(states) && states.some((state) => objectOf(state).assignedByGroup === id);
    return inherited ? true : undefined;
  });
  return skuId;
}
