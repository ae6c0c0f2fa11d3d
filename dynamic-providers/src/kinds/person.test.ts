import { expect } from "chai";
import { UNKNOWN } from "../adapter/unknown";
import { checkPerson, type PersonInputs } from "./person";

const person: PersonInputs = {
  organizationUrl: "https://contoso.crm4.dynamics.com",
  objectId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  signInName: "anna@contoso.com",
};

describe("the inputs that name a person", () => {
  it("are normalized: ids in lower case, the address as its origin", () => {
    const { inputs, problems } = checkPerson({
      ...person,
      organizationUrl: "https://CONTOSO.crm4.dynamics.com/",
      objectId: person.objectId.toUpperCase(),
    });
    expect(problems).to.deep.equal([]);
    expect(inputs).to.deep.equal(person);
  });

  it("may be unknown in preview", () => {
    const unknown = {
      organizationUrl: UNKNOWN,
      environmentId: UNKNOWN,
      objectId: UNKNOWN,
      signInName: UNKNOWN,
    };
    expect(checkPerson(unknown)).to.deep.equal({ inputs: unknown, problems: [] });
  });

  it("are all reported when they are missing", () => {
    const { problems } = checkPerson({} as PersonInputs);
    expect(problems.map(({ where }) => where)).to.deep.equal(["organizationUrl", "objectId", "signInName"]);
  });

  it("take no sign-in name for an object id", () => {
    const { problems } = checkPerson({ ...person, objectId: "anna@contoso.com" });
    expect(problems.map(({ where }) => where)).to.deep.equal(["objectId"]);
    expect(problems[0]?.remedy).to.contain("Object ID");
  });
});
