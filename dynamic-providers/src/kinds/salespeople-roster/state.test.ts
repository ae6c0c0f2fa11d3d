import { expect } from "chai";
import fc from "fast-check";
import { accountsOf, couplingListOf } from "./accounts-view";
import { UNKNOWN } from "../../adapter/unknown";
import type { Salesperson } from "./inputs";
import { packed, unpacked } from "./packing";
import { declared, livePeople, membersOf, refreshed, stored } from "./state";
import type { Member } from "./situation";
import { peopleOfRoster, personText, stateFromWire, stateToWire, type WireState } from "./wire";

const ORGANIZATION = "https://contoso.crm4.dynamics.com";
const name = fc.constantFrom("anna@contoso.com", "ben@contoso.com", "carla@contoso.com");
const text = fc.string({ maxLength: 5 });
const texts = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 });
const person: fc.Arbitrary<Salesperson> = fc.record(
  {
    displayName: text,
    jobTitle: text,
    usageLocation: text,
    licenses: texts,
    roles: texts,
    enabled: fc.constant(true),
  },
  { requiredKeys: ["displayName", "licenses", "roles"] },
);
const grants = { grantedRoles: texts, grantedLicenses: texts, grantedTeams: texts, rolesInEffect: texts };
const flags = { madeHere: fc.boolean(), broughtIn: fc.boolean() };
const member: fc.Arbitrary<Member> = fc.oneof(
  fc.record({ ...grants, ...flags }),
  fc.record({ ...grants, ...flags, objectId: text, password: text }),
  fc.record({ ...grants, ...flags, objectId: text, systemUserId: text, email: text, fullName: text }),
);
const people = fc.dictionary(name, person, { noNullPrototype: true });
const members = fc.dictionary(name, member, { noNullPrototype: true });

describe("the stored state of a roster", () => {
  it("gives back what was stored, after the way to the engine and back", () => {
    fc.assert(
      fc.property(people, members, (wanted, known) => {
        const inputs = { organizationUrl: ORGANIZATION, people: wanted };
        const state = JSON.parse(JSON.stringify(stored(inputs, known, {}))) as ReturnType<typeof stored>;
        expect(declared(state)).to.deep.equal(inputs);
        expect(membersOf(state)).to.deep.equal(known);
      }),
    );
  });

  it("is after a refresh what the refresh found, and differs in those people only who stand otherwise", () => {
    const passwordsOff = (known: Record<string, Member>) => JSON.parse(JSON.stringify(known)) as typeof known;
    fc.assert(
      fc.property(people, members, members, people, (wanted, known, found, live) => {
        const inputs = { organizationUrl: ORGANIZATION, people: wanted };
        const before = stored(inputs, known, {});
        const after = refreshed(before, found, live);
        expect(after).to.deep.equal({ ...before, drift: after.drift });
        const expected = passwordsOff(found);
        for (const [signInName, one] of Object.entries(expected)) {
          const password = known[signInName]?.password;
          delete (one as { password?: string }).password;
          if (password !== undefined) Object.assign(one, { password });
        }
        expect(membersOf(after)).to.deep.equal(expected);
        expect(refreshed(after, membersOf(after), live)).to.deep.equal(after);
        expect(JSON.stringify(after.drift)).to.not.contain("password");
      }),
    );
    const anna = { displayName: "Anna", licenses: [], roles: ["Salesperson"] };
    const inputs = {
      organizationUrl: ORGANIZATION,
      people: { "anna@contoso.com": anna, "ben@contoso.com": anna },
    };
    const known = {
      madeHere: false,
      broughtIn: false,
      grantedRoles: ["r"],
      grantedLicenses: [],
      grantedTeams: [],
      rolesInEffect: [],
    };
    const both = { "anna@contoso.com": known, "ben@contoso.com": known };
    const changed = { ...both, "anna@contoso.com": { ...known, grantedRoles: [] } };
    const after = refreshed(stored(inputs, both, {}), changed, {
      "anna@contoso.com": { ...anna, roles: [] },
    });
    expect(Object.keys(after.drift)).to.deep.equal(["anna@contoso.com"]);
    expect(livePeople(after)["anna@contoso.com"]?.roles).to.deep.equal([]);
  });
});

