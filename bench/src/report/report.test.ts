import { expect } from "chai";
import { plot } from "./plot";
import { replaceSections } from "./sections";
import { table } from "./table";

describe("a report", () => {
  it("shows rows as a table, numbers to the right, and what does not apply as a dash", () => {
    expect(
      table([
        { case: "no-op", requests: 11, seconds: 4.125 },
        { case: "delete", requests: 100, seconds: null },
      ]),
    ).to.equal(
      [
        "| case   | requests | seconds |",
        "| ------ | -------: | ------: |",
        "| no-op  |       11 |    4.13 |",
        "| delete |      100 |       – |",
      ].join("\n"),
    );
  });

  it("replaces the sections that were measured anew and keeps the others in their places", () => {
    const before = "# Old\n\n## a\n\none\n\n### part\n\n## b\n\ntwo\n";
    expect(replaceSections(before, "# Results\n", ["## a\n\nthree\n", "## c\n\nfour\n"])).to.equal(
      "# Results\n\n## a\n\nthree\n\n## b\n\ntwo\n\n## c\n\nfour\n",
    );
  });

  it("draws points on logarithmic axes, and names as text", () => {
    const points = [
      [10, 1],
      [1_000, 100],
    ] as const;
    const svg = plot([{ title: "a < b", lines: [{ name: "line", points }] }], "people");
    // From lower left to upper right: 56 and 420 − 118, 320 − 44 and 40.
    expect(svg).to.contain('points="56,276 302,40"');
    expect(svg).to.contain("a &lt; b").and.to.contain("prefers-color-scheme: dark");
  });
});
