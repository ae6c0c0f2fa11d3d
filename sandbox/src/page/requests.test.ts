import { expect } from "chai";
import type { LoggedRequest } from "../http/request-log";
import { requestsOf } from "./requests";
import { throttledOf } from "./throttling";

function logged(changes: Partial<LoggedRequest>): LoggedRequest {
  return {
    time: "2026-01-02T03:04:05.678Z",
    service: "graph",
    method: "GET",
    target: "/v1.0/users",
    status: 200,
    duration: 3,
    parts: [],
    ...changes,
  };
}

const part = { method: "GET", path: "/v1.0/users/1", status: 200 };

describe("The requests on the page", () => {
  it("come latest first, as many as there is place for", () => {
    const entries = ["/a", "/b", "/c"].map((target) => logged({ target }));
    expect(requestsOf(entries, "all", 2).map(({ target }) => target)).to.deep.equal(["/c", "/b"]);
  });

  it("are readable, also when they were written badly", () => {
    const targets = ["/v1.0/users?%24filter=a+eq+%27b%27", "/v1.0/users?%24filter=%E0%A4%A"];
    expect(
      requestsOf(
        targets.map((target) => logged({ target })),
        "all",
        9,
      ).map(({ target }) => target),
    ).to.deep.equal(["/v1.0/users?%24filter=%E0%A4%A", "/v1.0/users?$filter=a eq 'b'"]);
  });

  it("tell of a batch how many parts had which outcome", () => {
    const parts = [part, { ...part, status: 404 }, part];
    const [batch] = requestsOf([logged({ method: "POST", target: "/v1.0/$batch", parts })], "all", 9);
    expect(batch).to.deep.include({ outcomes: ["2 × 200", "1 × 404"], isRefused: true });
  });

  it("can be only those that write: neither sign-ins nor batches of reads", () => {
    const entries = [
      logged({ target: "/1" }),
      logged({ target: "/2", service: "entra", method: "POST" }),
      logged({ target: "/3", method: "POST", parts: [part] }),
      logged({ target: "/4", method: "POST", parts: [part, { ...part, method: "PATCH" }] }),
      logged({ target: "/5", method: "DELETE" }),
    ];
    expect(requestsOf(entries, "writes", 9).map(({ target }) => target)).to.deep.equal(["/5", "/4"]);
  });

  it("can be only those that were refused or hit by a fault, as a whole or in part", () => {
    const entries = [
      logged({ target: "/1" }),
      logged({ target: "/2", status: 429 }),
      logged({ target: "/3", parts: [{ ...part, status: 412 }] }),
      logged({ target: "/4", status: 304 }),
      logged({ target: "/5", fault: "lose-answer (fault-1)" }),
      logged({ target: "/6", parts: [{ ...part, fault: "latency (fault-2)" }] }),
    ];
    expect(requestsOf(entries, "refused", 9).map(({ target }) => target)).to.deep.equal([
      "/6",
      "/5",
      "/3",
      "/2",
    ]);
  });
});

describe("Throttling on the page", () => {
  it("counts 429 by service, those within batches too, with the last time", () => {
    const entries = [
      logged({ status: 429, time: "2026-01-02T00:00:01Z" }),
      logged({ parts: [part, { ...part, status: 429 }], time: "2026-01-02T00:00:02Z" }),
      logged({ service: "dataverse", status: 503 }),
    ];
    expect(throttledOf(entries)).to.deep.equal([
      { service: "graph", count: 2, last: "2026-01-02T00:00:02Z" },
    ]);
  });
});
