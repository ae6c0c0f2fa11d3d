import {
  accessModeName,
  assessRoles,
  type BusinessUnit,
  causeOf,
  type EntraUser,
  type Environment,
  groupProblems,
  licensesOf,
  liveLicenses,
  type Memberships,
  partNumbersOf,
  planFor,
  type Problem,
  resolveLicenses,
  type Role,
  type SubscribedSku,
  type SystemUser,
} from "@bc-sales/dynamic-providers/inspect";
import { aspect, DEPLOY } from "./aspect";
import { businessUnit, profile, teams, usageLocation } from "./compare-person";
import type { AccountReport, Aspect, Finding } from "./report";
import type { AccountWish } from "./wishes";

/** What the tenant has, as far as accounts are compared with it. */
export interface Catalog {
  readonly environment: Environment;
  readonly roles: readonly Role[];
  readonly rootBusinessUnitId: string;
  readonly businessUnits: readonly BusinessUnit[];
  readonly memberships: Memberships;
  readonly skus: readonly SubscribedSku[];
}

/** An account as it was found. */
export interface FoundAccount {
  readonly account: EntraUser | undefined;
  readonly user: SystemUser | undefined;
}

/** One account beside what is wanted of it. Pure; decides with what the reconcilers decide with. */
export function compareAccount(wish: AccountWish, found: FoundAccount, catalog: Catalog): AccountReport {
  return {
    kind: wish.kind,
    signInName: wish.signInName,
    displayName: found.account?.displayName ?? "",
    aspects: [
      account(wish, found),
      ...profile(wish, found),
      ...usageLocation(wish, found),
      ...(wish.enabled ? inEnvironment(wish, found, catalog) : [absenceOrRest(found)]),
      licenses(wish, found, catalog),
    ],
  };
}

function inEnvironment(wish: AccountWish, found: FoundAccount, catalog: Catalog): Aspect[] {
  return [
    presence(wish, found, catalog),
    ...businessUnit(wish, found, catalog),
    ...(wish.accessMode === undefined ? [] : [accessMode(wish.accessMode, found)]),
    roles(wish, found, catalog),
    ...teams(wish, found, catalog),
  ];
}

function absenceOrRest({ user }: FoundAccount): Aspect {
  const state = user === undefined ? "not there" : user.disabled ? "disabled" : "enabled";
  const findings =
    state === "enabled"
      ? [{ message: "The user is enabled in the environment and is declared disabled.", remedy: DEPLOY }]
      : [];
  return aspect("environment", ["disabled"], [state], findings);
}

function account({ made, kind, enabled }: AccountWish, found: FoundAccount): Aspect {
  const findings: Finding[] = [];
  const { account: entra } = found;
  if (entra === undefined) {
    findings.push({
      message: "Entra has no account with this sign-in name.",
      remedy: made ? DEPLOY : "Correct the sign-in name, or make the account first.",
    });
  } else if (!entra.accountEnabled && enabled) {
    findings.push({
      message: "Sign-in of the Entra account is blocked.",
      remedy: "Unblock the account in Entra (Users > Edit > Account enabled).",
    });
  } else if (entra.userType === "Guest" && kind === "salesperson") {
    findings.push({
      message: "The account is a guest of the tenant.",
      remedy: "Use an account of the tenant's own.",
    });
  }
  const state = entra === undefined ? "none" : entra.accountEnabled ? "enabled" : "blocked";
  return aspect("account", ["enabled"], [state], findings);
}

function presence({ signInName }: AccountWish, found: FoundAccount, catalog: Catalog): Aspect {
  const { account: entra, user } = found;
  if (user === undefined)
    return aspect("environment", ["enabled"], ["not there"], [absence(signInName, entra, catalog)]);
  const findings = user.disabled
    ? [
        {
          message: "The user is disabled in the environment.",
          remedy:
            entra?.accountEnabled === false
              ? "Unblock the Entra account; the environment keeps the user disabled until then."
              : DEPLOY,
        },
      ]
    : [];
  return aspect("environment", ["enabled"], [user.disabled ? "disabled" : "enabled"], findings);
}

