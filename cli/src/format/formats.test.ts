import { expect } from "chai";
import { htmlTable, markup, prose } from "./html";
import { markdownTable, markdownText } from "./markdown";
import { textTable } from "./table";

describe("a table of text", () => {
  it("is aligned by characters as people see them, and no line ends with blanks", () => {
    expect(
      textTable(
        ["A", "B"],
        [
          ["é́", "1"],
          ["long", ""],
        ],
      ),
    ).to.equal("A     B\n----  -\né́     1\nlong\n");
  });
});

describe("Markdown", () => {
  it("takes nothing in a text for markup", () => {
    expect(markdownText("a|b *c* <d> [e](f) & g\nh")).to.equal("a\\|b \\*c\\* \\<d\\> \\[e\\](f) &amp; g h");
  });

  it("keeps a cell on its line", () => {
    expect(markdownTable(["x"], [["1\n2"]])).to.equal("| x |\n| --- |\n| 1 2 |\n");
  });
});

describe("HTML", () => {
  it("escapes what is put into it, once", () => {
    expect(markup`<p title="${`"'`}">${"<b>&"}${markup`<i>${"<"}</i>`}</p>`.source).to.equal(
      '<p title="&quot;&#39;">&lt;b&gt;&amp;<i>&lt;</i></p>',
    );
  });

  it("marks what is to be typed", () => {
    expect(
      prose("Run `a <b>` now.")
        .map(({ source }) => source)
        .join(""),
    ).to.equal("Run <code>a &lt;b&gt;</code> now.");
  });

  it("tells each cell its heading", () => {
    expect(htmlTable(["What", "Found"], [["roles", "none"]]).source).to.contain(
      '<th scope="row">roles</th><td data-label="Found">none</td>',
    );
  });
});
