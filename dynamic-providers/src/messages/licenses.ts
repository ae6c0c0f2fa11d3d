import { notices } from "./notice";

/** What is wrong with licences, and with access modes, which decide who needs one. */
export const LICENSE_NOTICES = notices({
  "license-unknown": {
    when: "The tenant does not own the SKU.",
    message: 'The tenant has no licence with the SKU part number "{sku}".',
    remedy: "{meant}{owned} Use one of its part numbers, or buy the licence first.",
  },
  "license-plan-unknown": {
    when: "A service plan that is to be off is none of the licence's.",
    message: 'The licence {sku} has no service plan "{plan}".',
    remedy: "{meant}It has {plans}.",
  },
  "license-twice": {
    when: "One licence is described twice, with different service plans off.",
    message: '"{first}" and "{second}" are the same licence with other service plans off.',
    remedy: "Keep one of the two.",
  },
  "license-seats-short": {
    when: "There are fewer free seats than people who need one.",
    message:
      "{sku} is {missing} short: {people} without it need one, and {free} of {all} {are} free{status}.",
    remedy: "Buy {more}, or take the licence from somebody who no longer needs it.",
  },
  "license-no-usage-location": {
    when: "A licence is to be given to an account without a country of use.",
    message: "{person} has no usage location, and Entra assigns no licence without one.",
    remedy: "Give the two-letter code of the country where the account is used.",
  },
  "license-release-mode": {
    when: "Licences are to be released while the access mode is another than Non-interactive.",
    message:
      "The licences of {person} cannot be released in access mode {mode}: the environment would disable the user.",
    remedy: 'Set the access mode to "non-interactive" first, or release to false.',
  },
  "license-release-disabled": {
    when: "Licences are to be released of a user who is disabled.",
    message: "{person} is disabled in the environment, and would not be enabled again without a licence.",
    remedy: "Enable the user before its licences are released.",
  },
  "license-release-group": {
    when: "A licence to be released comes from a group.",
    message: "{person} has {sku} from {groups}, and a licence of a group cannot be released for one account.",
    remedy: "Take the account out of the group, or leave the licence out of licenses.",
  },
  "license-release-aftermath": {
    when: "After the release the user is not as it was left.",
    message: "After its licences were released {person} {state}.",
    remedy:
      "Set release to false and deploy, to have the licences back, before Business Central synchronizes again.",
  },
  "access-mode-limit": {
    when: "An eighth user would be non-interactive.",
    message:
      "{person} cannot become non-interactive: an environment takes {most} such users, and these are: {users}.",
    remedy:
      "Set one of them to Read-Write or disable it, or use an application user for it: those do not count.",
  },
  "access-mode-application-user": {
    when: "The user is an application.",
    message: "{person} is an application user, whose access mode cannot be changed.",
    remedy: "Leave its access mode out of the program, or name a user account.",
  },
  "access-mode-no-role": {
    when: "A user without any role is to become non-interactive.",
    message: "{person} holds no security role, and a non-interactive user without one is of no use.",
    remedy: "Assign a role first: declare RoleAssignments and let this resource depend on it.",
  },
});
