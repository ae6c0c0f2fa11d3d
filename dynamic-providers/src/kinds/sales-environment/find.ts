import type { Environment, PowerPlatformClient } from "../../clients/power-platform/power-platform";
import { ENVIRONMENT_NOTICES } from "../../messages/environment";
import { problem } from "../../messages/notice";
import { type Problem, ProblemsError } from "../../problems";

/** How an environment is named: by its organization's address, and by its admin id too where that is known. */
export interface EnvironmentReference {
  readonly organizationUrl: string;
  readonly environmentId?: string;
}

export type FoundEnvironment =
  | { readonly ok: true; readonly environment: Environment }
  | { readonly ok: false; readonly problem: Problem };

/** Finds the environment among those that the admin API shows; where both names are given, both must fit. */
export async function findEnvironment(
  { organizationUrl, environmentId }: EnvironmentReference,
  powerPlatform: PowerPlatformClient,
): Promise<FoundEnvironment> {
  if (environmentId === undefined) {
    const environments = await powerPlatform.environments();
    const found = environments.find((environment) => isAt(environment, organizationUrl));
    return found === undefined
      ? { ok: false, problem: noneAt(organizationUrl, environments) }
      : { ok: true, environment: found };
  }
  const environment = await powerPlatform.environment(environmentId);
  if (environment === undefined) {
    return { ok: false, problem: noneWith(environmentId, await powerPlatform.environments()) };
  }
  if (!isAt(environment, organizationUrl)) {
    return { ok: false, problem: elsewhere(environment, organizationUrl) };
  }
  return { ok: true, environment };
}

/** @throws ProblemsError when there is no such environment. */
export async function environmentOf(
  reference: EnvironmentReference,
  powerPlatform: PowerPlatformClient,
): Promise<Environment> {
  const found = await findEnvironment(reference, powerPlatform);
  if (!found.ok) throw new ProblemsError([found.problem]);
  return found.environment;
}

function isAt(environment: Environment, organizationUrl: string): boolean {
  return environment.organizationUrl?.toLowerCase() === organizationUrl.toLowerCase();
}

function noneAt(organizationUrl: string, environments: readonly Environment[]): Problem {
  return problem(ENVIRONMENT_NOTICES["environment-not-at-address"], "organizationUrl", {
    address: organizationUrl,
    seen: seen(environments),
  });
}

function noneWith(environmentId: string, environments: readonly Environment[]): Problem {
  return problem(ENVIRONMENT_NOTICES["environment-id-unknown"], "environmentId", {
    id: environmentId,
    seen: seen(environments),
  });
}

function elsewhere(environment: Environment, organizationUrl: string): Problem {
  const actual = environment.organizationUrl;
  return problem(ENVIRONMENT_NOTICES["environment-elsewhere"], "environmentId", {
    id: environment.environmentId,
    name: environment.displayName,
    place: actual === undefined ? "has no Dataverse database" : `is at ${actual}`,
    address: organizationUrl,
  });
}

function seen(environments: readonly Environment[]): string {
  if (environments.length === 0) return "The credentials see no environment at all.";
  const list = environments.map(
    ({ displayName, environmentId, organizationUrl }) =>
      `${displayName} (${organizationUrl ?? "without Dataverse"}, id ${environmentId})`,
  );
  return `The credentials see: ${list.join("; ")}.`;
}
