import { expect } from "chai";
import fc from "fast-check";
import type { Preview } from "../preview";
import { clip, size } from "./clip";
import { driftReport } from "./drift-report";
import { footer } from "./footer";
import { fenced } from "./markdown";
import { markerStart, readMarker } from "./marker";
import { previewComment } from "./preview-comment";

/** Characters that GitHub takes in a comment and in an issue. */
const GITHUB = 65_536;

function preview(
  output: string,
  operations: Readonly<Record<string, number>> = { same: 3, update: 1 },
): Preview {
  return { output, events: { operations, errors: 0 }, failed: false, found: "drift" };
}

describe("clipping", () => {
  it("gives whole lines that fit, with the beginning and the end, and says how many are left out", () => {
    const lines = fc.array(
      fc.string({ maxLength: 40, unit: "grapheme" }).map((line) => line.replaceAll("\n", "")),
      {
        minLength: 1,
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(lines, fc.integer({ min: 200, max: 4000 }), (all, limit) => {
        const text = all.join("\n");
        const clipped = clip(text, limit);
        expect(size(clipped)).to.be.at.most(limit);
        if (size(text) <= limit) {
          expect(clipped).to.equal(text);
          return;
        }
        const kept = clipped.split("\n");
        const note = kept.findIndex((line) => /^… \d+ lines left out/.test(line));
        const left = Number(/\d+/.exec(kept[note] ?? "")?.[0]);
        expect(kept.slice(0, note)).to.deep.equal(all.slice(0, note));
        expect(kept.slice(note + 1)).to.deep.equal(all.slice(note + left));
      }),
    );
  });
});

describe("fences", () => {
  it("cannot be ended by what is inside", () => {
    expect(fenced("```\n@everybody\n````", "diff")).to.equal("`````diff\n```\n@everybody\n````\n`````");
  });
});

describe("a preview's comment", () => {
  it("fits into a comment of GitHub whatever Pulumi prints, and keeps Pulumi's summary", () => {
    const long = `${'    ~ roles: [0]: "Verkäufer €" => "Salesperson"\n'.repeat(5000)}Resources:\n    ~ 1 to update`;
    const comment = previewComment("prod", preview(long), "From here.");
    expect(comment.length).to.be.below(GITHUB);
    expect(Buffer.byteLength(comment)).to.be.above(60_000).and.below(GITHUB);
    expect(comment).to.contain("```diff\n~ roles: [0]");
    expect(comment).to.match(/Resources:\n {4}~ 1 to update\n```\n\n<\/details>\n\nFrom here\.\n$/);
    expect(comment).to.match(/\n… \d+ lines left out; the log of the run has them …\n/);
  });

  it("fits also when the text is nothing but fences", () => {
    const comment = previewComment("prod", preview(`${"`".repeat(9000)}\n`.repeat(12)), "From here.");
    expect(comment.length).to.be.below(GITHUB);
  });

  it("opens the plan only where something changes", () => {
    expect(previewComment("prod", preview("x"), ""))
      .to.contain("<details open>")
      .and.to.contain("**Changes:** 1 to update");
    const idle = previewComment("prod", preview("x", { same: 4 }), "");
    expect(idle).to.contain("<details>").and.to.contain("**No changes:** 4 unchanged.");
  });

  it("says that a preview failed, and with how many errors", () => {
    const failed: Preview = {
      output: "no",
      events: { operations: undefined, errors: 2 },
      failed: true,
      found: "unknown",
    };
    expect(previewComment("prod", failed, "")).to.contain("**The preview failed**, with 2 errors");
  });
});

describe("a report of drift", () => {
  const clean: Preview = { ...preview("nothing", { same: 4 }), found: "clean" };
  const failed: Preview = { ...preview("no"), failed: true, found: "unknown" };

  it("is drift when either look finds some, unknown when one failed, clean when both are", () => {
    const found = (seen: Preview, audit: "clean" | "drift" | "unknown") =>
      driftReport("prod", seen, { found: audit, markdown: "# Audit" }, "").found;
    expect(found(clean, "clean")).to.equal("clean");
    expect(found(clean, "drift")).to.equal("drift");
    expect(found(failed, "drift")).to.equal("drift");
    expect(found(preview("x"), "unknown")).to.equal("drift");
    expect(found(clean, "unknown")).to.equal("unknown");
    expect(found(failed, "clean")).to.equal("unknown");
  });

  it("fits into an issue with a long plan and a long audit", () => {
    const audit = { found: "drift", markdown: "| anna | Salesperson | missing |\n".repeat(9000) } as const;
    const { text } = driftReport("prod", preview("~ roles\n".repeat(20_000)), audit, "From here.");
    expect(text.length).to.be.below(GITHUB);
    expect(text).to.contain("| anna | Salesperson | missing |").and.to.contain("~ roles");
  });

  it("is known again by its first line, also when it says something else, and by no other stack", () => {
    const text = driftReport("contoso/bc-sales/prod.eu", clean, { found: "clean", markdown: "" }, "").text;
    expect(readMarker(text, "drift.md", "drift")).to.deep.equal({
      kind: "drift",
      stack: "contoso/bc-sales/prod.eu",
      found: "clean",
    });
    expect(text).to.match(markerStart({ kind: "drift", stack: "contoso/bc-sales/prod.eu" }));
    expect(text.replace("prod.eu", "prod-eu")).to.not.match(
      markerStart({ kind: "drift", stack: "contoso/bc-sales/prod.eu" }),
    );
    expect(text).to.not.match(markerStart({ kind: "drift", stack: "contoso/bc-sales/prod" }));
    expect(text).to.not.match(markerStart({ kind: "preview", stack: "contoso/bc-sales/prod.eu" }));
  });

  it("is not taken for a preview, and the other way round", () => {
    const { text } = driftReport("prod", clean, { found: "clean", markdown: "" }, "");
    expect(() => readMarker(text, "drift.md", "preview")).to.throw(
      /drift\.md: this is no report of a preview\. Write it with `npm run -s pipeline -- preview --stack NAME` first/,
    );
  });
});

describe("the footer", () => {
  it("links the run of GitHub Actions and of Azure Pipelines, and says when there is none", () => {
    expect(
      footer({
        GITHUB_SERVER_URL: "https://github.com",
        GITHUB_REPOSITORY: "contoso/accounts",
        GITHUB_RUN_ID: "1",
      }),
    ).to.equal("[Log of the run](https://github.com/contoso/accounts/actions/runs/1).");
    expect(
      footer({
        SYSTEM_COLLECTIONURI: "https://dev.azure.com/contoso/",
        SYSTEM_TEAMPROJECT: "Sales accounts",
        BUILD_BUILDID: "2",
      }),
    ).to.equal("[Log of the run](https://dev.azure.com/contoso/Sales%20accounts/_build/results?buildId=2).");
    expect(footer({})).to.equal("Written outside of a pipeline.");
  });
});
