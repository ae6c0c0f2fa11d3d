import { ENTRA_USER, type Resource } from "../resource";
import type { Rule, Violation } from "../rule";

/** Where passwords are. */
const PASSWORDS: Readonly<Record<string, string>> = {
  InitialPassword: "password",
  SalespeopleRoster: "initialPasswords",
  [ENTRA_USER]: "password",
};

/** Pure: whether the engine is told to keep a resource's passwords as secrets. Never looks at a password. */
export function plainPasswords(resource: Resource): Violation[] {
  const output = PASSWORDS[resource.kind];
  if (output === undefined || resource.secretOutputs.includes(output)) return [];
  if (resource.kind === ENTRA_USER && resource.props[output] === undefined) return [];
  return [
    {
      where: output,
      message: `The initial password would stand in the state in plain text: ${output} is no secret output.`,
      remedy: `Leave the resource's additionalSecretOutputs alone, or add "${output}" to them; look for a transformation that takes it out.`,
    },
  ];
}

export const initialPasswordsSecret: Rule = {
  name: "initial-passwords-secret",
  description: "Initial passwords are secrets in the state.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remedy: "Leave the resource's additionalSecretOutputs alone, or add the password to them.",
  resource: plainPasswords,
};
