import { containsUnknown, isUnknown } from "../../adapter/unknown";
import type { Depth } from "../../permissions/depths";
import { MINIMUM_ROLES, type MinimumRole } from "../../permissions/tables";
import { DEFAULT_VERSION, PRODUCT_VERSIONS, type ProductVersion } from "../../permissions/versions";
import type { Problem } from "../../problems";
import { blankNames, missingInputs, notOneOf } from "../inputs";
import { checkOrganizationUrl } from "../organization-url";
import { checkIdentity } from "../person";

export const ON_DRIFT = ["verify", "fail", "repair"] as const;

/** What happens when permissions are missing: a warning, the end of the deployment, or their repair. */
export type OnDrift = (typeof ON_DRIFT)[number];

export interface MinimumPermissionsInputs {
  readonly organizationUrl: string;
  readonly environmentId?: string;
  readonly minimum: readonly MinimumRole[];
  readonly version: ProductVersion;
  readonly role?: string;
  readonly objectId?: string;
  readonly signInName?: string;
  readonly onDrift: OnDrift;
  readonly createIfMissing: boolean;
  readonly onDestroy: "keep" | "revoke";
  readonly required: boolean;
  /** What the next deployment gives, a line each. A program wants none: a refresh puts in what it finds. */
  readonly shortfall: readonly string[];
}

/** A privilege that a repair gave to a role. */
export interface Added {
  readonly privilegeId: string;
  readonly name: string;
  readonly depth: Depth;
  /** The level held before; "" when it was not held. */
  readonly before: Depth | "";
}

export interface MinimumPermissionsState extends MinimumPermissionsInputs {
  /** The role's or the user's name. */
  readonly subject: string;
  /** Id of the role in the root business unit, "" for a user and for a role that does not exist. */
  readonly roleId: string;
  readonly satisfied: boolean;
  readonly missing: readonly string[];
  readonly added: readonly Added[];
  /** Whether this stack made the role. */
  readonly created: boolean;
}

export const INPUTS = [
  "organizationUrl",
  "environmentId",
  "minimum",
  "version",
  "role",
  "objectId",
  "signInName",
  "onDrift",
  "createIfMissing",
  "onDestroy",
  "required",
  "shortfall",
] as const;

/** Inputs whose change means another role, another user or another environment. */
export const REPLACING = ["organizationUrl", "role", "objectId"] as const;

const DEFAULTS = {
  version: DEFAULT_VERSION,
  onDrift: "verify",
  createIfMissing: false,
  onDestroy: "keep",
  required: true,
} as const;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Fills in defaults, and lists what can be seen to be wrong without the tenant. */
export function checkMinimumPermissions(given: MinimumPermissionsInputs): {
  readonly inputs: MinimumPermissionsInputs;
  readonly problems: readonly Problem[];
} {
  const whole: MinimumPermissionsInputs = { ...DEFAULTS, ...given, shortfall: [] };
  const missing = missingInputs(whole, ["organizationUrl", "minimum"]);
  if (missing.length > 0) return { inputs: whole, problems: missing };
  const { organizationUrl, problems } = checkOrganizationUrl(whole.organizationUrl);
  const target = checkTarget(whole);
  return {
    inputs: { ...target.inputs, organizationUrl },
    problems: [
      ...problems,
      ...target.problems,
      ...minimumProblems(whole.minimum),
      ...notOneOf("version", whole.version, PRODUCT_VERSIONS),
      ...notOneOf("onDrift", whole.onDrift, ON_DRIFT),
      ...notOneOf("onDestroy", whole.onDestroy, ["keep", "revoke"]),
    ],
  };
}

function minimumProblems(minimum: unknown): readonly Problem[] {
  if (containsUnknown(minimum)) return [];
  if (!Array.isArray(minimum) || minimum.length === 0) {
    const remedy = `Name at least one of ${MINIMUM_ROLES.map((one) => `"${one}"`).join(", ")}.`;
    return [{ where: "minimum", message: "No minimum is named.", remedy }];
  }
  return minimum.flatMap((one, index) => notOneOf(`minimum[${String(index)}]`, one, MINIMUM_ROLES));
}

function checkTarget(inputs: MinimumPermissionsInputs): {
  readonly inputs: MinimumPermissionsInputs;
  readonly problems: readonly Problem[];
} {
  const { role, objectId, signInName, onDrift, createIfMissing } = inputs;
  const isUser = objectId !== undefined;
  // In preview it may be unknown, which is a text.
  const makesRole = (createIfMissing as unknown) === true;
  if (isUser === (role !== undefined)) {
    const message = isUser ? "Both a role and a user are named." : "Neither a role nor a user is named.";
    return refused(inputs, "role", message, "Give either role, or objectId and signInName.");
  }
  if (!isUser) {
    const blank = blankNames("role", [role]).map((problem) => ({ ...problem, where: "role" }));
    if (makesRole && !isUnknown(role) && GUID.test(role ?? "")) {
      return refused(
        inputs,
        "createIfMissing",
        `"${role ?? ""}" is an id, and a role that is made gets an id of its own.`,
        "Name the role by the name that it is to have.",
      );
    }
    return { inputs, problems: blank };
  }
  if (onDrift === "repair" || makesRole) {
    return refused(
      inputs,
      onDrift === "repair" ? "onDrift" : "createIfMissing",
      "A user's privileges come from roles, and only roles can be repaired.",
      'Verify the user, and declare another MinimumPermissions with onDrift "repair" for the role that the user holds.',
    );
  }
  const identity = checkIdentity({ objectId, signInName: signInName ?? "" });
  return { inputs: { ...inputs, ...identity.inputs }, problems: identity.problems };
}

function refused(inputs: MinimumPermissionsInputs, where: string, message: string, remedy: string) {
  return { inputs, problems: [{ where, message, remedy }] };
}
