import {
  ADMINISTRATOR_ACCOUNT,
  INTEGRATION_USER_ACCOUNT,
  type Resource,
  type SdkResource,
  resourceOf,
} from "../resource";

export const ENVIRONMENT = "https://contoso.crm4.dynamics.com";

type Props = Record<string, unknown>;
type Options = Partial<SdkResource["opts"]> & { readonly stack?: string };

/** Types of this project without their prefix, others as they are. */
function token(kind: string): string {
  return kind.includes(":") ? kind : `pulumi-nodejs:dynamic/bcsales:${kind}`;
}

/** A resource of its own, as the SDK hands it over. */
export function resource(kind: string, name: string, props: Props, options: Options = {}): Resource {
  const { stack = "prod", ...opts } = options;
  const type = token(kind);
  const urn = `urn:pulumi:${stack}::bc-sales::${type}::${name}`;
  return resourceOf({
    type,
    urn,
    name,
    props,
    opts: { protect: false, additionalSecretOutputs: [], ...opts },
  });
}

/** A roster of these people, of whom only roles and licences count; `UNKNOWN` stands for one who is not known yet. */
export function roster(people: Readonly<Record<string, object | string>>): Resource {
  // As the resource's class hands people to the engine.
  const texts = Object.entries(people).map(([signInName, person]) => [
    signInName,
    typeof person === "string" ? person : JSON.stringify(person),
  ]);
  return resource("SalespeopleRoster", "roster", { people: Object.fromEntries(texts) as object });
}

/** A component that is an account, and what it consists of. */
function account(component: string, name: string, props: Props, parts: readonly Resource[]): Resource[] {
  const whole = resource(component, name, props);
  return [whole, ...parts.map((part) => ({ ...part, within: [component], parent: whole.urn }))];
}

export function administrator(parts: readonly Resource[], props: Props = {}): Resource[] {
  return account(ADMINISTRATOR_ACCOUNT, "administrator", props, parts);
}

export function integrationUser(parts: readonly Resource[], props: Props = {}): Resource[] {
  return account(INTEGRATION_USER_ACCOUNT, "integration-user", props, parts);
}
