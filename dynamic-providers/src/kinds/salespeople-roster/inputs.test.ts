import { expect } from "chai";
import { UNKNOWN } from "../../adapter/unknown";
import { checkRoster, type SalespeopleRosterInputs, sameWishes } from "./inputs";

const anna = { displayName: "Anna", usageLocation: "US", licenses: [], roles: ["Salesperson"] };
const good = { organizationUrl: "https://contoso.crm4.dynamics.com", people: { "anna@contoso.com": anna } };

function places(inputs: object): string[] {
  return checkRoster(inputs as SalespeopleRosterInputs).problems.map((problem) => problem.where);
}

describe("the inputs of a roster", () => {
  it("have a safe default for everything but address and people", () => {
    const { inputs, problems } = checkRoster(good);
    expect(problems).to.deep.equal([]);
    expect(inputs).to.deep.equal({
      organizationUrl: "https://contoso.crm4.dynamics.com",
      people: { "anna@contoso.com": { ...anna, enabled: true } },
      createMissing: false,
      mode: "additive",
      // The template of System Administrator.
      forbidden: ["627090ff-40a3-4053-8790-584edc5be201"],
      onRemoval: "revoke",
      onDestroy: "revoke",
      notThese: [],
    });
  });

  it("come out with sign-in names in lower case and countries in capitals", () => {
    const people = { "Anna@Contoso.com": { ...anna, usageLocation: "us" } };
    expect(checkRoster({ ...good, people }).inputs.people).to.deep.equal({
      "anna@contoso.com": { ...anna, enabled: true },
    });
  });

  it("name what is wrong with a person", () => {
    const people = {
      anna,
      "ben@contoso.com": { displayName: "", usageLocation: "XX", licenses: [""], roles: "Salesperson" },
      "carla@contoso.com": { ...anna, enabled: "no" },
    };
    expect(places({ ...good, people })).to.deep.equal([
      'people["anna"]',
      'people["ben@contoso.com"].displayName',
      'people["ben@contoso.com"].roles',
      'people["ben@contoso.com"].usageLocation',
      'people["ben@contoso.com"].licenses[0]',
      'people["carla@contoso.com"].enabled',
    ]);
  });

  it("take an object id in any letter case, once, and no empty business unit", () => {
    const objectId = "0A000000-0000-4000-8000-000000000001";
    const people = {
      "anna@contoso.com": { ...anna, objectId },
      "ben@contoso.com": { ...anna, objectId: "ben" },
      "carla@contoso.com": { ...anna, objectId: objectId.toLowerCase(), businessUnit: " " },
    };
    expect(places({ ...good, people })).to.deep.equal([
      'people["ben@contoso.com"].objectId',
      'people["carla@contoso.com"].businessUnit',
      'people["carla@contoso.com"].objectId',
    ]);
    expect(checkRoster({ ...good, people }).inputs.people["anna@contoso.com"]?.objectId).to.equal(
      objectId.toLowerCase(),
    );
  });

  it("refuse a person who is there twice, or must not be there", () => {
    const people = { "anna@contoso.com": anna, "ANNA@contoso.com": anna };
    expect(places({ ...good, people })).to.deep.equal(['people["ANNA@contoso.com"]']);
    expect(places({ ...good, notThese: ["ANNA@contoso.com"] })).to.deep.equal(['people["anna@contoso.com"]']);
  });

  it("name what is wrong with the whole", () => {
    expect(places({})).to.deep.equal(["organizationUrl", "people"]);
    const wrong = {
      organizationUrl: "contoso",
      mode: "strict",
      onRemoval: "x",
      onDestroy: "y",
      forbidden: [""],
      maxRemovals: -1,
    };
    expect(places({ ...good, ...wrong })).to.deep.equal([
      "organizationUrl",
      "mode",
      "onRemoval",
      "onDestroy",
      "forbidden[0]",
      "maxRemovals",
    ]);
    expect(places({ ...good, people: [anna] })).to.deep.equal(["people"]);
  });

  it("may be unknown in preview, all of them or any part", () => {
    const keys = [
      "organizationUrl",
      "environmentId",
      "people",
      "createMissing",
      "mode",
      "forbidden",
      "onRemoval",
      "maxRemovals",
    ];
    for (const key of [...keys, "onDestroy", "notThese"]) {
      expect(places({ ...good, [key]: UNKNOWN }), key).to.deep.equal([]);
    }
    const people = { "anna@contoso.com": UNKNOWN, "ben@contoso.com": { ...anna, roles: [UNKNOWN] } };
    expect(places({ ...good, people, notThese: [UNKNOWN] })).to.deep.equal([]);
    const pinned = { ...anna, objectId: UNKNOWN };
    expect(
      places({ ...good, people: { "anna@contoso.com": pinned, "ben@contoso.com": pinned } }),
    ).to.deep.equal([]);
  });
});

describe("two descriptions of a person", () => {
  it("are the same in any order and letter case of roles and licences", () => {
    const other = { ...anna, roles: ["sales manager", "SALESPERSON"] };
    expect(sameWishes(other, { ...anna, roles: ["Salesperson", "Sales Manager"] })).to.equal(true);
    expect(sameWishes({ ...anna, businessUnit: "EU" }, { ...anna, businessUnit: "eu" })).to.equal(true);
    expect(sameWishes({ ...anna, businessUnit: "EU" }, anna)).to.equal(false);
    expect(sameWishes(anna, other)).to.equal(false);
    expect(sameWishes(anna, { ...anna, displayName: "anna" })).to.equal(false);
  });
});
