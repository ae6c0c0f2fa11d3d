import type { Route } from "../http/types";
import { theEnvironment } from "../rules/entitlement";
import { readQuery } from "./check-query";
import { seenRolesOfTeam, seenRolesOfUser } from "./held-roles";
import { parsePreferences } from "./preferences";
import { contextOf, project } from "./project";
import { dataverseRoute, type Call } from "./route";
import { selectRows } from "./select-rows";
import { roles } from "./tables/roles";
import { teamMembers } from "./tables/teams";

const whoAmI = (path: string): Route =>
  dataverseRoute(
    {
      method: "GET",
      path,
      evidence: "observed",
      source: "recorded in the tests of microsoft/terraform-provider-power-platform",
    },
    ({ caller, sandbox, root }) => ({
      status: 200,
      body: {
        "@odata.context": `${root}$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
        BusinessUnitId: caller.businessunitid,
        UserId: caller.systemuserid,
        OrganizationId: theEnvironment(sandbox).organizationId,
      },
    }),
  );

/** Functions that are bound to no row. */
export const functionRoutes: readonly Route[] = [
  whoAmI("WhoAmI"),
  whoAmI("WhoAmI()"),
  dataverseRoute(
    {
      method: "GET",
      path: "RetrieveAadUserRoles(DirectoryObjectId={objectid})",
      evidence: "documented",
      source:
        "learn.microsoft.com, Dataverse: Working with Microsoft Entra ID group teams; that a user without a row has no roles is assumed",
    },
    (call) => {
      const query = readQuery(roles, call.request.query);
      const { includeAnnotations } = parsePreferences(call.request.headers.prefer);
      const rows = aadUserRoles(call).flatMap((id) => roles.find(id, call.sandbox) ?? []);
      return {
        status: 200,
        body: {
          "@odata.context": `${call.root}$metadata#${contextOf(roles, query)}`,
          value: selectRows(rows, query)
            .slice(0, query.top)
            .map((row) => project(row, query, { sandbox: call.sandbox, includeAnnotations })),
        },
      };
    },
  ),
];

/** `team.teamtype` of teams that stand for a group of Entra: Security Group, Office Group. */
const groupTeams: readonly number[] = [2, 3];

/** Held directly, or through teams that stand for a group of Entra. */
function aadUserRoles({ params, sandbox }: Call): string[] {
  const user = sandbox.store.systemUserByObjectId((params.objectid ?? "").toLowerCase());
  if (user === undefined) return [];
  const throughGroups = [...sandbox.store.all("teams")].filter(
    (team) => groupTeams.includes(team.teamtype) && teamMembers(team, sandbox).includes(user.systemuserid),
  );
  const inherited = throughGroups.flatMap((team) => seenRolesOfTeam(team, sandbox));
  return [...new Set([...seenRolesOfUser(user, sandbox), ...inherited])];
}
