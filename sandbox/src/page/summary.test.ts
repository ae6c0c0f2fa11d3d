import { expect } from "chai";
import { accountWith } from "../testing/accounts";
import { summaryOf } from "./summary";

describe("The account set in plain words", () => {
  it("is empty in a tenant without it", () => {
    const summaries = summaryOf([accountWith("Megan", ["system-administrator", "basic-user"])]);
    expect(summaries.map(({ part, who, accounts }) => [part, who, accounts])).to.deep.equal([
      ["Administrator", "Nobody yet", []],
      ["Integration user", "Nobody yet", []],
      ["Salespeople", "Nobody yet", []],
    ]);
  });

  it("finds the integration user before Business Central has connected by Basic User alone", () => {
    const candidate = accountWith("Integration", ["basic-user"]);
    const [, integration] = summaryOf([
      candidate,
      accountWith("Export", ["basic-user"], { accessMode: "Non-interactive", takesPlace: true }),
      accountWith("Alex", ["basic-user", "other"]),
    ]);
    expect(integration).to.deep.include({ who: "Integration", accounts: [candidate] });
    expect(integration?.detail).to.include("Not connected yet");
  });

  it("goes by the integration's roles once they are granted", () => {
    const [, integration] = summaryOf([
      accountWith("Newcomer", ["basic-user"]),
      accountWith("Integration", ["integration"], { accessMode: "Non-interactive", takesPlace: true }),
    ]);
    expect(integration).to.deep.include({
      who: "Integration",
      detail: "Connected. Access mode Non-interactive.",
    });
  });

  it("counts salespeople, and those who can work", () => {
    const ready = [accountWith("Anna", ["salesperson"]), accountWith("Ben", ["salesperson"])];
    const disabled = accountWith("Carla", ["salesperson"], { states: ["disabled"] });
    expect(summaryOf(ready)[2]).to.deep.include({
      who: "2 people",
      detail: "All enabled and licensed: Anna and Ben.",
    });
    expect(summaryOf([...ready, disabled])[2]?.detail).to.equal(
      "2 of 3 enabled and licensed: Anna, Ben and Carla.",
    );
  });
});
