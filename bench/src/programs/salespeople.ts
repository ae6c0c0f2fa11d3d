// A program like the project's own, of salespeople only: no azuread provider and no other account.
import { SalespersonAccounts } from "@bc-sales/components";
import { readRoster } from "@bc-sales/dynamic-providers";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config("bc-sales");

new SalespersonAccounts("sales", {
  environment: { organizationUrl: config.require("organizationUrl") },
  people: [...readRoster(config.require("salespeopleFile")).people],
  createMissing: true,
  roles: config.requireObject<string[]>("salespeopleRoles"),
  licenses: config.requireObject<string[]>("salespeopleLicenses"),
  usageLocation: config.require("usageLocation"),
  onDestroy: "delete",
});
