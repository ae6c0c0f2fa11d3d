import type { FaultRule } from "@bc-sales/sandbox";
import type { Beginning, Declaration, DeploymentPlan, HandChange, Schedule, Standing } from "./schedule";

/** A schedule as a story that a person can follow. */
export function inWords({ beginning, deployments, destroys }: Schedule): string[] {
  return [
    `The tenant: ${beginningInWords(beginning)}`,
    ...deployments.flatMap((plan, index) => deploymentInWords(plan, index + 1)),
    `Then nothing fails any more: deployed until nothing changes${destroys ? ", and destroyed" : ""}.`,
  ];
}

function beginningInWords(beginning: Beginning): string {
  const { administrator, integrationUser, newcomers, roles, nonInteractive } = beginning;
  const delays = [
    ["licences arrive after", beginning.licenseDelay],
    ["users arrive after", beginning.addUserDelay],
    ["the sync runs every", beginning.syncInterval],
  ] as const;
  return list([
    `the administrator is ${administrator === "none" ? "not declared" : administrator}`,
    `the integration user is ${integrationUser}`,
    `who is existing ${standingInWords(beginning.standing)}`,
    ...Object.entries(newcomers)
      .filter(([, standing]) => standing !== "absent")
      .map(([name, standing]) => `${short(name)} ${standingInWords(standing)}`),
    ...roles.map(({ who, role }) => `${short(who)} has "${role}" if in the environment`),
    `${String(nonInteractive + 1)} non-interactive users of others`,
    ...delays.filter(([, seconds]) => seconds > 0).map(([what, seconds]) => `${what} ${String(seconds)} s`),
  ]);
}

function standingInWords(standing: Standing): string {
  return standing === "account" ? "has an account" : `is ${standing}`;
}

function deploymentInWords(plan: DeploymentPlan, number: number): string[] {
  const { byHand, declaration, faults, faultSeed, killAfter, isParallel } = plan;
  return [
    ...byHand.map((change) => `By hand: ${handInWords(change)}.`),
    `Deployment ${String(number)}${isParallel ? ", in parallel" : ""}: ${declarationInWords(declaration)}`,
    ...faults.map((rule) => `  fault: ${faultInWords(rule)} (seed ${String(faultSeed)})`),
    ...(killAfter === undefined ? [] : [`  killed when it has sent ${String(killAfter)} requests`]),
  ];
}

function declarationInWords(declaration: Declaration): string {
  const { people, createSalespeople, salespeopleRoles, licensed, connected, release } = declaration;
  const disabled = people.filter((name) => declaration.disabled.includes(name));
  return list([
    `salespeople ${people.map(short).join(", ") || "none"} with ${salespeopleRoles.join(" and ")}`,
    ...(disabled.length > 0 ? [`${disabled.map(short).join(", ")} disabled`] : []),
    createSalespeople ? "made where missing" : "who must exist",
    licensed ? "licensed" : "without licences",
    connected ? "connected" : "not connected",
    ...(release ? ["licence released"] : []),
    declaration.authoritative ? "authoritative" : "additive",
    `onRemoval ${declaration.onRemoval}`,
    `onDestroy ${declaration.onDestroy}`,
  ]);
}

function handInWords(change: HandChange): string {
  switch (change.kind) {
    case "grant":
      return `${short(change.who)} gets "${change.role}"`;
    case "take":
      return `${short(change.who)} loses "${change.role}"`;
    case "fill":
      return "seven users of others are non-interactive";
    case "make-administrator":
      return "the integration user gets System Administrator";
    default:
      return `${change.kind} ${short(change.who)}`;
  }
}

function faultInWords({ service, method, parts, from, times, probability, effect }: FaultRule): string {
  const what = [service ?? "any service", method ?? "", parts === true ? "in batches" : ""].filter(Boolean);
  const { kind, ...details } = effect;
  const more = Object.values(details).map(String).join(" ");
  return (
    `${kind}${more === "" ? "" : ` ${more}`} for ${what.join(" ")}, from request ${String(from ?? 1)} on, ` +
    `${String(times ?? "any number of")} times${probability === 0.5 ? ", every other one by chance" : ""}`
  );
}

function short(signInName: string): string {
  return signInName.slice(0, signInName.indexOf("@"));
}

function list(parts: readonly string[]): string {
  return `${parts.join("; ")}.`;
}
