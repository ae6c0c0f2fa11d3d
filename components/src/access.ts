import { EnvironmentUser, LicenseAssignment, RoleAssignments } from "@bc-sales/dynamic-providers";
import type * as pulumi from "@pulumi/pulumi";
import type { Identity } from "./account";
import { environmentDependency, environmentInputs, type EnvironmentArgs } from "./environment";

/** What every account that is declared by itself can be given. */
export interface AccessArgs {
  /**
   * Security roles by display name, role template id or role id.
   */
  readonly roles?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * `additive` (default) keeps the roles that Business Central and others granted; `authoritative` takes them
   * away, and preview says which.
   */
  readonly roleMode?: pulumi.Input<"additive" | "authoritative">;
  /** Licences by SKU part number, e.g. `DYN365_ENTERPRISE_SALES`. Default: licences are not managed. */
  readonly licenses?: pulumi.Input<pulumi.Input<string>[]>;
  /** Two-letter country (ISO 3166-1) of use; needed before a licence can be assigned. */
  readonly usageLocation?: pulumi.Input<string>;
}

/** The rules for roles and licences that differ between the kinds of accounts. */
export interface AccessRules {
  readonly roles: pulumi.Input<pulumi.Input<string>[]>;
  /** Roles that the account must never hold. */
  readonly forbidden?: string[];
  readonly nonAdministrativeRoleRequired?: boolean;
  /** Whether the licences are to be there now. Default: true. */
  readonly licensesRequired?: pulumi.Input<boolean>;
}

/** The inputs by which all resources of one account find it. */
export function personInputs(environment: EnvironmentArgs, identity: Identity) {
  return {
    ...environmentInputs(environment),
    objectId: identity.objectId,
    signInName: identity.signInName,
  };
}

/** `usageLocation` as an input, absent when it is not given. */
export function usageLocationInput(usageLocation: pulumi.Input<string> | undefined): {
  usageLocation?: pulumi.Input<string>;
} {
  return usageLocation === undefined ? {} : { usageLocation };
}

/** Licence, presence in the environment and roles of one account, each after the other, as children of `parent`. */
export function accessOf(
  name: string,
  person: ReturnType<typeof personInputs>,
  args: AccessArgs & { readonly environment: EnvironmentArgs },
  rules: AccessRules,
  parent: pulumi.ComponentResource,
): { readonly user: EnvironmentUser; readonly roles: RoleAssignments } {
  const license =
    args.licenses === undefined
      ? []
      : [
          new LicenseAssignment(
            `${name}-license`,
            {
              ...person,
              licenses: args.licenses,
              required: rules.licensesRequired ?? true,
              ...usageLocationInput(args.usageLocation),
            },
            // It names no environment, and must wait all the same for what the environment refuses.
            { parent, dependsOn: environmentDependency(args.environment) },
          ),
        ];
  const user = new EnvironmentUser(`${name}-user`, person, { parent, dependsOn: license });
  const roles = new RoleAssignments(
    `${name}-roles`,
    {
      ...person,
      roles: rules.roles,
      mode: args.roleMode ?? "additive",
      ...(rules.forbidden === undefined ? {} : { forbidden: rules.forbidden }),
      ...(rules.nonAdministrativeRoleRequired === undefined
        ? {}
        : { nonAdministrativeRoleRequired: rules.nonAdministrativeRoleRequired }),
    },
    { parent, dependsOn: user },
  );
  return { user, roles };
}
