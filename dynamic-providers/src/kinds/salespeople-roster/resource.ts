import * as pulumi from "@pulumi/pulumi";
import { ReconciledResource } from "../../adapter/resource";
import type { RoleMode } from "../../roles/plan";
import type { Profile } from "../../roster/person";
import {
  accountsOf,
  couplingListOf,
  type SalespersonAccount,
  type SalespersonCoupling,
} from "./accounts-view";
import type { Farewell } from "./inputs";
import { personText, recordedFromWire, type WireState } from "./wire";

/** What is to be true of one salesperson. */
export interface SalespersonArgs extends Profile {
  /**
   * Two-letter country (ISO 3166-1) where the account is used; needed before a licence can be assigned. Default:
   * the one that the account has.
   */
  readonly usageLocation?: string;
  /**
   * Object id (a GUID) of the Entra account, which is then found by it whatever its sign-in name is. Default: the
   * account is found by sign-in name.
   */
  readonly objectId?: string;
  /**
   * Name of the business unit in Dataverse, any letter case. A move takes away the roles that others granted, unless the
   * organization keeps them. Default: the user stays where it is; new users arrive in the root business unit.
   */
  readonly businessUnit?: string;
  /**
   * Licences by SKU part number, e.g. `DYN365_ENTERPRISE_SALES`, or with the service plans that are to be off,
   * `DYN365_ENTERPRISE_SALES -PROJECT_ESSENTIALS`. May be empty.
   */
  readonly licenses: readonly string[];
  /** Security roles by display name (any letter case), role template id or role id. May be empty. */
  readonly roles: readonly string[];
  /**
   * Whether the person can use the environment. With false the user is disabled there, and business unit, roles and
   * teams stay as they are until it is true again; account and licences are kept as declared. Default: true.
   */
  readonly enabled?: boolean;
}

export interface SalespeopleRosterArgs {
  /** Address of the organization: https, no path. Another one means another resource. */
  readonly organizationUrl: pulumi.Input<string>;
  /** Power Platform environment id (a GUID). Default: looked up from the organization URL where it is needed. */
  readonly environmentId?: pulumi.Input<string>;
  /**
   * By sign-in name. The profile counts for accounts made here, which are kept as it says; accounts that existed
   * keep theirs.
   */
  readonly people: pulumi.Input<Record<string, pulumi.Input<SalespersonArgs>>>;
  /** By sign-in name, the codes of the salespeople in Business Central; for the coupling list alone. Default: none. */
  readonly salespersonCodes?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Whether Entra accounts that do not exist are made. Default: false, a missing account is an error. */
  readonly createMissing?: pulumi.Input<boolean>;
  /** `additive` leaves roles that others granted; `authoritative` takes them away. Default: `additive`. */
  readonly mode?: pulumi.Input<RoleMode>;
  /**
   * Roles that nobody here may hold, named like roles. One that is held all the same is refused in additive mode
   * and taken away in authoritative mode. Default: System Administrator.
   */
  readonly forbidden?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * What happens to a person who leaves the list: `revoke` takes back the roles and licences that this stack
   * granted, `disable` disables the user in the environment besides, `delete` deletes the Entra account if it was
   * made here. Default: `revoke`.
   */
  readonly onRemoval?: pulumi.Input<Farewell>;
  /**
   * The same for everybody when the resource goes, but that `disable` concerns only those whom this stack
   * brought into the environment. Default: `revoke`.
   */
  readonly onDestroy?: pulumi.Input<Farewell>;
  /**
   * Teams in Dataverse that everybody is to be in, by name (any letter case), such as the owner team "BCI - …" that
   * Business Central makes. Members whom others chose stay; whoever leaves is taken out only if taken in here. Default:
   * none.
   */
  readonly teams?: pulumi.Input<pulumi.Input<string>[]>;
  /** Sign-in names that must not be in the list, such as the integration user's. Default: none. */
  readonly notThese?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * How many people may leave the list in one deployment; more are refused, in preview too, since a file may have been
   * emptied or cut short. Default: 5, or a fifth of all when that is more.
   */
  readonly maxRemovals?: pulumi.Input<number>;
}

/**
 * Any number of salespeople as one set: account, usage location, licences, presence in the environment and
 * security roles of each, read and written set-wise. What is right already is adopted; what failed for some
 * people does not keep it from the others.
 */
export class SalespeopleRoster extends ReconciledResource {
  /** By sign-in name in lower case. */
  declare public readonly accounts: pulumi.Output<Record<string, SalespersonAccount>>;
  /** For coupling in Business Central, sorted by sign-in name. */
  declare public readonly couplingList: pulumi.Output<SalespersonCoupling[]>;
  /** Secret. By sign-in name, for accounts made here; to be changed at first sign-in. */
  declare public readonly initialPasswords: pulumi.Output<Record<string, string>>;
  /** @internal */
  declare private readonly people: pulumi.Output<WireState["people"]>;
  /** @internal */
  declare private readonly drift: pulumi.Output<WireState["drift"]>;

  constructor(name: string, args: SalespeopleRosterArgs, opts?: pulumi.CustomResourceOptions) {
    const { salespersonCodes = {}, ...inputs } = args;
    super(
      {
        kind: "SalespeopleRoster",
        outputs: ["drift", "initialPasswords"],
        secretOutputs: ["initialPasswords"],
      },
      name,
      { ...inputs, people: peopleTexts(args.people) },
      opts,
    );
    this.accounts = pulumi
      .all([this.people, this.drift])
      .apply(([people, drift]) => accountsOf(recordedFromWire({ people, drift })));
    this.couplingList = pulumi
      .all([this.accounts, salespersonCodes])
      .apply(([accounts, codes]) => couplingListOf(accounts, codes));
    this.initialPasswords = pulumi
      .secret(this.initialPasswords as unknown as pulumi.Output<WireState["initialPasswords"]>)
      .apply((text) => JSON.parse(text) as Record<string, string>);
  }
}

type People = SalespeopleRosterArgs["people"];

/** Each person as one text; who is not known yet in preview leaves the others as they are. */
function peopleTexts(people: People): pulumi.Input<Record<string, pulumi.Input<string>>> {
  if (pulumi.Output.isInstance(people) || people instanceof Promise) {
    return pulumi.output(people).apply((known) => texts(known, personText));
  }
  return texts(people, (person) => pulumi.output(person).apply(personText));
}

function texts<From, To>(
  people: Readonly<Record<string, From>>,
  text: (person: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(people).map(([signInName, person]) => [signInName, text(person)]));
}
