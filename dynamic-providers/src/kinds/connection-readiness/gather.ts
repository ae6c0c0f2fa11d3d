import type { DataverseClient, SystemUser } from "../../clients/dataverse/dataverse";
import { ServiceError } from "../../clients/http/service-error";
import type { Tenant } from "../../clients/tenant";
import { SOLUTION_NAMES } from "../../readiness/environment";
import { type AccountFacts, isUnreadable, type ReadinessFacts, type Unreadable } from "../../readiness/facts";
import { READ_TABLES, readableTables } from "../../readiness/tables";
import type { IdentityInputs } from "../person";
import { environmentOf } from "../sales-environment/find";
import type { ConnectionReadinessInputs } from "./inputs";

/** Looks at everything the checks ask about. What the environment refuses to show (403) is told as that. */
export async function gather(
  inputs: ConnectionReadinessInputs,
  tenant: Tenant,
  options: { fresh?: boolean } = {},
): Promise<ReadinessFacts> {
  const dataverse = tenant.dataverse(inputs.organizationUrl);
  const accounts = [inputs.integrationUser, ...(inputs.administrator ? [inputs.administrator] : [])];
  const [environment, users, roles, nonInteractive] = await Promise.all([
    environmentOf(inputs, tenant.powerPlatform),
    dataverse.systemUsers(
      accounts.map(({ objectId }) => objectId.toLowerCase()),
      options,
    ),
    dataverse.roles(),
    dataverse.nonInteractiveUsers(),
  ]);
  const rowOf = ({ objectId }: IdentityInputs) => users.get(objectId.toLowerCase());
  const { administrator } = inputs;
  const integrationRow = rowOf(inputs.integrationUser);
  const [teams, solutions, currencies, tables] = await Promise.all([
    integrationRow === undefined ? [] : readable(dataverse.installation.teamsOf(integrationRow.systemUserId)),
    readable(dataverse.installation.solutions(SOLUTION_NAMES)),
    readable(dataverse.installation.currencies()),
    integrationRow === undefined
      ? { refusal: "The integration user is not in the environment." }
      : readable(tablesOf(inputs, integrationRow, dataverse)),
  ]);
  return {
    connection: inputs.connection,
    authentication: inputs.authentication,
    connected: inputs.connected,
    server: inputs.organizationUrl,
    administrationMode: environment.administrationMode,
    integrationUser: {
      signInName: inputs.integrationUser.signInName,
      user: integrationRow,
      teams: isUnreadable(teams) ? [] : teams,
    },
    administrator: administrator && accountFacts(administrator, rowOf(administrator)),
    roles,
    solutions,
    tables,
    nonInteractive: nonInteractive.map(({ domainName }) => domainName),
    localCurrency: inputs.localCurrency,
    currencies,
  };
}

function accountFacts({ signInName }: IdentityInputs, user: SystemUser | undefined): AccountFacts {
  return { signInName, user, teams: [] };
}

async function tablesOf(
  { connection }: ConnectionReadinessInputs,
  { systemUserId }: SystemUser,
  dataverse: DataverseClient,
) {
  const asked = READ_TABLES[connection];
  const [privileges, [held]] = await Promise.all([
    dataverse.privileges.ofTables(asked),
    dataverse.privileges.held([{ kind: "user", systemUserId }]),
  ]);
  return readableTables(asked, privileges, held ?? new Map());
}

/** A refusal to show something is an answer too. */
async function readable<T extends object>(reading: Promise<T>): Promise<T | Unreadable> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ServiceError && error.status === 403) return { refusal: error.message };
    throw error;
  }
}