describe("a roster on its way to the engine and back", () => {
  it("is a few texts: one a person in the inputs, and one for all that is recorded", () => {
    fc.assert(
      fc.property(people, members, people, (wanted, known, live) => {
        const state = stored({ organizationUrl: ORGANIZATION, people: wanted }, known, live);
        const wire = JSON.parse(JSON.stringify(stateToWire(state))) as WireState;
        for (const value of [...wire.people, wire.initialPasswords, ...Object.values(wire.drift)]) {
          expect(value).to.be.a("string");
        }
        expect(stateFromWire(wire)).to.deep.equal(state);
        const texts = Object.entries(wanted).map(([name, person]) => [name, personText(person)]);
        expect(peopleOfRoster(Object.fromEntries(texts))).to.deep.equal(wanted);
      }),
    );
  });

  it("is the same text for the same person, in whatever order the members are", () => {
    const anna = { displayName: "Anna", licenses: ["SALES"], roles: ["Salesperson"] };
    const other = { roles: ["Salesperson"], licenses: ["SALES"], displayName: "Anna" };
    expect(personText(other)).to.equal(personText(anna));
    expect(personText(anna)).to.equal('{"displayName":"Anna","licenses":["SALES"],"roles":["Salesperson"]}');
  });

  it("leaves alone what is not known yet, or no person at all", () => {
    const ben = '{"displayName":"Ben","licenses":[],"roles":[]}';
    expect(
      peopleOfRoster({ "anna@contoso.com": UNKNOWN, "ben@contoso.com": ben, "carla@contoso.com": "{" }),
    ).to.deep.equal({
      "anna@contoso.com": UNKNOWN,
      "ben@contoso.com": { displayName: "Ben", licenses: [], roles: [] },
      "carla@contoso.com": "{",
    });
    expect(peopleOfRoster(UNKNOWN)).to.equal(UNKNOWN);
    expect(peopleOfRoster(undefined)).to.equal(undefined);
  });

  it("is several texts of hundreds of people, none of them long", () => {
    const names = Array.from({ length: 1_001 }, (_, index) => `p${String(index)}@contoso.com`);
    const people = Object.fromEntries(
      names.map((name) => [name, { displayName: name, licenses: ["SALES"], roles: [] }]),
    );
    const texts = packed({ people, members: {} });
    expect(texts).to.have.length(7);
    for (const text of texts) expect(text.length).to.be.below(64_000);
    expect(unpacked(texts)).to.deep.equal({ people, members: {} });
  });

  it("is read also where a column is missing that came later, and with columns that nobody knows", () => {
    const heading = {
      columns: ["signInName", "objectId", "rolesInEffect", "shoeSize"],
      values: [null, ["Salesperson"]],
    };
    const rows = [["anna@contoso.com", "0a", 1, 44]];
    expect(unpacked([JSON.stringify(heading), JSON.stringify(rows)])).to.deep.equal({
      people: {},
      members: {
        "anna@contoso.com": {
          objectId: "0a",
          madeHere: false,
          broughtIn: false,
          grantedRoles: [],
          grantedLicenses: [],
          grantedTeams: [],
          rolesInEffect: ["Salesperson"],
        },
      },
    });
  });
});

describe("the accounts of a roster as outputs", () => {
  const known = {
    madeHere: true,
    broughtIn: true,
    grantedRoles: [],
    grantedLicenses: [],
    grantedTeams: [],
    rolesInEffect: ["B"],
  };

  it("are those in the environment, and so is the list for coupling", () => {
    const there = {
      ...known,
      objectId: "o",
      systemUserId: "s",
      email: "anna.b@contoso.com",
      fullName: "Anna B",
    };
    const inputs = {
      organizationUrl: ORGANIZATION,
      people: { "anna@contoso.com": { displayName: "Anna", licenses: [], roles: [] } },
    };
    const state = stored(
      inputs,
      { "anna@contoso.com": there, "ben@contoso.com": { ...known, objectId: "p" } },
      {},
    );
    const accounts = accountsOf(state);
    expect(accounts).to.deep.equal({
      "anna@contoso.com": {
        objectId: "o",
        systemUserId: "s",
        email: "anna.b@contoso.com",
        fullName: "Anna B",
        madeHere: true,
        enabled: true,
        rolesInEffect: ["B"],
      },
    });
    expect(couplingListOf(accounts)).to.deep.equal([
      { signInName: "anna@contoso.com", name: "Anna B", email: "anna.b@contoso.com", systemUserId: "s" },
    ]);
  });

  it("say who is disabled, as declared or as it was found", () => {
    const anna = { displayName: "Anna", licenses: [], roles: [] };
    const members = { "anna@contoso.com": { ...known, objectId: "o", systemUserId: "s" } };
    const enabledIn = (declared: boolean, found?: boolean) => {
      const live = found === undefined ? {} : { "anna@contoso.com": { ...anna, enabled: found } };
      const people = { "anna@contoso.com": { ...anna, enabled: declared } };
      return accountsOf(stored({ organizationUrl: ORGANIZATION, people }, members, live))["anna@contoso.com"]
        ?.enabled;
    };
    expect([enabledIn(true), enabledIn(false)]).to.deep.equal([true, false]);
    expect([enabledIn(true, false), enabledIn(false, true)]).to.deep.equal([false, true]);
  });
});
