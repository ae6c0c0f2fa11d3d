import { wordList } from "../text/list";
import { type Answer, type Check, OK } from "./check";
import { type Connection, isUnreadable, type Unreadable } from "./facts";

/** Unique name and title of the solution behind each connection (codeunits "CRM Product Name" and 7201). */
const SOLUTIONS: Readonly<Record<Connection, { readonly uniqueName: string; readonly title: string }>> = {
  sales: {
    uniqueName: "MicrosoftDynamicsNavIntegration",
    title: "Dynamics 365 Business Central Integration Solution",
  },
  dataverse: {
    uniqueName: "bcbi_CdsBaseIntegration",
    title: "Business Central Dataverse Base Integration",
  },
};

/** All solutions that some connection needs. */
export const SOLUTION_NAMES: readonly string[] = Object.values(SOLUTIONS).map(({ uniqueName }) => uniqueName);

/** Power Platform admin guide, "Create users": at most seven, application users not counted. */
const MOST_NON_INTERACTIVE = 7;

const administrationMode: Check = {
  id: "environment-administration-mode",
  title: "The environment is not in administration mode.",
  answer: ({ administrationMode: isOn }) =>
    isOn
      ? {
          state: "failed",
          detail: "The environment is in administration mode, in which only administrators can sign in.",
          remedy: "Turn administration mode off in the Power Platform admin center.",
        }
      : OK,
};

const solution: Check = {
  id: "integration-solution",
  title: "The integration solution is installed.",
  answer: ({ connection, solutions, connected }) => {
    if (isUnreadable(solutions)) return unknown(solutions);
    const { uniqueName, title } = SOLUTIONS[connection];
    const found = solutions.get(uniqueName.toLowerCase());
    if (found === undefined && !connected) return notYet("Business Central imports it when it connects.");
    if (found === undefined) {
      return {
        state: "failed",
        detail: `The solution "${title}" (${uniqueName}) is not installed.`,
        remedy: "Import it again from Business Central's connection setup page.",
      };
    }
    // Codeunit 7201 wants version 1 at least.
    if (connection === "dataverse" && Number(found.version.split(".")[0]) < 1) {
      return {
        state: "failed",
        detail: `The solution "${title}" is version ${found.version}; Business Central needs version 1.0 or newer.`,
        remedy: "Let Business Central redeploy the solution.",
      };
    }
    return { state: "ok", detail: `${uniqueName} ${found.version}` };
  },
};

const tablesReadable: Check = {
  id: "tables-readable",
  title: "The integration user may read the tables that Business Central looks at.",
  answer: ({ tables, integrationUser, connected }) => {
    if (!connected) return notYet("Business Central gives it the roles for that when it connects.");
    if (isUnreadable(tables)) return unknown(tables);
    if (tables.missing.length + tables.unreadable.length === 0) return OK;
    const sentences = [
      ...(tables.missing.length > 0 ? [`There is no table ${wordList(tables.missing, "or")}.`] : []),
      ...(tables.unreadable.length > 0
        ? [`${integrationUser.signInName} may not read ${wordList(tables.unreadable)}.`]
        : []),
    ];
    return {
      state: "failed",
      detail: sentences.join(" "),
      remedy:
        tables.unreadable.length > 0
          ? "Give it the integration roles, and their minimum permissions (MinimumPermissions with onDrift repair)."
          : "Import the integration solution.",
    };
  },
};

const currency: Check = {
  id: "currency",
  title: "The environment knows Business Central's local currency.",
  answer: ({ localCurrency, currencies }) => {
    if (isUnreadable(currencies)) return unknown(currencies);
    if (localCurrency === undefined) {
      return {
        state: "unknown",
        detail: `Business Central's local currency is not told (localCurrency). The environment has ${wordList(currencies)}.`,
      };
    }
    if (currencies.some((code) => code.toUpperCase() === localCurrency.toUpperCase())) return OK;
    return {
      state: "failed",
      detail: `The environment has no currency ${localCurrency}; it has ${wordList(currencies)}.`,
      remedy:
        "Add the currency in the Power Platform admin center, or give Business Central the environment's base currency with an exchange rate.",
    };
  },
};

const nonInteractiveLimit: Check = {
  id: "non-interactive-limit",
  title: "There is room for the integration user among the non-interactive users.",
  answer: ({ nonInteractive, integrationUser }) => {
    const others = nonInteractive.filter(
      (name) => name.toLowerCase() !== integrationUser.signInName.toLowerCase(),
    );
    if (others.length < MOST_NON_INTERACTIVE) {
      return { state: "ok", detail: `${String(nonInteractive.length)} of ${String(MOST_NON_INTERACTIVE)}` };
    }
    return {
      state: "failed",
      detail: `An environment takes ${String(MOST_NON_INTERACTIVE)} non-interactive users, and others are: ${wordList(others)}.`,
      remedy: "Set one that is no longer needed back to Read-Write, or disable it.",
    };
  },
};

function notYet(detail: string): Answer {
  return { state: "not applicable", detail };
}

function unknown({ refusal }: Unreadable): Answer {
  return { state: "unknown", detail: refusal };
}

export const ENVIRONMENT_CHECKS: readonly Check[] = [
  administrationMode,
  solution,
  tablesReadable,
  currency,
  nonInteractiveLimit,
];
