// A program like the project's own, of salespeople only: no azuread provider and no other account.
import { SalespersonAccounts } from "@bc-sales/components";
import { readRoster } from "@bc-sales/dynamic-providers";
import * as pulumi from "@pulumi/pulumi";
import { readDeclaration } from "../deployments/declaration";

const config = new pulumi.Config("bc-sales");
const { roles, licenses } = readDeclaration(config.require("declaration"));

new SalespersonAccounts("sales", {
  environment: { organizationUrl: config.require("organizationUrl") },
  people: [...readRoster(config.require("salespeopleFile")).people],
  createMissing: true,
  roles: [...roles],
  licenses: [...licenses],
  usageLocation: "US",
  onDestroy: "delete",
});
