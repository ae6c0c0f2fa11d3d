import { UNKNOWN } from "@bc-sales/dynamic-providers/declared";

/** A resource as the policies see it. */
export interface Resource {
  /** `RoleAssignments`, `SalespeopleRoster` … for this project's kinds; else the type token. */
  readonly kind: string;
  readonly urn: string;
  readonly name: string;
  /** Name of the stack, without organization and project. */
  readonly stack: string;
  /** Type tokens of the components that it is part of, the outermost first. */
  readonly within: readonly string[];
  /** URN of the component or stack that it is a child of; undefined for a stack. */
  readonly parent: string | undefined;
  /** Plain values without secrets' wrapping; what is not known yet is `UNKNOWN`. Inputs, or outputs in a look at a whole stack. */
  readonly props: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  /** Outputs that the engine keeps as secrets whatever the provider says. */
  readonly secretOutputs: readonly string[];
}

/** What the policy SDK says of a resource, one by one or in a stack. */
export interface SdkResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: Record<string, unknown>;
  readonly opts: {
    readonly protect: boolean;
    readonly additionalSecretOutputs: readonly string[];
    readonly parent?: string;
  };
}

export const STACK = "pulumi:pulumi:Stack";
export const ENTRA_USER = "azuread:index/user:User";
export const ADMINISTRATOR_ACCOUNT = "bcsales:index:AdministratorAccount";
export const INTEGRATION_USER_ACCOUNT = "bcsales:index:IntegrationUserAccount";

const DYNAMIC_KIND = "pulumi-nodejs:dynamic/bcsales:";

/** Reads what the SDK hands over; values of resources that are none of this project's business stay unread. */
export function resourceOf({ type, urn, name, props, opts }: SdkResource): Resource {
  const kind = type.startsWith(DYNAMIC_KIND) ? type.slice(DYNAMIC_KIND.length) : type;
  const isOurs = kind !== type || kind === ENTRA_USER || kind.startsWith("bcsales:");
  // urn:pulumi:STACK::PROJECT::TYPE$TYPE::NAME
  const [start = "", , types = ""] = urn.split("::");
  return {
    kind,
    urn,
    name,
    stack: start.split(":")[2] ?? "",
    within: types.split("$").slice(0, -1),
    parent: opts.parent,
    props: isOurs ? (readable(props) as Record<string, unknown>) : {},
    protect: opts.protect,
    secretOutputs: [...opts.additionalSecretOutputs],
  };
}

/** A copy as plain values. The SDK throws where something reads a value that is not known before the deployment. */
function readable(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const read = (key: string | number) => {
    try {
      return readable((value as Record<string | number, unknown>)[key]);
    } catch {
      return UNKNOWN;
    }
  };
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => read(index));
  return Object.fromEntries(Object.keys(value).map((key) => [key, read(key)]));
}
