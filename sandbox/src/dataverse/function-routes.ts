import type { Route } from "../http/types";
import { theEnvironment } from "../rules/entitlement";
import { nonInteractive } from "../rules/sync";
import { readQuery } from "./check-query";
import { seenRolesOfTeam, seenRolesOfUser } from "./held-roles";
import { parsePreferences } from "./preferences";
import { contextOf, project } from "./project";
import { dataverseRoute, type Call } from "./route";
import { selectRows } from "./select-rows";
import { roles } from "./tables/roles";
import { isGroupTeam, isInGroupOf, isMember } from "./tables/teams";

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
      path: "RetrieveOrganizationResources()",
      evidence: "assumed",
      source:
        "learn.microsoft.com, OrganizationResources ComplexType (previous versions): the properties; that the current version answers it, and all numbers but those of users, are assumed",
    },
    (call) => ({
      status: 200,
      body: {
        "@odata.context": `${call.root}$metadata#Microsoft.Dynamics.CRM.RetrieveOrganizationResourcesResponse`,
        OrganizationResources: organizationResources(call),
      },
    }),
  ),
  dataverseRoute(
    {
      method: "GET",
      path: "RetrieveAadUserRoles(DirectoryObjectId={objectid})",
      covers: "roles held directly and through teams of Entra groups",
      evidence: "documented",
      source:
        "learn.microsoft.com, Dataverse: Work with Microsoft Entra ID group teams; the columns of the team that it shows besides are left out",
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
            .map((row) =>
              project(row, query, { sandbox: call.sandbox, root: call.root, includeAnnotations }),
            ),
        },
      };
    },
  ),
];

/** Held directly, or through teams that stand for a group of Entra; those also without a row (same page). */
function aadUserRoles({ params, sandbox }: Call): string[] {
  const objectId = (params.objectid ?? "").toLowerCase();
  const user = sandbox.store.systemUserByObjectId(objectId);
  const throughGroups = [...sandbox.store.all("teams")].filter(
    (team) =>
      isGroupTeam(team) &&
      (user === undefined ? isInGroupOf(objectId, team, sandbox) : isMember(user, team, sandbox)),
  );
  const inherited = throughGroups.flatMap((team) => seenRolesOfTeam(team, sandbox));
  return [...new Set([...(user === undefined ? [] : seenRolesOfUser(user, sandbox)), ...inherited])];
}

/** What the limit of non-interactive users is counted by; what the sandbox has nothing of is 0. */
function organizationResources({ sandbox: { store, settings } }: Call): Record<string, number> {
  const enabled = [...store.all("systemusers")].filter((user) => !user.isdisabled);
  const people = enabled.filter((user) => user.applicationid === null);
  const nonInteractiveUsers = people.filter((user) => user.accessmode === nonInteractive).length;
  return {
    CurrentNumberOfActiveUsers: people.length - nonInteractiveUsers,
    MaxNumberOfActiveUsers: -1,
    CurrentNumberOfNonInteractiveUsers: nonInteractiveUsers,
    MaxNumberOfNonInteractiveUsers: settings.maxNonInteractiveUsers,
    CurrentNumberOfCustomEntities: 0,
    MaxNumberOfCustomEntities: -1,
    CurrentNumberOfPublishedWorkflows: 0,
    MaxNumberOfPublishedWorkflows: -1,
    CurrentStorage: 0,
    MaxStorage: -1,
  };
}
