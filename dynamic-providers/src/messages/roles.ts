import { notices } from "./notice";

/** What is wrong with security roles, business units and teams that somebody is to have. */
export const ROLE_NOTICES = notices({
  "role-misspelled": {
    when: "No role is called so, and others are spelled nearly so.",
    message: 'The environment has no security role "{role}".',
    remedy: "Did you mean {names}?",
  },
  "role-unknown": {
    when: "No role is called so, nor nearly so.",
    message: 'The environment has no security role "{role}".',
    remedy:
      "Use the name of a role under Settings > Users + permissions > Security roles, or install the solution that brings it.",
  },
  "role-elsewhere": {
    when: "The role belongs to another business unit alone. Users can be given those of their own only.",
    message: `The security role "{role}" exists, but not in the user's business unit.`,
    remedy: "Name a role of the user's business unit or of one above it, or move the user.",
  },
  "role-ambiguous": {
    when: "Several roles have the same name.",
    message: '"{role}" can mean several security roles: {choices}.',
    remedy: "Name the role by its id.",
  },
  "role-forbidden-wish": {
    when: "An account is to be given a role that it must never hold, such as System Administrator to the integration user.",
    message: '{person} is to be given the security role "{role}", which it must never hold.',
    remedy: "Take the role out of the account's roles.",
  },
  "role-forbidden-held": {
    when: "An account holds such a role, granted by somebody else.",
    message: '{person} holds the security role "{role}", which it must never hold.',
    remedy:
      'Remove the role by hand (Power Platform admin center > the environment > Settings > Users > Manage security roles), or set the mode of the account\'s roles to "authoritative" to have it taken away.',
  },
  "role-daily-missing": {
    when: "The administrator would have administrative roles alone.",
    message:
      "{person} needs at least one role that is neither System Administrator nor System Customizer; declared: {roles}.",
    remedy: 'Add a role of daily work, for example "Sales Manager".',
  },
  "role-user-disabled": {
    when: "Roles are to be given to a user who is disabled in the environment.",
    message:
      "{person} is disabled in the environment {environment}, and roles can be assigned to enabled users only.",
    remedy: "Enable the user, or declare an EnvironmentUser and let this resource depend on it.",
  },
  "salespeople-role-forbidden-wish": {
    when: "Salespeople are to be given System Administrator.",
    message: 'The security role "{role}", which no salesperson may hold, is asked for {people}.',
    remedy: "Take the role out of their roles.",
  },
  "salespeople-role-forbidden-held": {
    when: "Salespeople hold System Administrator, granted by somebody else.",
    message:
      'The security role "{role}", which no salesperson may hold, is held by {people}, and this stack did not grant it.',
    remedy:
      'Remove the role by hand (Power Platform admin center > the environment > Settings > Users > Manage security roles), or set the mode of the roles to "authoritative" to have it taken away.',
  },
  "business-unit-misspelled": {
    when: "No business unit is called so, and others are spelled nearly so.",
    message: 'The environment has no business unit "{unit}".',
    remedy: "Did you mean {names}?",
  },
  "business-unit-unknown": {
    when: "No business unit is called so, nor nearly so.",
    message: 'The environment has no business unit "{unit}".',
    remedy: "Use the name of a business unit under Settings > Users + permissions > Business units.",
  },
  "business-unit-ambiguous": {
    when: "Several business units have the same name.",
    message: '"{unit}" can mean {count} business units.',
    remedy: "Give the business units different names.",
  },
  "team-misspelled": {
    when: "No team is called so, and others are spelled nearly so.",
    message: 'The environment has no team "{team}" whose members are chosen by hand.',
    remedy: "Did you mean {names}?",
  },
  "team-unknown": {
    when: "No team is called so, nor nearly so. Members of groups' teams and default teams cannot be chosen.",
    message: 'The environment has no team "{team}" whose members are chosen by hand.',
    remedy:
      'Use the name of an owner team under Settings > Users + permissions > Teams. Business Central makes "BCI - …" when it connects.',
  },
  "team-ambiguous": {
    when: "Several teams have the same name.",
    message: '"{team}" can mean {count} teams.',
    remedy: "Give the teams different names.",
  },
});
