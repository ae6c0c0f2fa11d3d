import { expect } from "chai";
import fc from "fast-check";
import { nearest } from "./nearest";

const roles = ["Basic User", "Sales Manager", "Salesperson", "System Administrator", "System Customizer"];

describe("nearest names", () => {
  it("finds a misspelled name, whatever the letter case", () => {
    expect(nearest("salesprson", roles)).to.deep.equal(["Salesperson"]);
    expect(nearest("System Adminstrator", roles)[0]).to.equal("System Administrator");
  });

  it("finds a name by a part of it, the nearest first", () => {
    expect(nearest("Sales", roles)).to.deep.equal(["Salesperson", "Sales Manager"]);
  });

  it("offers nothing for a word that resembles none", () => {
    expect(nearest("Quartermaster", roles)).to.deep.equal([]);
  });

  it("always puts the word itself first when it is a candidate", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), fc.nat(), (names, pick) => {
        const word = names[pick % names.length]!;
        const [first] = nearest(word, names);
        expect(first?.toLowerCase()).to.equal(word.toLowerCase());
      }),
    );
  });
});
