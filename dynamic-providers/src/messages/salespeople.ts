import { notices } from "./notice";

/** What is wrong with a list of salespeople, seen against the tenant. `{people}` names the first of them. */
export const SALESPEOPLE_NOTICES = notices({
  "salespeople-account-missing": {
    when: "Accounts do not exist, and are not to be made.",
    message: "Entra has no account with the sign-in name {people}.",
    remedy: "Correct the sign-in name, or have missing accounts made (createMissing).",
  },
  "salespeople-account-deleted": {
    // Entra: "Restore or remove a recently deleted user".
    when: "The accounts are among the deleted ones, which Entra keeps for 30 days.",
    message: "The account was deleted: {people}.",
    remedy:
      "Restore it in the Entra admin center (Users > Deleted users > Restore user), which is possible for 30 days, and deploy again.",
  },
  "salespeople-guest": {
    when: "The accounts are guests of the tenant.",
    message: "The account is a guest of the tenant: {people}.",
    remedy: "Use an account of the tenant's own.",
  },
  "salespeople-guest-mail": {
    when: "The sign-in names are the mail addresses of guests.",
    message: "The sign-in name is the mail address of a guest of the tenant: {people}.",
    remedy: "Use an account of the tenant's own.",
  },
  "salespeople-blocked": {
    when: "Sign-in of the accounts is blocked in Entra.",
    message:
      "Sign-in of the Entra account is blocked, and an environment takes no blocked account: {people}.",
    remedy: "Unblock the account in Entra (Users > Edit > Account enabled), or take the person out.",
  },
  "salespeople-object-id-contradicts": {
    when: "Object id and sign-in name belong to two accounts.",
    message:
      "The object id {id} is given for {person}, but that sign-in name belongs to another account ({other}).",
    remedy: "Correct the object id or the sign-in name; one of the two means somebody else.",
  },
  "salespeople-object-id-unknown": {
    when: "No account has the object id.",
    message: "Entra has no account with the object id {id}, which is given for {person}.",
    remedy: "Correct it, restore the account, or take the object id out to find the person by sign-in name.",
  },
  "salespeople-no-usage-location": {
    when: "Licences are to be given to accounts without a country of use.",
    message: "Entra assigns no licence without a usage location, and none is known for {people}.",
    remedy: "Give the country in the file, or a usage location for everybody whose entry names none.",
  },
  "salespeople-too-many-leave": {
    when: "More people left the list than may at once: it may have been emptied or cut short.",
    message: "{count} of {all} would leave, and no more than {limit} may at once: {people}.",
    remedy:
      "Check that the list is complete. If they are to go, allow it with maxRemovals: {number}.{renamed}",
  },
});
