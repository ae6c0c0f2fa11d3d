import { expect } from "chai";
import fc from "fast-check";
import { accountsOf, couplingListOf } from "./accounts-view";
import { declared, livePeople, membersOf, refreshed, type SalespeopleRosterState, stored } from "./state";
import type { Salesperson } from "./inputs";
import type { Member } from "./situation";

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

describe("the stored state of a roster from before there were teams", () => {
  // As the code before wrote it.
  const state = JSON.parse(`{
    "organizationUrl": "${ORGANIZATION}",
    "people": { "anna@contoso.com": [0, 1, 2, 3, 4], "ben@contoso.com": [0, 5, 2, 3, 4] },
    "createMissing": true,
    "members": {
      "anna@contoso.com": {
        "objectId": "0a", "systemUserId": "0b", "madeHere": true, "broughtIn": true,
        "grantedRoles": 6, "grantedLicenses": 7, "rolesInEffect": 3
      },
      "ben@contoso.com": {
        "objectId": "0c", "systemUserId": "0d", "email": "b@contoso.com", "fullName": "Ben B",
        "grantedRoles": 8, "grantedLicenses": 8, "rolesInEffect": 3
      }
    },
    "table": [
      ["displayName", "licenses", "roles", "enabled"], "Anna", ["SALES"], ["Salesperson"], true, "Ben", ["r"], ["s"], []
    ],
    "drift": {
      "ben@contoso.com": {
        "person": { "displayName": "Ben", "licenses": ["SALES"], "roles": [], "enabled": true },
        "member": {
          "objectId": "0c", "madeHere": false, "broughtIn": false,
          "grantedRoles": [], "grantedLicenses": [], "rolesInEffect": []
        }
      }
    },
    "initialPasswords": { "anna@contoso.com": "p" }
  }`) as SalespeopleRosterState;

  it("is read as what it was, with no team joined", () => {
    const anna = { displayName: "Anna", licenses: ["SALES"], roles: ["Salesperson"], enabled: true };
    expect(declared(state)).to.deep.equal({
      organizationUrl: ORGANIZATION,
      people: { "anna@contoso.com": anna, "ben@contoso.com": { ...anna, displayName: "Ben" } },
      createMissing: true,
    });
    expect(membersOf(state)).to.deep.equal({
      "anna@contoso.com": {
        objectId: "0a",
        systemUserId: "0b",
        email: "anna@contoso.com",
        fullName: "Anna",
        madeHere: true,
        broughtIn: true,
        grantedRoles: ["r"],
        grantedLicenses: ["s"],
        grantedTeams: [],
        rolesInEffect: ["Salesperson"],
        password: "p",
      },
      "ben@contoso.com": {
        objectId: "0c",
        madeHere: false,
        broughtIn: false,
        grantedRoles: [],
        grantedLicenses: [],
        grantedTeams: [],
        rolesInEffect: [],
      },
    });
    expect(refreshed(state, membersOf(state), livePeople(state)).drift["anna@contoso.com"]?.member).to.equal(
      undefined,
    );
  });
});

describe("the accounts of a roster as outputs", () => {
  it("are those in the environment, and so is the list for coupling", () => {
    const known = {
      madeHere: true,
      broughtIn: true,
      grantedRoles: [],
      grantedLicenses: [],
      grantedTeams: [],
      rolesInEffect: ["B"],
    };
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
        rolesInEffect: ["B"],
      },
    });
    expect(couplingListOf(accounts)).to.deep.equal([
      { signInName: "anna@contoso.com", name: "Anna B", email: "anna.b@contoso.com", systemUserId: "s" },
    ]);
  });
});
