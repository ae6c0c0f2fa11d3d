import { expect } from "chai";
import fc from "fast-check";
import { accountsOf, couplingListOf } from "./accounts-view";
import { declared, membersOf, stored } from "./state";
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
const grants = { grantedRoles: texts, grantedLicenses: texts, rolesInEffect: texts };
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
      fc.property(people, members, fc.array(text), (wanted, known, table) => {
        const inputs = { organizationUrl: ORGANIZATION, people: wanted };
        const state = JSON.parse(JSON.stringify(stored(inputs, known, {}, table))) as ReturnType<
          typeof stored
        >;
        expect(declared(state)).to.deep.equal(inputs);
        expect(membersOf(state)).to.deep.equal(known);
      }),
    );
  });

  it("changes for the others in nothing when one person does", () => {
    const inputs = {
      organizationUrl: ORGANIZATION,
      people: { "anna@contoso.com": { displayName: "Anna", licenses: [], roles: ["Salesperson"] } },
    };
    const known = { objectId: "1", madeHere: false, broughtIn: false, grantedLicenses: [] };
    const anna = { ...known, grantedRoles: ["r"], rolesInEffect: ["Salesperson"] };
    const before = stored(inputs, { "anna@contoso.com": anna, "ben@contoso.com": anna }, {});
    const changed = { ...anna, grantedRoles: [], rolesInEffect: [] };
    const after = stored(inputs, { "anna@contoso.com": changed, "ben@contoso.com": anna }, {}, before.table);
    expect(after.members["ben@contoso.com"]).to.deep.equal(before.members["ben@contoso.com"]);
    expect(after.people).to.deep.equal(before.people);
  });
});

describe("the accounts of a roster as outputs", () => {
  it("are those in the environment, and so is the list for coupling", () => {
    const known = {
      madeHere: true,
      broughtIn: true,
      grantedRoles: [],
      grantedLicenses: [],
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
