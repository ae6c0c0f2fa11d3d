import type { Environment, PowerPlatformClient } from "../../clients/power-platform/power-platform";
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
  return {
    where: "organizationUrl",
    message: `There is no environment at ${organizationUrl}. ${seen(environments)}`,
    remedy: "Use the address of one of them, or give the credentials access to the environment.",
  };
}

function noneWith(environmentId: string, environments: readonly Environment[]): Problem {
  return {
    where: "environmentId",
    message: `There is no environment with the id ${environmentId}. ${seen(environments)}`,
    remedy: "Use the id of one of them, or leave environmentId out to have it looked up from the address.",
  };
}

function elsewhere(environment: Environment, organizationUrl: string): Problem {
  const actual = environment.organizationUrl;
  const where = actual === undefined ? "has no Dataverse database" : `is at ${actual}`;
  return {
    where: "environmentId",
    message: `The environment ${environment.environmentId} (${environment.displayName}) ${where}, not at ${organizationUrl}.`,
    remedy: "Correct one of the two, or leave environmentId out to have it looked up from the address.",
  };
}

function seen(environments: readonly Environment[]): string {
  if (environments.length === 0) return "The credentials see no environment at all.";
  const list = environments.map(
    ({ displayName, environmentId, organizationUrl }) =>
      `${displayName} (${organizationUrl ?? "without Dataverse"}, id ${environmentId})`,
  );
  return `The credentials see: ${list.join("; ")}.`;
}
