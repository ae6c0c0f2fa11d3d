import { expect } from "chai";
import fc from "fast-check";
import { type Depth, DEPTHS, reaches } from "./depths";
import type { Metadata, Privilege } from "./metadata";
import { type Requirement, requirementsOf } from "./requirement";
import { resolve } from "./resolve";
import { ACT_ON_BEHALF, type Addition, additionsFor, canBeAdded, type Held, shortfallOf } from "./shortfall";
import { MINIMUM_ROLES } from "./tables";
import { PRODUCT_VERSIONS } from "./versions";

/** An environment that has whatever is asked for, at the given levels. */
function environmentOf(
  requirements: readonly Requirement[],
  depths: (name: string) => readonly Depth[] = () => DEPTHS,
): Metadata {
  const tables = new Map<string, Privilege[]>();
  const miscellaneous = new Map<string, Privilege>();
  for (const { table, right, privilege } of requirements) {
    const one = {
      privilegeId: `id of ${privilege.toLowerCase()}`,
      name: privilege,
      right,
      depths: depths(privilege),
    };
    if (table === undefined) miscellaneous.set(privilege.toLowerCase(), one);
    else tables.set(table, [...(tables.get(table) ?? []), one]);
  }
  return { tables, miscellaneous };
}

/** What the service makes of additions: a privilege that is held already is set to the level that is added. */
function after(held: Held, additions: readonly Addition[]): Held {
  return new Map([...held, ...additions.map(({ privilegeId, depth }) => [privilegeId, depth] as const)]);
}

const ALL = MINIMUM_ROLES.flatMap((role) => requirementsOf(role, "bc-2019-04"));
const held = (entries: readonly (readonly [string, Depth])[]) =>
  new Map(entries.map(([name, depth]) => [`id of ${name.toLowerCase()}`, depth]));

const anyDepth = fc.constantFrom(...DEPTHS);
const anyRequirements = fc
  .tuple(fc.constantFrom(...MINIMUM_ROLES), fc.constantFrom(...PRODUCT_VERSIONS))
  .map(([role, version]) => requirementsOf(role, version));
const anyHeld = fc
  .array(
    fc.tuple(
      fc.constantFrom(...ALL.map(({ privilege }) => privilege), "prvReadLead", "prvReadTask"),
      anyDepth,
    ),
  )
  .map(held);
const anyLimits = fc
  .dictionary(
    fc.constantFrom(...ALL.map(({ privilege }) => privilege)),
    fc.subarray([...DEPTHS], { minLength: 1 }),
  )
  .map(
    (limits) =>
      (name: string): readonly Depth[] =>
        limits[name] ?? DEPTHS,
  );

describe("what a role lacks of its minimum", () => {
  const requirements = requirementsOf("product-availability-user", "bc-2019-04");
  const { resolved } = resolve(requirements, environmentOf(requirements));

  it("is nothing when each privilege is held at the level asked for", () => {
    const whole = held(requirements.map(({ privilege, depth }) => [privilege, depth]));
    expect(shortfallOf(resolved, whole)).to.deep.equal([]);
  });

  it("is what is missing, and what does not reach far enough, with the level held", () => {
    const partly = held([
      ["prvCreatenav_accountstatistics", "Global"],
      ["prvReadnav_accountstatistics", "Deep"],
      ["prvWritenav_accountstatistics", "Global"],
      ["prvAppendTonav_accountstatistics", "Global"],
    ]);
    const lacking = shortfallOf(resolved, partly).map((one) => [one.privilege.name, one.held, one.needed]);
    expect(lacking).to.deep.equal([
      ["prvReadnav_accountstatistics", "Deep", "Global"],
      ["prvReadnav_connection", undefined, "Global"],
    ]);
  });

  it("is the whole table when the table is missing, told once", () => {
    const metadata = environmentOf(requirements.filter(({ table }) => table !== "nav_accountstatistics"));
    expect(resolve(requirements, metadata).unresolved).to.deep.equal([
      {
        why: "table-missing",
        table: "nav_accountstatistics",
        name: "Dynamics 365 Business Central Account Statistics",
      },
    ]);
  });

  it("names a privilege that the environment's table does not have", () => {
    const metadata = environmentOf(requirements.filter(({ right }) => right !== "AppendTo"));
    const [missing] = resolve(requirements, metadata).unresolved;
    expect(missing).to.deep.include({ why: "privilege-missing" });
  });

  it("takes a deeper level for enough where the one asked for does not exist", () => {
    const settings = requirementsOf("integration-user", "bc-2019-04").filter(
      ({ table }) => table === "userentityuisettings",
    );
    const only = (depth: Depth) =>
      resolve(
        settings,
        environmentOf(settings, () => [depth]),
      ).resolved[0]?.needed;
    expect(only("Local")).to.equal("Local");
    expect(only("Basic")).to.equal("Basic");
  });

  it("takes the deepest level there is where none is deep enough", () => {
    const metadata = environmentOf(requirements, () => ["Basic", "Local"]);
    expect(resolve(requirements, metadata).resolved[0]?.needed).to.equal("Local");
  });

  it("does not depend on the letter case of names in the environment", () => {
    const asked = requirementsOf("integration-user", "nav-2018").filter(({ table }) => table === undefined);
    const metadata = environmentOf(asked.map((one) => ({ ...one, privilege: one.privilege.toLowerCase() })));
    const found = resolve(asked, metadata);
    expect(found.unresolved).to.deep.equal([]);
    expect(found.resolved.map(canBeAdded)).to.deep.equal([false]);
  });
});

describe("repairing a role", () => {
  it("reaches the minimum from anywhere, whatever levels the environment has", () => {
    fc.assert(
      fc.property(anyRequirements, anyHeld, anyLimits, (requirements, before, limits) => {
        const { resolved } = resolve(requirements, environmentOf(requirements, limits));
        const repaired = after(before, additionsFor(shortfallOf(resolved, before)));
        const rest = shortfallOf(resolved, repaired).map(({ privilege }) => privilege.name);
        expect(rest.filter((name) => name !== ACT_ON_BEHALF)).to.deep.equal([]);
      }),
    );
  });

  it("changes nothing else, and takes or lowers nothing", () => {
    fc.assert(
      fc.property(anyRequirements, anyHeld, anyLimits, (requirements, before, limits) => {
        const { resolved } = resolve(requirements, environmentOf(requirements, limits));
        const required = new Map(resolved.map(({ privilege, needed }) => [privilege.privilegeId, needed]));
        const repaired = after(before, additionsFor(shortfallOf(resolved, before)));
        for (const [id, depth] of before) {
          expect(reaches(repaired.get(id), depth)).to.equal(true);
          if (!required.has(id)) expect(repaired.get(id)).to.equal(depth);
        }
        for (const [id, depth] of repaired) if (!before.has(id)) expect(required.get(id)).to.equal(depth);
      }),
    );
  });

  it("never tries to give what the API refuses to give", () => {
    const { resolved } = resolve(ALL, environmentOf(ALL));
    const added = additionsFor(shortfallOf(resolved, new Map())).map(({ privilegeId }) => privilegeId);
    expect(added).to.not.include(`id of ${ACT_ON_BEHALF.toLowerCase()}`);
    // 86 distinct privileges of administrator and integration user together, less the one.
    expect(added).to.have.length(85);
  });
});
