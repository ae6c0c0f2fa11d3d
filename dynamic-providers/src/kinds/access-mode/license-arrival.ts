import type { SystemUser } from "../../clients/dataverse/dataverse";
import type { Tenant } from "../../clients/tenant";
import { ProblemsError } from "../../problems";
import { accountOf } from "../account";
import { causeOf } from "../environment-user/cause";
import { type PersonInputs, presentUserOf } from "../person";
import { environmentOf } from "../sales-environment/find";

/** Licences take minutes to arrive. */
const DEADLINE_MS = 10 * 60_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

/**
 * The user, once the environment knows of a licence. Without one it disables whoever is not non-interactive
 * (Power Platform: "Create users"), and what it says of a licence before it is synced may be old.
 *
 * @throws ProblemsError with the cause when the account has no licence, or none has arrived in ten minutes.
 */
export async function licensedUser(inputs: PersonInputs, tenant: Tenant): Promise<SystemUser> {
  const dataverse = tenant.dataverse(inputs.organizationUrl);
  const environment = await environmentOf(inputs, tenant.powerPlatform);
  const account = await accountOf(inputs.objectId, tenant.graph);
  const deadline = tenant.clock.now() + DEADLINE_MS;
  const sync = {
    label: `sync ${inputs.signInName} to ${environment.displayName}`,
    person: inputs.signInName,
  };
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const isHopeless = account === undefined || account.licenses.length === 0;
    if (!isHopeless) {
      await tenant.powerPlatform.addUser(environment.environmentId, inputs.objectId, sync);
      const user = await presentUserOf(dataverse, inputs, { fresh: true });
      if (user.licensed) return user;
    }
    if (isHopeless || tenant.clock.now() >= deadline) {
      const skus = await tenant.graph.subscribedSkus();
      const partNumbers = new Map(skus.map((sku) => [sku.skuId, sku.skuPartNumber]));
      const { signInName } = inputs;
      throw new ProblemsError([
        causeOf({ signInName, account, environment, refusedForLicense: true, partNumbers }),
      ]);
    }
    await tenant.clock.sleep(pause);
  }
}
