import { foldSignInName } from "@bc-sales/dynamic-providers/declared";
import { ADMINISTRATOR_ACCOUNT, ENTRA_USER, INTEGRATION_USER_ACCOUNT, type Resource } from "./resource";
import { textOf } from "./values";

/** An account, as far as it is known who it is. */
export interface Account {
  /** As Entra compares it. */
  readonly signInName: string | undefined;
  readonly objectId: string | undefined;
  /** The component that is the account. */
  readonly component: string | undefined;
  /** The component, or else where it is declared first. */
  readonly urn: string;
}

/** Whether both are known to be the same. */
export function isSame(left: Account, right: Account): boolean {
  return (
    isEqual(left.component, right.component) ||
    isEqual(left.objectId, right.objectId) ||
    isEqual(left.signInName, right.signInName)
  );
}

/** The account that a resource is about; undefined when it names none. */
export function accountOf(resource: Resource): Account | undefined {
  const { props, urn } = resource;
  const signInName = textOf(resource.kind === ENTRA_USER ? props.userPrincipalName : props.signInName);
  const objectId = textOf(props.objectId);
  const component = isAccountComponent(resource)
    ? urn
    : isPart(resource, ADMINISTRATOR_ACCOUNT) || isPart(resource, INTEGRATION_USER_ACCOUNT)
      ? resource.parent
      : undefined;
  if (signInName === undefined && objectId === undefined && component === undefined) return undefined;
  return {
    signInName: signInName === undefined ? undefined : foldSignInName(signInName),
    objectId,
    component,
    urn: component ?? urn,
  };
}

/** Whether a resource is part of a component of that type. */
export function isPart(resource: Resource, component: string): boolean {
  return resource.within.includes(component);
}

/** The administrators of a stack: by component, by what readiness is asked of, by what is configured. */
export function administratorsOf(
  resources: readonly Resource[],
  signInNames: readonly string[] = [],
): Account[] {
  return accountsOf(resources, ADMINISTRATOR_ACCOUNT, "administrator", signInNames);
}

/** The integration users of a stack, likewise. */
export function integrationUsersOf(
  resources: readonly Resource[],
  signInNames: readonly string[] = [],
): Account[] {
  return accountsOf(resources, INTEGRATION_USER_ACCOUNT, "integrationUser", signInNames);
}

/** How an account is called in a message. */
export function nameOf(account: Account): string {
  return account.signInName ?? account.objectId ?? "the account";
}

/** Of which it is known that Business Central has connected with it. */
export function isConnected(user: Account, resources: readonly Resource[]): boolean {
  return resources.some((resource) => {
    if (resource.kind === "ConnectionReadiness") {
      const named = readinessAccount(resource, "integrationUser");
      return resource.props.connected === true && named !== undefined && isSame(named, user);
    }
    const account = resource.kind === "LicenseRelease" ? accountOf(resource) : undefined;
    return resource.props.release === true && account !== undefined && isSame(account, user);
  });
}

function accountsOf(
  resources: readonly Resource[],
  component: string,
  input: "administrator" | "integrationUser",
  signInNames: readonly string[],
): Account[] {
  const named = new Set(signInNames.map(foldSignInName));
  const found = resources.flatMap((resource) => {
    const account =
      resource.kind === "ConnectionReadiness" ? readinessAccount(resource, input) : accountOf(resource);
    if (account === undefined) return [];
    const counts =
      resource.kind === "ConnectionReadiness" ||
      resource.kind === component ||
      isPart(resource, component) ||
      (account.signInName !== undefined && named.has(account.signInName));
    return counts ? [account] : [];
  });
  return merged(found);
}

/** One account for all that is said of it. */
function merged(accounts: readonly Account[]): Account[] {
  return accounts.reduce<Account[]>((known, account) => {
    const others = known.filter((one) => !isSame(one, account));
    return [...others, known.filter((one) => isSame(one, account)).reduceRight(joined, account)];
  }, []);
}

function joined(later: Account, earlier: Account): Account {
  const component = earlier.component ?? later.component;
  return {
    signInName: earlier.signInName ?? later.signInName,
    objectId: earlier.objectId ?? later.objectId,
    component,
    urn: component ?? earlier.urn,
  };
}

function readinessAccount(readiness: Resource, input: string): Account | undefined {
  const named = readiness.props[input];
  if (typeof named !== "object" || named === null) return undefined;
  return accountOf({ ...readiness, kind: "", within: [], props: named as Record<string, unknown> });
}

function isAccountComponent({ kind }: Resource): boolean {
  return kind === ADMINISTRATOR_ACCOUNT || kind === INTEGRATION_USER_ACCOUNT;
}

function isEqual(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && left === right;
}
