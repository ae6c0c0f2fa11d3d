import { notices } from "./notice";

/** What is short of the setup article's minimum permissions, or keeps a role from being given them. */
export const PERMISSION_NOTICES = notices({
  "permission-short": {
    when: "A role or user lacks a minimum permission, or has it at too low a level.",
    message: "{permission} {state} ({privilege}).",
    remedy: "",
  },
  "permission-cannot-be-given": {
    when: "The same, of a permission that no API gives.",
    message: "{permission} {state} ({privilege}).",
    remedy:
      "It cannot be given to a role through the API. Assign a role that comes with it, such as Delegate, or import the integration solution again.",
  },
  "permission-solution-missing": {
    when: "A table of Business Central's own is not there, before it has connected.",
    message: "{name}: the environment has no table {table}.",
    remedy:
      "Business Central's integration solution brings it: set up the connection in Business Central, which imports it.",
  },
  "permission-table-missing": {
    when: "Another table is not there.",
    message: "{name}: the environment has no table {table}.",
    remedy:
      "Install the solution that brings it, or check that the deploying application may read the table's definition.",
  },
  "permission-unknown": {
    when: "The environment has the table and not the privilege.",
    message: "{permission} does not exist in this environment ({privilege}).",
    remedy: "Nobody can be given it here; check whether this version of Business Central needs it.",
  },
  "permission-role-not-customizable": {
    when: "A repair is wanted of a role that its solution does not let anybody change.",
    message: "{role} cannot be customised, and lacks {count}.",
    remedy:
      'Update the solution that the role comes with, or set onDrift to "verify" and give the user another role that has them.',
  },
  "permission-taken-again": {
    when: "What a repair gave is not there when it is read back.",
    message: 'The role "{role}" still lacks {privileges} after they were given.',
    remedy:
      "Somebody or something else changes the role at the same time: look at its change history, and deploy again.",
  },
});
