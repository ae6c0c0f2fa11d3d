import { expect } from "chai";
import fc from "fast-check";
import { decode } from "./encoding";

const LINES = "one\r\nzwei\nélan, 日本\n";

function problem(bytes: Uint8Array) {
  const decoded = decode(bytes, "people.csv");
  if (decoded.ok) throw new Error(`decoded: ${decoded.text}`);
  return decoded.problem;
}

/** UTF-16 with the bytes of each unit the other way round. */
function bigEndian(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

describe("the encoding of a file", () => {
  it("may be UTF-8 with or without a byte order mark, or UTF-16 with one", () => {
    for (const bytes of [
      Buffer.from(LINES),
      Buffer.from(`\uFEFF${LINES}`),
      Buffer.from(`\uFEFF${LINES}`, "utf16le"),
      bigEndian(`\uFEFF${LINES}`),
    ]) {
      expect(decode(bytes, "people.csv")).to.deep.equal({ ok: true, text: LINES });
    }
  });

  it("is named when it is Windows-1252, at the first letter that shows it", () => {
    const found = problem(Buffer.from("User Name\r\nanna,Zoë\r\nben,André\r\n", "latin1"));
    expect(found.where).to.equal("people.csv:2:8");
    expect(found.message).to.contain("UTF-8").and.to.contain("EB");
    expect(found.remedy).to.contain("UTF-8");
  });

  it("counts columns in characters before a wrong byte", () => {
    const bytes = Buffer.concat([Buffer.from("\uFEFFé日"), Buffer.from([0xff])]);
    expect(problem(bytes).where).to.equal("people.csv:1:3");
  });

  it("is told from a replacement character that is really there", () => {
    const bytes = Buffer.concat([Buffer.from("\uFFFD\n"), Buffer.from([0x80])]);
    expect(problem(bytes).where).to.equal("people.csv:2:1");
  });

  it("is refused when a character is cut off at the end", () => {
    expect(problem(Buffer.from("ab\u65E5").subarray(0, 4)).where).to.equal("people.csv:1:3");
  });

  it("is refused when it is UTF-16 without a mark or cut in half", () => {
    expect(problem(Buffer.from("User Name", "utf16le")).message).to.contain("UTF-16");
    expect(problem(Buffer.from("\uFEFFUser", "utf16le").subarray(0, 9)).message).to.contain("UTF-16");
  });

  it("is decided for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const decoded = decode(bytes, "f");
        if (!decoded.ok) expect(decoded.problem.where).to.match(/^f:\d+:\d+$/);
      }),
    );
  });
});
