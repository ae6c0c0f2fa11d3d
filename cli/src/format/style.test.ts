import { expect } from "chai";
import { printable, styleOf, wantsColor } from "./style";

describe("colours", () => {
  it("are for a terminal, and not for a pipe", () => {
    expect(wantsColor(true, {})).to.equal(true);
    expect(wantsColor(false, {})).to.equal(false);
    expect(wantsColor(true, { TERM: "dumb" })).to.equal(false);
  });

  it("are left out where NO_COLOR is not empty, and forced by FORCE_COLOR, which comes first", () => {
    expect(wantsColor(true, { NO_COLOR: "1" })).to.equal(false);
    expect(wantsColor(true, { NO_COLOR: "" })).to.equal(true);
    expect(wantsColor(false, { FORCE_COLOR: "1", NO_COLOR: "1" })).to.equal(true);
    expect(wantsColor(true, { FORCE_COLOR: "0" })).to.equal(false);
  });

  it("leave text as it is when they are off", () => {
    expect(styleOf(false).bad("different")).to.equal("different");
    expect(styleOf(true).bad("different")).to.equal("\u001b[31mdifferent\u001b[0m");
  });
});

describe("text from a tenant", () => {
  it("cannot steer a terminal", () => {
    expect(printable("a\u001b[2Jb\u001b]0;title\u0007c\r\u009bd\n")).to.equal(
      "a\ufffd[2Jb\ufffd]0;title\ufffdc\ufffd\ufffdd\n",
    );
  });

  it("keeps the colours of this program", () => {
    const text = styleOf(true).good("ok");
    expect(printable(text)).to.equal(text);
  });
});
