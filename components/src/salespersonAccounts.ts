import {
  couplingCsv,
  formatProblem,
  type RosterPerson,
  SalespeopleRoster,
  SYSTEM_ADMINISTRATOR,
} from "@bc-sales/dynamic-providers";
import * as pulumi from "@pulumi/pulumi";
import { repeatedPeople } from "./config/conflicts";
import { DEFAULT_SALESPERSON_ROLES } from "./config/defaults";
import { environmentDependency, environmentInputs, type EnvironmentArgs } from "./environment";
import { outputOf } from "./outputOf";
import {
  type PermissionReport,
  type PermissionsArgs,
  type ProductAvailabilityArgs,
  productAvailabilityRole,
  reportsOf,
} from "./permissions";
import { rosterPeople } from "./rosterPeople";

export interface SalespersonAccountsArgs {
  /** The environment the salespeople work in. */
  readonly environment: EnvironmentArgs;
  /**
   * The people: a list in code, `readRosters(["salespeople.csv"]).people`, or both in one list. A person's own `roles`
   * and `licenses` stand instead of the common ones.
   */
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
  /** What Business Central needs to couple its salespeople: code, name, e-mail, system user id; by sign-in name. */
  declare public readonly couplingList: SalespeopleRoster["couplingList"];
  /** The same as the text of a CSV file: Salesperson Code, Name, E-Mail, System User Id. */
  declare public readonly couplingCsv: pulumi.Output<string>;
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
    const declared = pulumi
      .all([
        outputOf(args.people).apply(withoutRepeats),
        args.roles ?? [...DEFAULT_SALESPERSON_ROLES],
        availability.map(({ roleId }) => roleId),
        args.licenses ?? [],
        args.usageLocation,
      ])
      .apply(([people, roles, rolesForAll, licenses, usageLocation]) =>
        rosterPeople(people, { roles, rolesForAll, licenses, usageLocation }),
      );
    const roster = new SalespeopleRoster(
      `${name}-roster`,
      {
        ...environmentInputs(args.environment),
        people: declared.people,
        salespersonCodes: declared.salespersonCodes,
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
    this.couplingCsv = roster.couplingList.apply(couplingCsv);
    this.initialPasswords = roster.initialPasswords;
    // What is of each person is in the roster's state already, and the engine writes all of the state at each step.
    this.registerOutputs({ permissions: this.permissions });
  }
}

/** @throws pulumi.RunError with one line for each person who is in the list more than once. */
function withoutRepeats(people: readonly RosterPerson[]): readonly RosterPerson[] {
  const problems = repeatedPeople(people.map(({ signInName }) => signInName));
  if (problems.length > 0) throw new pulumi.RunError(problems.map(formatProblem).join("\n"));
  return people;
}
