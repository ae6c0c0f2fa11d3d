import type { DataverseClient, SystemUser } from "../clients/dataverse/dataverse";
import { ENVIRONMENT_NOTICES } from "../messages/environment";
import { problem } from "../messages/notice";
import { type Problem, ProblemsError } from "../problems";
import { missingInputs } from "./inputs";
import { checkOrganizationUrl } from "./organization-url";

/** An Entra account. */
export interface IdentityInputs {
  readonly objectId: string;
  /** Used in messages. */
  readonly signInName: string;
}

/** A person in an environment. */
export interface PersonInputs extends IdentityInputs {
  readonly organizationUrl: string;
  /** Looked up from the organization URL when absent. The URL decides which environment is meant. */
  readonly environmentId?: string;
}

/** All inputs of a person. */
export const PERSON_INPUTS = ["organizationUrl", "environmentId", "objectId", "signInName"] as const;

/** Inputs whose change means another person or another environment. */
export const REPLACING_PERSON = ["organizationUrl", "objectId"] as const;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids in lower case, as all clients have them. */
export function checkIdentity<Inputs extends IdentityInputs>(
  inputs: Inputs,
): { readonly inputs: Inputs; readonly problems: readonly Problem[] } {
  const missing = missingInputs<IdentityInputs>(inputs, ["objectId", "signInName"]);
  if (missing.length > 0) return { inputs, problems: missing };
  if (!GUID.test(inputs.objectId)) {
    const problem = {
      where: "objectId",
      message: `"${inputs.objectId}" is not an Entra object id.`,
      remedy: "Use the GUID under Entra > Users > Object ID, or the objectId of an azuread user.",
    };
    return { inputs, problems: [problem] };
  }
  return { inputs: { ...inputs, objectId: inputs.objectId.toLowerCase() }, problems: [] };
}

/** Like {@link checkIdentity}, and the organization URL as its origin. */
export function checkPerson<Inputs extends PersonInputs>(
  inputs: Inputs,
): { readonly inputs: Inputs; readonly problems: readonly Problem[] } {
  const identity = checkIdentity(inputs);
  const missing = missingInputs<PersonInputs>(inputs, ["organizationUrl"]);
  if (missing.length > 0) return { inputs, problems: [...missing, ...identity.problems] };
  const { organizationUrl, problems } = checkOrganizationUrl(inputs.organizationUrl);
  return { inputs: { ...identity.inputs, organizationUrl }, problems: [...problems, ...identity.problems] };
}

/** The person's row, undefined when the environment has none. */
export async function systemUserOf(
  dataverse: DataverseClient,
  objectId: string,
  options?: { fresh?: boolean },
): Promise<SystemUser | undefined> {
  const users = await dataverse.systemUsers([objectId], options);
  return users.get(objectId);
}

/** @throws ProblemsError when the environment has no row of the person. */
export async function presentUserOf(
  dataverse: DataverseClient,
  inputs: PersonInputs,
  options?: { fresh?: boolean },
): Promise<SystemUser> {
  const user = await systemUserOf(dataverse, inputs.objectId, options);
  if (user === undefined) throw new ProblemsError([notInEnvironment(inputs)]);
  return user;
}

function notInEnvironment(inputs: PersonInputs): Problem {
  const values = { person: inputs.signInName, environment: inputs.organizationUrl };
  return problem(ENVIRONMENT_NOTICES["user-absent"], "objectId", values);
}
