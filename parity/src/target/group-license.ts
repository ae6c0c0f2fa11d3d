import { codeOf, needed, objectOf, textOf } from "../answers";
import { NotSettled } from "../not-settled";
import type { Account } from "./people";
import { succeeded } from "./remove-account";
import type { Target } from "./target";

/** Gives an account the licence through a new group. Returns the SKU's id once the account has it. */
export async function inheritLicense(target: Target, account: Account): Promise<string> {
  const skuId = await target.people.skuId();
  const name = `${target.prefix}licences`;
  const created = await target.graph("POST", "/v1.0/groups", {
    displayName: name,
    mailEnabled: false,
    mailNickname: name,
    securityEnabled: true,
    "members@odata.bind": [`${target.settings.endpoints.graph}/v1.0/users/${account.id}`],
  });
  if (created.status === 403 || created.status === 501) {
    throw new NotSettled(`No group can be made here: ${codeOf(created)}.`);
  }
  const id = textOf(objectOf(needed("making a group", created).body), "id");
  // Group-based licensing must be taken off before the group can be deleted.
  const change = (add: readonly object[], remove: readonly string[]) =>
    target.graph("POST", `/v1.0/groups/${id}/assignLicense`, { addLicenses: add, removeLicenses: remove });
  target.cleanUp.add(`group ${name}`, async () => {
    await change([], [skuId]);
    await target.eventually("the group can be deleted", async () => {
      const answer = await target.graph("DELETE", `/v1.0/groups/${id}`);
      if (answer.status === 400) return undefined;
      return succeeded("deleting the group", answer);
    });
    return [];
  });
  needed("licensing the group", await change([{ skuId, disabledPlans: [] }], []));
  await target.eventually("the licence is inherited", async () => {
    const { body } = await target.graph("GET", `/v1.0/users/${account.id}?$select=licenseAssignmentStates`);
    const states = objectOf(body).licenseAssignmentStates;
    const inherited = Array.isArray(states) && states.some((state) => objectOf(state).assignedByGroup === id);
    return inherited ? true : undefined;
  });
  return skuId;
}
