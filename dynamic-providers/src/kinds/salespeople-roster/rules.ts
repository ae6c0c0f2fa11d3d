import type { Role, Team } from "../../clients/dataverse/dataverse";
import type { SubscribedSku } from "../../clients/graph/graph";
import { resolveLicenses, type WantedLicense } from "../../licenses/resolve";
import type { Problem } from "../../problems";
import type { RoleMode } from "../../roles/plan";
import { resolveRoles, rolesNamed } from "../../roles/reference";
import { type BusinessUnit, resolveBusinessUnit } from "../business-unit";
import type { Farewell, SalespeopleRosterInputs } from "./inputs";
import { resolveTeams } from "./memberships";
import type { Member } from "./situation";

/** What holds for everybody in a roster, and what the tenant has. */
export interface Rules {
  readonly mode: RoleMode;
  /** What happens to somebody who leaves. */
  readonly farewellOf: (member: Member) => Farewell;
  readonly createMissing: boolean;
  /** Where new users arrive. */
  readonly rootBusinessUnitId: string;
  readonly skus: readonly SubscribedSku[];
  readonly forbidden: (role: Role) => boolean;
  /** By id. */
  readonly unitNames: ReadonlyMap<string, string>;
  /** The id of the business unit that a name means; undefined when it means none. */
  readonly unitNamed: (name: string) => Resolved<string | undefined>;
  /** The teams that everybody is to be in. */
  readonly teams: Resolved<readonly Team[]>;
  /** By id. */
  readonly teamsById: ReadonlyMap<string, Team>;
  /** The roles that references mean, as a business unit holds them. */
  readonly rolesOf: (references: readonly string[], businessUnitId: string) => Resolved<readonly Role[]>;
  /** The licences that texts mean. */
  readonly licensesOf: (texts: readonly string[]) => Resolved<readonly WantedLicense[]>;
}

export interface Resolved<Value> {
  readonly value: Value;
  /** `where` is a list's element, e.g. `roles[0]`. */
  readonly problems: readonly Problem[];
}

/** What the tenant has, as far as rules need it. */
export interface Catalog {
  /** Of all business units. */
  readonly roles: readonly Role[];
  readonly businessUnits: readonly BusinessUnit[];
  readonly rootBusinessUnitId: string;
  readonly skus: readonly SubscribedSku[];
  /** None where no team is asked for or was joined here. */
  readonly teams: readonly Team[];
}

/** Nearly everybody has the same roles and licences: each list of names is looked up once. */
export function rulesOf(
  inputs: Pick<SalespeopleRosterInputs, "mode" | "createMissing" | "onRemoval" | "forbidden" | "teams">,
  { roles, businessUnits, rootBusinessUnitId, skus, teams }: Catalog,
): Rules {
  const rolesByList = new Map<string, Resolved<readonly Role[]>>();
  const units = new Map<string, Resolved<string | undefined>>();
  const licensesByList = new Map<string, Resolved<readonly WantedLicense[]>>();
  const forbidden = rolesNamed(inputs.forbidden ?? [], roles);
  return {
    mode: inputs.mode ?? "additive",
    farewellOf: () => inputs.onRemoval ?? "revoke",
    createMissing: inputs.createMissing ?? false,
    rootBusinessUnitId,
    skus,
    forbidden,
    teams: resolveTeams(inputs.teams ?? [], teams),
    teamsById: new Map(teams.map((team) => [team.teamId, team])),
    unitNames: new Map(businessUnits.map((unit) => [unit.businessUnitId, unit.name])),
    unitNamed: (name) =>
      remembered(units, [name], () => {
        const resolved = resolveBusinessUnit(name, businessUnits, "businessUnit");
        return resolved.ok
          ? { value: resolved.unit.businessUnitId, problems: [] }
          : { value: undefined, problems: [resolved.problem] };
      }),
    rolesOf: (references, businessUnitId) =>
      remembered(rolesByList, [businessUnitId, ...references], () => {
        const { roles: value, problems } = resolveRoles(references, businessUnitId, roles);
        return { value, problems };
      }),
    licensesOf: (texts) =>
      remembered(licensesByList, texts, () => {
        const { licenses: value, problems } = resolveLicenses(texts, skus);
        return { value, problems };
      }),
  };
}

function remembered<Value>(memory: Map<string, Value>, list: readonly string[], find: () => Value): Value {
  const key = JSON.stringify(list);
  const known = memory.get(key);
  if (known !== undefined) return known;
  const value = find();
  memory.set(key, value);
  return value;
}
