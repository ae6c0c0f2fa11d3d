import { notices } from "./notice";

/** What is wrong with the environment, or keeps an account from being a user of it. */
export const ENVIRONMENT_NOTICES = notices({
  "environment-not-at-address": {
    when: "No environment that the credentials see has this address.",
    message: "There is no environment at {address}. {seen}",
    remedy: "Use the address of one of them, or give the credentials access to the environment.",
  },
  "environment-id-unknown": {
    when: "No environment that the credentials see has this id.",
    message: "There is no environment with the id {id}. {seen}",
    remedy: "Use the id of one of them, or leave environmentId out to have it looked up from the address.",
  },
  "environment-elsewhere": {
    when: "environmentId and organizationUrl mean two environments.",
    message: "The environment {id} ({name}) {place}, not at {address}.",
    remedy: "Correct one of the two, or leave environmentId out to have it looked up from the address.",
  },
  "environment-without-dataverse": {
    when: "The environment has no database, hence no users.",
    message: "The environment {name} has no Dataverse database.",
    remedy: "Add one in the Power Platform admin center, or use another environment.",
  },
  "environment-administration-mode": {
    when: "The environment lets administrators in only, so that Business Central could not synchronize.",
    message: "The environment {name} is in administration mode: only administrators can use it.",
    remedy: "Turn administration mode off in the Power Platform admin center and deploy again.",
  },
  "user-absent": {
    when: "A resource needs the account as a user of the environment.",
    message: "{person} is not in the environment {environment}.",
    remedy: "Declare an EnvironmentUser for the account and let this resource depend on it.",
  },
  "user-no-account": {
    when: "Entra does not have the account that is to be a user, or has deleted it.",
    message: "{person} cannot be a user of {place}: Entra has no account with this object id.",
    remedy: "Restore the account, or use the object id of one that exists.",
  },
  "user-blocked": {
    when: "Sign-in of the account is blocked in Entra.",
    message: "{person} cannot be a user of {place}: sign-in of the Entra account is blocked.",
    remedy: "Unblock the account in Entra (Users > Edit > Account enabled) and deploy again.",
  },
  "user-unlicensed": {
    when: "The account has no licence at all.",
    message: "{person} cannot be a user of {place}: the account has no licence.",
    remedy:
      "Assign a licence that includes Dataverse, for example DYN365_ENTERPRISE_SALES, and deploy again.",
  },
  "user-license-not-there": {
    when: "The account has licences, and the environment does not know of one that includes Dataverse.",
    message:
      "{person} cannot be a user of {place}: none of the account's licences ({licenses}) has arrived there as one that includes Dataverse.",
    remedy:
      "Assign a licence that includes Dataverse, for example DYN365_ENTERPRISE_SALES. If it was assigned minutes ago, deploy again.",
  },
  "user-license-plans-off": {
    when: "The same, and service plans of the account's licences are off.",
    message:
      "{person} cannot be a user of {place}: none of the account's licences ({licenses}) has arrived there as one that includes Dataverse.",
    remedy:
      "Assign a licence that includes Dataverse, for example DYN365_ENTERPRISE_SALES. If it was assigned minutes ago, deploy again. Service plans of the account's licences are off; that of Dataverse must be on.",
  },
  "user-outside-security-group": {
    when: "The environment is bound to a security group, and the account does not appear.",
    message: "{person} does not appear in {place}, which admits only members of the security group {group}.",
    remedy: "Make the account a direct member of the group (nested groups do not count) and deploy again.",
  },
  "user-late": {
    when: "Nothing is known to be in the way, and the user does not appear in time.",
    message:
      "{person} was added to {place} and does not appear there yet, though the account is licensed and not blocked.",
    remedy: "Deploy again: adding users can take longer than usual.",
  },
});
