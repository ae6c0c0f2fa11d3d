import type { SalesIntegrationArgs } from "@bc-sales/components";
import { type DeclaredProgram, declaredBy } from "../deployment/declared";
import { ADMINISTRATOR, INTEGRATION_USER, SALES } from "./cast";
import type { Beginning, Declaration } from "./schedule";

/** A program's declarations follow from its arguments alone; schedules meet the same ones again and again. */
const known = new Map<string, Promise<DeclaredProgram>>();

/** What the components declare for a team's declaration. */
export function programOf(
  declaration: Declaration,
  beginning: Beginning,
  organizationUrl: string,
): Promise<DeclaredProgram> {
  const args = argsOf(declaration, beginning, organizationUrl);
  const key = JSON.stringify(args);
  const program = known.get(key) ?? declaredBy(args);
  known.set(key, program);
  return program;
}

function argsOf(
  declaration: Declaration,
  beginning: Beginning,
  organizationUrl: string,
): SalesIntegrationArgs {
  const { onDestroy, authoritative, licensed } = declaration;
  const account = (signInName: string, origin: "existing" | "made") =>
    origin === "existing"
      ? { existing: signInName }
      : { create: { userPrincipalName: signInName, displayName: signInName, onDestroy } };
  const common = {
    roleMode: authoritative ? ("authoritative" as const) : ("additive" as const),
    usageLocation: "US",
  };
  return {
    environment: { organizationUrl },
    ...(beginning.administrator === "none"
      ? {}
      : {
          administrator: {
            ...common,
            account: account(ADMINISTRATOR, beginning.administrator),
            licenses: [SALES],
          },
        }),
    integrationUser: {
      ...common,
      account: account(INTEGRATION_USER, beginning.integrationUser),
      licenses: [SALES],
      connectionEstablished: declaration.connected,
      releaseLicense: declaration.release,
    },
    salespeople: {
      ...common,
      people: declaration.people.map((signInName) => ({
        ...{ signInName, displayName: signInName },
        ...(declaration.disabled.includes(signInName) ? { enabled: false } : {}),
      })),
      createMissing: declaration.createSalespeople,
      roles: [...declaration.salespeopleRoles],
      licenses: licensed ? [SALES] : [],
      onRemoval: declaration.onRemoval,
      onDestroy: onDestroy === "delete" ? "delete" : "revoke",
    },
  };
}
