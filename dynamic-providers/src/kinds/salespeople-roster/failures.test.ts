import { expect } from "chai";
import { ServiceError } from "../../clients/http/service-error";
import { failureProblems } from "./failures";

const failure = (signInName: string, requestId: string, serviceMessage = "Too late.") => ({
  signInName,
  cause: new ServiceError({
    service: "Dataverse",
    operation: `assign the role "Salesperson" to ${signInName}`,
    status: 400,
    code: "0x1",
    serviceMessage,
    requestId,
  }),
});

describe("the failures of a roster", () => {
  it("are told one by one when they are few, with how many people are done", () => {
    const found = failureProblems([failure("anna@contoso.com", "1"), failure("ben@contoso.com", "2")], 5);
    expect(found.map((problem) => problem.where)).to.deep.equal([
      'people["anna@contoso.com"]',
      'people["ben@contoso.com"]',
      "",
    ]);
    expect(found[2]?.message).to.equal("3 people of 5 are done.");
    expect(found[2]?.remedy).to.contain("deploy again");
  });

  it("are told together when many differ in nothing but person, request and ids", () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      failure(`p${String(index)}@contoso.com`, `request-${String(index)}`, `No user ${crypto.randomUUID()}.`),
    );
    const found = failureProblems([...many, failure("other@contoso.com", "x", "Another reason.")], 31);
    expect(found).to.have.length(3);
    expect(found[0]?.where).to.equal("people");
    expect(found[0]?.message)
      .to.contain("30 people failed")
      .and.to.contain("p0@contoso.com")
      .and.to.contain("20 more");
    expect(found[1]?.message).to.contain("Another reason.");
  });

  it("count a person with two failures once", () => {
    const found = failureProblems(
      [failure("anna@contoso.com", "1"), failure("anna@contoso.com", "2", "Again.")],
      2,
    );
    expect(found.at(-1)?.message).to.equal("1 person of 2 is done.");
  });
});
