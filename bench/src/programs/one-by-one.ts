// The same salespeople with a set of resources for each of them, as the accounts of the administrator are declared.
import {
  azureadProviderArgs,
  EnvironmentUser,
  InitialPassword,
  LicenseAssignment,
  readRoster,
  RoleAssignments,
} from "@bc-sales/dynamic-providers";
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { readDeclaration } from "../deployments/declaration";

const config = new pulumi.Config("bc-sales");
const { roles, licenses } = readDeclaration(config.require("declaration"));
const organizationUrl = config.require("organizationUrl");
const values = pulumi.runtime.allConfig();
const provider = new azuread.Provider("entra", azureadProviderArgs((key) => values[key], process.env).args);

for (const { signInName, displayName, department = "" } of readRoster(config.require("salespeopleFile"))
  .people) {
  const { password } = new InitialPassword(`${signInName}-password`, {});
  const account = new azuread.User(
    `${signInName}-account`,
    {
      userPrincipalName: signInName,
      displayName,
      department,
      password,
      forcePasswordChange: true,
      usageLocation: "US",
    },
    { provider },
  );
  const person = { organizationUrl, objectId: account.objectId, signInName };
  const license = new LicenseAssignment(`${signInName}-license`, { ...person, licenses: [...licenses] });
  const user = new EnvironmentUser(`${signInName}-user`, person, { dependsOn: license });
  new RoleAssignments(`${signInName}-roles`, { ...person, roles: [...roles] }, { dependsOn: user });
}
