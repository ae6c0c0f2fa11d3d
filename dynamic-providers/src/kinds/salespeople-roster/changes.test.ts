import { expect } from "chai";
import { changeLines } from "./changes";

const anna = { displayName: "Anna", licenses: ["SALES"], roles: ["Salesperson"], enabled: true };

describe("the lines that tell who is to be changed", () => {
  it("name the person and what is added, removed and set", () => {
    const before = { anna: { ...anna, roles: ["Sales Manager"], enabled: false, jobTitle: "A" }, ben: anna };
    const wanted = { anna: { ...anna, jobTitle: "B" }, ben: { ...anna, roles: ["SALESPERSON"] } };
    expect(changeLines(before, wanted)).to.deep.equal([
      'anna: roles + "Salesperson" - "Sales Manager"; enabled false => true; jobTitle "A" => "B"',
    ]);
  });

  it("tell who joins and who leaves", () => {
    expect(changeLines({ anna, ben: anna }, { anna, carla: anna })).to.deep.equal([
      "ben: leaves",
      "carla: joins, or is missing",
    ]);
  });

  it("are twenty at most", () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`p${String(index)}`, anna]));
    const lines = changeLines({}, many);
    expect(lines).to.have.length(21);
    expect(lines.at(-1)).to.equal("and 80 more people");
  });
});
