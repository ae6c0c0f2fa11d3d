import { type RosterPerson, SalespeopleRoster, SYSTEM_ADMINISTRATOR } from "@bc-sales/dynamic-providers";
import * as pulumi from "@pulumi/pulumi";
import { DEFAULT_SALESPERSON_ROLES } from "./config/defaults";
import { environmentDependency, environmentInputs, type EnvironmentArgs } from "./environment";
import {
  type PermissionReport,
  type PermissionsArgs,
  type ProductAvailabilityArgs,
  productAvailabilityRole,
  reportsOf,
} from "./permissions";

export interface SalespersonAccountsArgs {
  /** The environment the salespeople work in. */
  readonly environment: EnvironmentArgs;
  /** The people, e.g. `readRoster("salespeople.csv").people`. */
  readonly people: pulumi.Input<pulumi.Input<RosterPerson>[]>;
  /** Whether Entra accounts that do not exist are made. Default: false, a missing account is an error. */
  readonly createMissing?: pulumi.Input<boolean>;
  /** Security roles of each person. Default: {@link DEFAULT_SALESPERSON_ROLES}. */
  readonly roles?: pulumi.Input<pulumi.Input<string>[]>;
  /** `additive` (default) keeps roles that others granted; `authoritative` takes them away. */
  readonly roleMode?: pulumi.Input<"additive" | "authoritative">;
  /**
   * Teams in Dataverse that each person is to be in, by name, such as the owner team "BCI - …" that Business Central
   * makes. Default: none.
   */
  readonly teams?: pulumi.Input<pulumi.Input<string>[]>;
  /** Licences of each person by SKU part number. Default: licences are not managed. */
  readonly licenses?: pulumi.Input<pulumi.Input<string>[]>;
  /** Two-letter country (ISO 3166-1) of use for people whose own entry names none. */
  readonly usageLocation?: pulumi.Input<string>;
  /**
   * What happens to a person who leaves the list: `revoke` (default) takes back the roles and licences that
   * this stack granted, `disable` disables the user in the environment besides, `delete` deletes the Entra
   * account if it was made here.
   */
  readonly onRemoval?: pulumi.Input<"revoke" | "disable" | "delete">;
  /**
   * How many people may leave the list in one deployment, since a file may have been emptied or cut short. Default: 5,
   * or a fifth of all when that is more.
   */
  readonly maxRemovals?: pulumi.Input<number>;
  /** The same choice for everybody when the stack is destroyed. Default: `revoke`. */
  readonly onDestroy?: pulumi.Input<"revoke" | "disable" | "delete">;
  /**
   * Lets the salespeople see stock: the role of Product Availability users is made where it is missing, and given to
   * each of them. Default: none.
   */
  readonly productAvailability?: ProductAvailabilityArgs;
  /** The minimum permissions of the setup article. Default: verified, for the newest version published. */
  readonly permissions?: PermissionsArgs;
  /** Sign-in names that must not be in the list: the administrator's and the integration user's. */
  readonly notThese?: pulumi.Input<pulumi.Input<string>[]>;
}

/** The salespeople: any number of accounts, kept right as one set. */
export class SalespersonAccounts extends pulumi.ComponentResource {
  /** By sign-in name (lower case): object id, system user id, e-mail as Dataverse has it, roles in effect. */
  declare public readonly accounts: SalespeopleRoster["accounts"];
  /** What Business Central needs to couple its salespeople: sign-in name, name, e-mail, system user id. */
  declare public readonly couplingList: SalespeopleRoster["couplingList"];
  /** What was found of the minimum permissions; empty without `productAvailability`. */
  declare public readonly permissions: pulumi.Output<PermissionReport[]>;
  /** Secret. By sign-in name, for accounts made here; to be changed at first sign-in. */
  declare public readonly initialPasswords: SalespeopleRoster["initialPasswords"];

  constructor(name: string, args: SalespersonAccountsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("bcsales:index:SalespersonAccounts", name, {}, opts);
    const availability =
      args.productAvailability === undefined
        ? []
        : [
            productAvailabilityRole(
              name,
              args.environment,
              { ...args.productAvailability, ...args.permissions },
              { parent: this },
            ),
          ];
    const people = pulumi
      .all([
        args.people,
        pulumi
          .all([args.roles ?? [...DEFAULT_SALESPERSON_ROLES], availability.map(({ roleId }) => roleId)])
          .apply(([roles, more]) => [...roles, ...more]),
        args.licenses ?? [],
        args.usageLocation,
      ])
      .apply(([list, roles, licenses, usageLocation]) =>
        rosterPeople(list, { roles, licenses, usageLocation }),
      );
    const roster = new SalespeopleRoster(
      `${name}-roster`,
      {
        ...environmentInputs(args.environment),
        people,
        createMissing: args.createMissing ?? false,
        mode: args.roleMode ?? "additive",
        forbidden: [SYSTEM_ADMINISTRATOR.templateId],
        onRemoval: args.onRemoval ?? "revoke",
        onDestroy: args.onDestroy ?? "revoke",
        ...(args.teams === undefined ? {} : { teams: args.teams }),
        ...(args.maxRemovals === undefined ? {} : { maxRemovals: args.maxRemovals }),
        notThese: args.notThese ?? [],
      },
      { parent: this, dependsOn: environmentDependency(args.environment) },
    );

    this.permissions = reportsOf(availability);
    this.accounts = roster.accounts;
    this.couplingList = roster.couplingList;
    this.initialPasswords = roster.initialPasswords;
    this.registerOutputs({
      accounts: this.accounts,
      couplingList: this.couplingList,
      permissions: this.permissions,
    });
  }
}

interface ForEverybody {
  readonly roles: readonly string[];
  readonly licenses: readonly string[];
  readonly usageLocation: string | undefined;
}

/** The roster's dictionary of people; the last entry of a repeated sign-in name would win, so repeats are kept apart. */
function rosterPeople(list: readonly RosterPerson[], common: ForEverybody) {
  return Object.fromEntries(
    list.map(({ signInName, ...person }) => {
      const usageLocation = person.usageLocation ?? common.usageLocation;
      return [
        signInName.toLowerCase(),
        {
          ...person,
          ...(usageLocation === undefined ? {} : { usageLocation }),
          licenses: [...common.licenses],
          roles: [...common.roles],
        },
      ];
    }),
  );
}
