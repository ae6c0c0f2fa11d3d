import { expect } from "chai";
import { changes, operationsInWords, readEvents } from "./engine-events";

describe("engine events", () => {
  const log = (...events: object[]) => events.map((event) => JSON.stringify(event)).join("\n");

  it("tell the operations of the summary, and count errors", () => {
    const events = readEvents(
      log(
        { sequence: 0, preludeEvent: { config: {} } },
        { diagnosticEvent: { severity: "warning", message: "w" } },
        { diagnosticEvent: { severity: "error", message: "e" } },
        { summaryEvent: { resourceChanges: { same: 19, update: 1 } } },
        { cancelEvent: {} },
      ),
    );
    expect(events).to.deep.equal({ operations: { same: 19, update: 1 }, errors: 1 });
  });

  it("tell no operations of a preview that did not come to its end, and pass over a line that was cut", () => {
    expect(readEvents(`${log({ preludeEvent: {} })}\n{"summaryEvent":{"reso`)).to.deep.equal({
      operations: undefined,
      errors: 0,
    });
  });

  it("count what changes something, and neither reads nor refreshes", () => {
    expect(changes({ same: 3, read: 1, refresh: 2, update: 0 })).to.equal(false);
    for (const operation of ["create", "update", "delete", "replace", "import", "delete-replaced"]) {
      expect(changes({ same: 3, [operation]: 1 }), operation).to.equal(true);
    }
  });

  it("are put in words in the order of what a reader fears", () => {
    expect(operationsInWords({ same: 19, update: 1, create: 2 })).to.equal(
      "2 to create, 1 to update, 19 unchanged",
    );
    expect(operationsInWords({})).to.equal("no resources");
  });
});
