import { AdministratorAccount, IntegrationUserAccount } from "@bc-sales/components";
import {
  AccessMode,
  ConnectionReadiness,
  InitialPassword,
  RoleAssignments,
  SalespeopleRoster,
  SYSTEM_ADMINISTRATOR,
} from "@bc-sales/dynamic-providers";
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { ADMINISTRATOR } from "./deployment";

/** A program of somebody's own, which uses parts of this project in ways that the project's own program does not. */
const config = new pulumi.Config("bc-sales");
const environment = { organizationUrl: config.require("organizationUrl") };

if (config.get("program") === "secretive") secretive();
else careless();

/** What it grants is known only when the account has been made. */
function secretive(): void {
  const user = account("late");
  new RoleAssignments("late-roles", {
    ...person(user),
    roles: user.objectId.apply((objectId) => [objectId === "" ? "Basic User" : SYSTEM_ADMINISTRATOR.name]),
  });
}

/** Breaks every policy that needs no configuration. */
function careless(): void {
  const shared = {
    create: { userPrincipalName: ADMINISTRATOR, displayName: "Both", onDestroy: "delete" },
  } as const;
  new AdministratorAccount("administrator", { environment, account: shared });
  new IntegrationUserAccount("shared-user", { environment, account: shared });

  new RoleAssignments("helper-roles", { ...person(account("helper")), roles: ["SYSTEM administrator "] });
  new SalespeopleRoster("salespeople", {
    ...environment,
    people: {
      "ida@contoso.onmicrosoft.com": {
        displayName: "Ida",
        licenses: [],
        roles: [SYSTEM_ADMINISTRATOR.templateId],
      },
    },
    forbidden: [],
    createMissing: true,
    mode: "authoritative",
    onRemoval: "delete",
    onDestroy: "delete",
  });

  const sync = person(account("sync"));
  new AccessMode("sync-mode", { ...sync, accessMode: "read-write" });
  new ConnectionReadiness("readiness", { ...environment, integrationUser: sync, connected: true });

  const withoutSecrets: pulumi.ResourceTransformation = ({ props, opts }) => ({
    props: props,
    opts: { ...opts, additionalSecretOutputs: [] },
  });
  new InitialPassword("plain-password", {}, { transformations: [withoutSecrets] });
}

function account(name: string): azuread.User {
  return new azuread.User(name, {
    userPrincipalName: `${name}@contoso.onmicrosoft.com`,
    displayName: name,
    password: new InitialPassword(`${name}-password`).password,
  });
}

function person({ objectId, userPrincipalName }: azuread.User) {
  return { ...environment, objectId, signInName: userPrincipalName };
}
