import { notices } from "@bc-sales/dynamic-providers/declared";

/** What is wrong with a set of accounts by itself. */
export const CONFLICT_NOTICES = notices({
  "integration-user-is-administrator": {
    when: "One account is declared as both.",
    message:
      "{person} is the administrator too, and synchronizing with the administrator's account breaks the synchronization.",
    remedy: "Declare a dedicated account as the integration user.",
  },
  "integration-user-administrates": {
    when: "The integration user's roles name System Administrator.",
    message:
      "The integration user must never hold System Administrator: Business Central refuses to synchronize with it.",
    remedy: "Take the role out of the list.",
  },
  "integration-user-without-role": {
    when: "The integration user's roles are an empty list.",
    message: "The integration user needs at least one security role to sign in.",
    remedy: 'Name one, such as "Basic User", or leave the list out to have the default.',
  },
  "administrator-without-daily-role": {
    when: "The administrator's roles are administrative ones alone.",
    message:
      "The administrator needs at least one role that is neither System Administrator nor System Customizer.",
    remedy: 'Add a role of daily work, such as "Sales Manager".',
  },
  "salesperson-has-another-account": {
    when: "A salesperson is the administrator or the integration user.",
    message: "{person} is the {account} and cannot be a salesperson besides.",
    remedy: "Take the person out of the list of salespeople, or use another account.",
  },
  "salesperson-twice": {
    when: "A salesperson is in the list or the files twice.",
    message: "{person} is in the list more than once.",
    remedy: "Keep one entry for each person.",
  },
  "salespeople-administrate": {
    when: "The common roles of salespeople name System Administrator.",
    message: "Salespeople must not hold System Administrator.",
    remedy: "Take the role out of the list.",
  },
  "salesperson-administrates": {
    when: "A person's own roles name it.",
    message: "{person} is a salesperson and must not hold System Administrator.",
    remedy: "Take the role out of the person's own list.",
  },
});
