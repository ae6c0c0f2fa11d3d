import { expect } from "chai";
import { csv } from "./csv";

describe("CSV", () => {
  it("quotes what needs it, and ends lines as RFC 4180 says", () => {
    expect(csv(["a", "b"], [['say "x"', "1,2"]])).to.equal('a,b\r\n"say ""x""","1,2"\r\n');
  });

  it("puts an apostrophe before what a spreadsheet would compute", () => {
    for (const value of ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"]) {
      expect(csv(["a"], [[value]])).to.equal(`a\r\n'${value}\r\n`);
    }
    expect(csv(["a"], [["\rx"]])).to.equal('a\r\n"\'\rx"\r\n');
  });

  it("leaves the same characters alone within a value", () => {
    expect(csv(["a"], [["O=Hara-Berg+1@contoso.com"]])).to.equal("a\r\nO=Hara-Berg+1@contoso.com\r\n");
  });
});
