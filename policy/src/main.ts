import { dirname } from "node:path";
import { assertFresh } from "@bc-sales/dynamic-providers/declared";
import { PolicyPack } from "@pulumi/policy";
import { policyOf } from "./policy";
import { RULES } from "./rules";

assertFresh({ directory: dirname(__dirname), sources: ["src"], output: "dist" });

new PolicyPack("bc-sales", {
  displayName: "Business Central and Dynamics 365 Sales accounts",
  policies: RULES.map(policyOf),
});
