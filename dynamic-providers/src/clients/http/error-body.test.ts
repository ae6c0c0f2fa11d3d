import { expect } from "chai";
import { errorBody, requestId } from "./error-body";
import { NoAnswer } from "./http";

function said(body: unknown): { code: string; message: string } {
  return errorBody({
    status: 400,
    headers: {},
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

describe("the error in an answer", () => {
  it("is read in the shapes that the services use", () => {
    expect(
      said({ error: { code: "0x80040217", message: "Entity 'systemuser' Does Not Exist" } }),
    ).to.deep.equal({
      code: "0x80040217",
      message: "Entity 'systemuser' Does Not Exist",
    });
    expect(said({ code: "EnvironmentNotFound", message: "No such environment." })).to.deep.equal({
      code: "EnvironmentNotFound",
      message: "No such environment.",
    });
    expect(said({ error: "invalid_client", error_description: "AADSTS7000215: Invalid." })).to.deep.equal({
      code: "invalid_client",
      message: "AADSTS7000215: Invalid.",
    });
    expect(said({ Message: "An error has occurred." })).to.deep.equal({
      code: "",
      message: "An error has occurred.",
    });
  });

  it("is the words of a page when it is no JSON", () => {
    const html =
      "<html><head><style>p{}</style><title>502</title></head><body><h1>Bad Gateway</h1></body></html>";
    expect(said(html)).to.deep.equal({ code: "", message: "502 Bad Gateway" });
    expect(said("")).to.deep.equal({ code: "", message: "no reason given" });
    expect(said("[]").code).to.equal("");
  });

  it("is on one line, and not endless", () => {
    expect(said({ error: { code: "", message: `two\r\n  lines` } }).message).to.equal("two lines");
    expect(said("x".repeat(10_000)).message).to.have.length(501);
  });

  it("is why nothing came, when nothing came", () => {
    const failure = new NoAnswer("ECONNREFUSED", "localhost:1");
    expect(errorBody({ status: 0, headers: {}, body: "", failure })).to.deep.equal({
      code: "",
      message: "localhost:1 does not answer (ECONNREFUSED).",
    });
  });

  it("comes with the id under which support finds the request", () => {
    const answer = (headers: Record<string, string>) => requestId({ status: 400, headers, body: "" });
    expect(answer({ req_id: "a", "x-ms-service-request-id": "b" })).to.equal("b");
    expect(answer({ "request-id": "c" })).to.equal("c");
    expect(answer({})).to.equal("");
  });
});
