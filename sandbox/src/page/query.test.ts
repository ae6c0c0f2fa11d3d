import { expect } from "chai";
import { pageFields, pageHref, parsePageQuery } from "./query";

describe("The page's address", () => {
  it("says what is shown", () => {
    const query = parsePageQuery(new URLSearchParams("q= anna  &show=guarded&page=3&log=writes&refresh=10"));
    expect(query).to.deep.equal({ search: "anna", show: "guarded", page: 3, log: "writes", refresh: 10 });
  });

  it("is taken as if it had not said what cannot be understood", () => {
    const usual = { search: "", show: "everybody", page: 1, log: "all", refresh: 0 };
    for (const text of [
      "",
      "show=toString&log=__proto__",
      "page=0&refresh=1",
      "page=-1",
      "page=1e3",
      "page=x",
    ]) {
      expect(parsePageQuery(new URLSearchParams(text)), text).to.deep.equal(usual);
    }
  });

  it("keeps what was asked for, and says nothing of what is usual", () => {
    const query = parsePageQuery(new URLSearchParams("q=a%26b&page=2"));
    expect(pageHref(query, { page: 3 }, "accounts")).to.equal("/?q=a%26b&page=3#accounts");
    expect(pageHref(query, { search: "", page: 1 })).to.equal("/");
    expect(pageFields(query, ["search", "show", "page"])).to.deep.equal([
      ["q", "a&b"],
      ["page", "2"],
    ]);
  });
});
