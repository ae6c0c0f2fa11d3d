/** The outputs of the stack that the summary speaks of. */
export interface StackOutputs {
  readonly environment?: { readonly displayName: string };
  readonly administrator?: Account;
  readonly integrationUser?: Account & { readonly accessMode: string };
  readonly salespeople?: Readonly<
    Record<string, { readonly rolesInEffect?: readonly string[]; readonly enabled?: boolean }>
  >;
  readonly permissions?: readonly PermissionReport[];
  readonly readiness?: ReadinessReport;
  readonly guards?: readonly string[];
}

interface PermissionReport {
  readonly subject: string;
  readonly satisfied: boolean;
  readonly missing: readonly string[];
}

interface ReadinessReport {
  readonly checks: readonly {
    readonly id: string;
    readonly state: string;
    readonly detail: string;
    readonly remedy: string;
  }[];
}

interface Account {
  readonly signInName: string;
  readonly roles: readonly string[];
}

/** Of more people only the number is told. */
const PEOPLE_SHOWN = 20;

/** What a newcomer reads after `npm run up`. */
export function summary(outputs: StackOutputs, page: string): string {
  const { administrator, integrationUser, salespeople } = outputs;
  const people = Object.entries(salespeople ?? {});
  return [
    "",
    `Accounts in ${outputs.environment?.displayName ?? "the environment"} now:`,
    ...(administrator
      ? [`  administrator     ${administrator.signInName}: ${administrator.roles.join(", ")}`]
      : []),
    ...(integrationUser
      ? [
          `  integration user  ${integrationUser.signInName}: ${integrationUser.roles.join(", ")}; ${integrationUser.accessMode}`,
        ]
      : []),
    ...people
      .slice(0, PEOPLE_SHOWN)
      .map(([name, { rolesInEffect = [], enabled = true }], index) =>
        [
          index === 0 ? "  salespeople       " : "                    ",
          name,
          `: ${rolesInEffect.join(", ")}`,
          enabled ? "" : "; disabled",
        ].join(""),
      ),
    ...(people.length > PEOPLE_SHOWN
      ? [
          `                    and ${String(people.length - PEOPLE_SHOWN)} more: npm run pulumi -- stack output salespeople`,
        ]
      : []),
    "",
    ...permissionLines(outputs.permissions ?? []),
    ...readinessLines(outputs.readiness),
    "Verified on every deployment:",
    ...(outputs.guards ?? []).map((guard) => `  - ${guard}`),
    "",
    `Look at the tenant: ${page} (a browser warns of the certificate, which is the sandbox's own)`,
    "",
    "Try next:",
    "  npm run preview                                              what somebody changed by hand since",
    integrationUser?.accessMode === "non-interactive"
      ? "  npm run pulumi -- config set connectionEstablished false     then npm run up: Read-Write access mode again"
      : "  npm run pulumi -- config set connectionEstablished true      then npm run up: Non-interactive access mode",
    "  npm run down                                                 takes everything back and stops the sandbox",
    "",
  ].join("\n");
}

/** The minimum permissions of each role and user, with what is missing. */
function permissionLines(reports: readonly PermissionReport[]): string[] {
  if (reports.length === 0) return [];
  return [
    "Minimum permissions:",
    ...reports.flatMap(({ subject, satisfied, missing }) =>
      satisfied
        ? [`  ${subject}: nothing is missing`]
        : [`  ${subject}:`, ...missing.map((one) => `    - ${one}`)],
    ),
    "",
  ];
}

/** How Business Central would find the connection: counts, and a line for each check that fails. */
function readinessLines(report: ReadinessReport | undefined): string[] {
  if (report === undefined) return [];
  const count = (state: string) => report.checks.filter((check) => check.state === state).length;
  const counts = ["ok", "failed", "not applicable", "unknown"]
    .filter((state) => count(state) > 0)
    .map((state) => `${String(count(state))} ${state}`);
  return [
    `Readiness of the connection: ${counts.join(", ")}`,
    ...report.checks
      .filter(({ state }) => state === "failed")
      .map(({ id, detail, remedy }) => `    - ${id}: ${detail} ${remedy}`),
    "",
  ];
}
