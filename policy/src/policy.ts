import { formatProblem, quotedList } from "@bc-sales/dynamic-providers/declared";
import type {
  PolicyResource,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { resourceOf, STACK } from "./resource";
import type { Rule, Violation } from "./rule";

/** A rule as the policy SDK takes it; both kinds at once where the rule looks at resources and at the whole stack. */
export function policyOf(rule: Rule): ResourceValidationPolicy | StackValidationPolicy {
  const { name, description, enforcementLevel, severity, remedy, resource: judgeOne, stack: judgeAll } = rule;
  return {
    name,
    description,
    enforcementLevel,
    severity,
    remediationSteps: remedy,
    ...(rule.config === undefined ? {} : { configSchema: { properties: rule.config } }),
    ...(judgeOne === undefined
      ? {}
      : {
          validateResource: (args: ResourceValidationArgs, report: ReportViolation) => {
            const config = args.getConfig();
            // Once a deployment.
            if (args.type === STACK) tell(strayConfig(rule, config), report);
            tell(judgeOne(resourceOf(args), config), report);
          },
        }),
    ...(judgeAll === undefined
      ? {}
      : {
          validateStack: (
            args: { resources: PolicyResource[]; getConfig(): object },
            report: ReportViolation,
          ) => {
            const config = args.getConfig();
            if (judgeOne === undefined) tell(strayConfig(rule, config), report);
            // The engine hands them over in any order.
            const resources = args.resources
              .map(inStack)
              .sort((one, other) => (one.urn < other.urn ? -1 : 1));
            tell(judgeAll(resources, config), report);
          },
        }),
  };
}

function inStack({ type, urn, name, props, opts, parent }: PolicyResource) {
  const parentUrn = parent?.urn ?? opts.parent;
  return resourceOf({
    ...{ type, urn, name, props },
    opts: { ...opts, ...(parentUrn === undefined ? {} : { parent: parentUrn }) },
  });
}

function tell(violations: readonly Violation[], report: ReportViolation): void {
  for (const violation of violations) report(formatProblem(violation), violation.urn);
}

/** The engine checks the values of what it knows and keeps quiet about the rest, such as a misspelled name. */
export function strayConfig(
  { name, config = {} }: Pick<Rule, "name" | "config">,
  given: object,
): Violation[] {
  const known = Object.keys(config);
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      where: `${name}.${key}`,
      message: "The policy takes no such configuration.",
      remedy: known.length === 0 ? "Take it out." : `Use ${quotedList(known)}, or take it out.`,
    }));
}
