import type { Problem } from "../../problems";
import type { CheckResult } from "../../readiness/check";
import { type Authentication, AUTHENTICATIONS, type Connection, CONNECTIONS } from "../../readiness/facts";
import { missingInputs, notOneOf } from "../inputs";
import { checkOrganizationUrl } from "../organization-url";
import { checkIdentity, type IdentityInputs } from "../person";

export interface ConnectionReadinessInputs {
  readonly organizationUrl: string;
  readonly environmentId?: string;
  readonly integrationUser: IdentityInputs;
  readonly administrator?: IdentityInputs;
  readonly connection: Connection;
  readonly authentication: Authentication;
  readonly connected: boolean;
  readonly localCurrency?: string;
  readonly requireReady: boolean;
}

export interface ConnectionReadinessState extends ConnectionReadinessInputs {
  readonly ready: boolean;
  readonly checks: readonly CheckResult[];
}

export const INPUTS = [
  "organizationUrl",
  "environmentId",
  "integrationUser",
  "administrator",
  "connection",
  "authentication",
  "connected",
  "localCurrency",
  "requireReady",
] as const;

const DEFAULTS = {
  connection: "sales",
  authentication: "office365",
  connected: false,
  requireReady: false,
} as const;

/** Fills in defaults, and lists what can be seen to be wrong without the tenant. */
export function checkConnectionReadiness(given: ConnectionReadinessInputs): {
  readonly inputs: ConnectionReadinessInputs;
  readonly problems: readonly Problem[];
} {
  const whole = { ...DEFAULTS, ...given };
  const missing = missingInputs(whole, ["organizationUrl", "integrationUser"]);
  if (missing.length > 0) return { inputs: whole, problems: missing };
  const { organizationUrl, problems } = checkOrganizationUrl(whole.organizationUrl);
  const accounts = [
    ...within("integrationUser", whole.integrationUser),
    ...(whole.administrator === undefined ? [] : within("administrator", whole.administrator)),
  ];
  return {
    inputs: { ...whole, organizationUrl },
    problems: [
      ...problems,
      ...accounts,
      ...notOneOf("connection", whole.connection, CONNECTIONS),
      ...notOneOf("authentication", whole.authentication, AUTHENTICATIONS),
    ],
  };
}

function within(where: string, identity: IdentityInputs): readonly Problem[] {
  return checkIdentity(identity).problems.map((problem) => ({
    ...problem,
    where: `${where}.${problem.where}`,
  }));
}