function absence(signInName: string, entra: EntraUser | undefined, { environment, skus }: Catalog): Finding {
  const admitted = entra?.accountEnabled === true && entra.licenses.length > 0;
  if (entra === undefined || (admitted && environment.securityGroupId === undefined)) {
    return { message: "The account is not in the environment.", remedy: DEPLOY };
  }
  const { message, remedy } = causeOf({
    signInName,
    account: entra,
    environment,
    refusedForLicense: false,
    partNumbers: new Map(skus.map((sku) => [sku.skuId, sku.skuPartNumber])),
  });
  return { message: message.replace(signInName, "The account"), remedy };
}

function accessMode(wanted: string, { user }: FoundAccount): Aspect {
  if (user === undefined) return aspect("access mode", [wanted], [], []);
  const found = accessModeName(user.accessMode);
  const findings =
    found === wanted ? [] : [{ message: `The access mode is ${found}, not ${wanted}.`, remedy: DEPLOY }];
  return aspect("access mode", [wanted], [found], findings);
}

function roles(wish: AccountWish, { user }: FoundAccount, catalog: Catalog): Aspect {
  const held = user?.roles ?? [];
  const { plan, problems } = assessRoles(
    { ...wish, mode: wish.roleMode },
    {
      held,
      businessUnitId: user?.businessUnitId ?? catalog.rootBusinessUnitId,
      roles: catalog.roles,
      granted: [],
    },
  );
  const findings = [
    ...plan.assign.map(({ name }) => ({
      message: `The security role "${name}" is missing.`,
      remedy: DEPLOY,
    })),
    ...plan.remove.map(({ name }) => ({
      message: `The security role "${name}" is held, and the stack's roles are authoritative.`,
      remedy: "Deploy the stack (`pulumi up`), which takes it away, or declare the role.",
    })),
    ...problems.map((problem) => withoutName(problem, wish.signInName)),
  ];
  return aspect("roles", wish.roles, held.map(({ name }) => name).sort(), findings);
}

function licenses(
  { licenses: wanted, released }: AccountWish,
  found: FoundAccount,
  { skus }: Catalog,
): Aspect {
  const named = resolveLicenses(wanted, skus);
  const given = resolveLicenses(released, skus);
  const { direct, inherited } =
    found.account === undefined ? { direct: [], inherited: [] } : licensesOf(found.account);
  const plan = planFor(named.licenses, found.account, []);
  const lacking = partNumbersOf(
    plan.add.map(({ skuId }) => skuId),
    skus,
  );
  const live = found.account === undefined ? [] : liveLicenses(wanted, [], found.account, skus);
  const unreleased = given.licenses
    .map(({ sku }) => sku)
    .filter(({ skuId }) => [...direct, ...inherited].includes(skuId));
  const findings = [
    ...lacking.map((name) => ({ message: `The licence ${name} is missing.`, remedy: DEPLOY })),
    ...(plan.change.length === 0
      ? []
      : live
          .filter((text) => !wanted.includes(text))
          .map((text) => ({
            message: `Other service plans are off than wanted: "${text}".`,
            remedy: DEPLOY,
          }))),
    ...groupProblems(plan, skus, "").map(({ message, remedy }) => ({ message, remedy })),
    ...unreleased.map(({ skuPartNumber }) => ({
      message: `The licence ${skuPartNumber} is still held and is to be released.`,
      remedy: DEPLOY,
    })),
    ...[...named.problems, ...given.problems].map(({ message, remedy }) => ({ message, remedy })),
  ];
  return aspect("licences", wanted, partNumbersOf([...direct, ...inherited], skus), findings);
}

function withoutName({ message, remedy }: Problem, signInName: string): Finding {
  return { message: message.replace(signInName, "The account"), remedy };
}
