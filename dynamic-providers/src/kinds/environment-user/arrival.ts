import type { DataverseClient, SystemUser } from "../../clients/dataverse/dataverse";
import type { Environment } from "../../clients/power-platform/power-platform";
import { ServiceError } from "../../clients/http/service-error";
import type { Tenant } from "../../clients/tenant";
import { ProblemsError } from "../../problems";
import { accountOf } from "../account";
import { failureOf } from "../failures";
import { type PersonInputs, systemUserOf } from "../person";
import { environmentOf } from "../sales-environment/find";
import { causeOf } from "./cause";

/** Licences and rows take minutes to arrive. */
const DEADLINE_MS = 10 * 60_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

/** Thrown when the environment was written to and the user is not as wanted yet. */
export class ArrivalFailure extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "ArrivalFailure";
  }
}

/**
 * Adds a person to an environment, waits until the row is there, and enables or disables it as wanted. The
 * forced sync is also what lets a disabled row be enabled again.
 *
 * @throws ProblemsError with the true cause when the environment does not take the person for good or ten
 *   minutes have passed; inside an {@link ArrivalFailure} when something was written before.
 */
export async function bringIn(person: PersonInputs, enabled: boolean, tenant: Tenant): Promise<SystemUser> {
  const environment = await environmentOf(person, tenant.powerPlatform);
  const account = await accountOf(person.objectId, tenant.graph);
  if (account?.accountEnabled === false) throw await explained(person, environment, false, tenant);

  const dataverse = tenant.dataverse(person.organizationUrl);
  const deadline = tenant.clock.now() + DEADLINE_MS;
  let added = false;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    let notLicensed = false;
    try {
      if (!added) {
        await tenant.powerPlatform.addUser(environment.environmentId, person.objectId, {
          label: `add ${person.signInName} to ${environment.displayName}`,
          person: person.signInName,
        });
        added = true;
      }
      const user = await systemUserOf(dataverse, person.objectId, { fresh: true });
      if (user !== undefined) return await settle(user, person, enabled, dataverse);
    } catch (error) {
      if (!isNotLicensed(error)) throw added ? new ArrivalFailure(error) : error;
      notLicensed = true;
    }
    const hopeless = notLicensed && account?.licenses.length === 0;
    if (hopeless || tenant.clock.now() >= deadline) {
      const cause = await explained(person, environment, notLicensed, tenant);
      throw added ? new ArrivalFailure(cause) : cause;
    }
    const awaited = notLicensed
      ? `the licence of ${person.signInName} to reach ${environment.displayName}`
      : `${person.signInName} to arrive in ${environment.displayName}`;
    await tenant.clock.sleep(pause, awaited).catch((error: unknown) => {
      throw added ? new ArrivalFailure(error) : error;
    });
  }
}

/** Enables or disables the row when it is not as wanted. */
export async function settle(
  user: SystemUser,
  person: PersonInputs,
  enabled: boolean,
  dataverse: DataverseClient,
): Promise<SystemUser> {
  if (user.disabled !== enabled) return user;
  const failure = failureOf(
    await dataverse.execute([
      {
        kind: "updateUser",
        systemUserId: user.systemUserId,
        change: { disabled: !enabled },
        label: `${enabled ? "enable" : "disable"} ${person.signInName}`,
        person: person.signInName,
      },
    ]),
  );
  if (failure !== undefined) throw failure;
  return { ...user, disabled: !enabled };
}

/** The admin API's answer, and Dataverse's `CannotEnableUnlicensedUser`, while the licence has not arrived. */
function isNotLicensed(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  return error.code === "userNotLicensed" || error.code.toLowerCase() === "0x8004d24c";
}

async function explained(
  { objectId, signInName }: PersonInputs,
  environment: Environment,
  refusedForLicense: boolean,
  tenant: Tenant,
): Promise<ProblemsError> {
  const [account, skus] = await Promise.all([
    accountOf(objectId, tenant.graph),
    tenant.graph.subscribedSkus(),
  ]);
  const partNumbers = new Map(skus.map((sku) => [sku.skuId, sku.skuPartNumber]));
  return new ProblemsError([causeOf({ signInName, account, environment, refusedForLicense, partNumbers })]);
}
