import { expect } from "chai";
import fc from "fast-check";
import { SandboxError } from "../../errors/sandbox-error";
import { joinMultipart, splitMultipart } from "./multipart";
import { largestBatch, parseBatch, type BatchRequest } from "./parse-batch";
import { fuzzRuns } from "../../testing/fuzz-runs";

interface Request {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const type = 'multipart/mixed; boundary="batch_1"';

function written({ method, target, headers, body }: Request, contentId?: string): string {
  const partHeaders = [
    "Content-Type: application/http",
    "Content-Transfer-Encoding: binary",
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
  ];
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [...partHeaders, "", `${method} ${target} HTTP/1.1`, ...lines, "", body].join("\r\n");
}

function batchOf(...parts: readonly string[]): Buffer {
  return Buffer.from(joinMultipart(parts, "batch_1"), "utf8");
}

function changeSetOf(...requests: readonly string[]): string {
  return `Content-Type: multipart/mixed; boundary=changeset_1\r\n\r\n${joinMultipart(requests, "changeset_1")}`;
}

const get = written({ method: "GET", target: "/api/data/v9.2/roles", headers: {}, body: "" });
const assign = (body: string): Request => ({
  method: "POST",
  target: "/api/data/v9.2/systemusers(a)/systemuserroles_association/$ref",
  headers: { "Content-Type": "application/json" },
  body,
});

function refusal(
  body: Buffer,
  contentType: string = type,
): { status: number; code: string; message: string } {
  try {
    parseBatch(contentType, body);
  } catch (error) {
    if (error instanceof SandboxError) return error;
    throw error;
  }
  throw new Error("The batch was taken.");
}

describe("A batch", () => {
  it("is read as the documentation writes it", () => {
    const text = [
      "--batch_1",
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "",
      "POST /api/data/v9.2/tasks HTTP/1.1",
      "Content-Type: application/json; type=entry",
      "",
      '{ "subject": "Grüße" }',
      "--batch_1",
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "",
      "GET /api/data/v9.2/accounts?$select=name HTTP/1.1",
      "",
      "",
      "--batch_1--",
      "",
    ].join("\r\n");
    const [post, read] = parseBatch(type, Buffer.from(text, "utf8"));
    expect(post).to.deep.equal({
      kind: "request",
      request: {
        contentId: undefined,
        method: "POST",
        target: "/api/data/v9.2/tasks",
        headers: { "content-type": "application/json; type=entry" },
        body: Buffer.from('{ "subject": "Grüße" }', "utf8"),
      },
    });
    expect(read).to.deep.include({ kind: "request" });
    expect(read?.kind === "request" && read.request.body.length).to.equal(0);
  });

  it("is the same after it was written and read again, change sets included", () => {
    const requests = fc.record({
      method: fc.constantFrom("POST", "PATCH", "DELETE"),
      target: fc.webPath().map((path) => path.replaceAll("$", "") || "/"),
      headers: fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,10}$/), fc.stringMatching(/^[!-~]{1,20}$/), {
        maxKeys: 3,
      }),
      // Without references: what they may refer to is told by other tests.
      body: fc.string({ unit: "grapheme" }).filter((text) => !text.includes("--") && !text.includes("$")),
    });
    const items = fc.array(fc.oneof(requests, fc.array(requests, { minLength: 1, maxLength: 3 })), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(items, (wanted) => {
        const parts = wanted.map((item) =>
          Array.isArray(item)
            ? changeSetOf(...item.map((request, index) => written(request, String(index))))
            : written(item),
        );
        const plain = ({ method, target, headers, body }: BatchRequest): Request => {
          return { method, target, headers, body: body.toString("utf8") };
        };
        const read = parseBatch(type, batchOf(...parts)).map((item) =>
          item.kind === "request" ? plain(item.request) : item.requests.map(plain),
        );
        expect(read).to.deep.equal(wanted);
      }),
    );
  });

  it("keeps every byte of its parts", () => {
    const content = fc
      .uint8Array({ maxLength: 100 })
      .map((bytes) => Buffer.from(bytes).toString("latin1"))
      .filter((text) => !`\r\n${text}\r\n`.includes("\r\n--b"));
    fc.assert(
      fc.property(fc.array(content, { minLength: 1, maxLength: 5 }), (contents) => {
        const body = joinMultipart(
          contents.map((text) => `A: 1\r\n\r\n${text}`),
          "b",
        );
        expect(splitMultipart(body, "b").map((part) => part.content)).to.deep.equal(contents);
      }),
    );
  });

  it("is read or refused with 400, whatever is broken in it", () => {
    const whole = batchOf(
      get,
      changeSetOf(
        written(assign('{"@odata.id":"roles(b)"}'), "1"),
        written(assign('{"@odata.id":"$1"}'), "2"),
      ),
    ).toString("latin1");
    const breaks = fc.tuple(
      fc.nat(whole.length),
      fc.nat(40),
      fc.constantFrom("", "\r\n", "\n", "--", "--batch_1", "--changeset_1--", "GET", "$9", ":", "\0"),
    );
    fc.assert(
      fc.property(fc.array(breaks, { minLength: 1, maxLength: 4 }), (changes) => {
        const broken = changes.reduce(
          (text, [start, length, insert]) => text.slice(0, start) + insert + text.slice(start + length),
          whole,
        );
        try {
          parseBatch(type, Buffer.from(broken, "latin1"));
        } catch (error) {
          if (!(error instanceof SandboxError)) throw error;
          expect(error.status).to.equal(400);
        }
      }),
      { numRuns: Math.max(1000, fuzzRuns) },
    );
  });

  it("needs multipart/mixed and a boundary", () => {
    expect(refusal(batchOf(get), "application/json").message).to.contain("multipart/mixed");
    expect(refusal(batchOf(get), "multipart/mixed").message).to.contain("boundary");
  });

  it("needs CRLF, its closing line and a blank line after headers", () => {
    expect(refusal(Buffer.from(batchOf(get).toString().replaceAll("\r\n", "\n"))).message).to.contain("CRLF");
    expect(refusal(Buffer.from(batchOf(get).toString().replace("--batch_1--", ""))).message).to.contain(
      "'--batch_1--' is missing",
    );
    const oneLineEnd = "Content-Type: application/http\r\n\r\nGET /api/data/v9.2/roles HTTP/1.1\r\n";
    expect(refusal(batchOf(oneLineEnd)).message).to.equal("Part 1 has no blank line after its headers.");
  });

  it("holds 1000 requests and not one more", () => {
    const requests = Array.from({ length: largestBatch }, () => get);
    expect(parseBatch(type, batchOf(...requests))).to.have.length(1000);
    expect(refusal(batchOf(...requests, get)).message).to.contain("'1000'");
  });

  it("holds no batch", () => {
    for (const target of ["/api/data/v9.2/$batch", "$batch", "https://a/api/data/v9.2/%24%62atch?a=1"]) {
      const inner = written({ method: "POST", target, headers: {}, body: "" });
      expect(refusal(batchOf(inner)).message).to.equal("Part 1 is a batch itself.");
    }
  });

  it("has addresses of up to 64 kB", () => {
    const read = (length: number): string =>
      written({ method: "GET", target: `/${"a".repeat(length - 1)}`, headers: {}, body: "" });
    expect(parseBatch(type, batchOf(read(65_536)))).to.have.length(1);
    expect(refusal(batchOf(read(65_537))).message).to.contain("65536");
  });

  it("has no GET in a change set", () => {
    const read = get.replace("binary", "binary\r\nContent-ID: 1");
    expect(refusal(batchOf(changeSetOf(read))).message).to.contain("GET");
  });

  it("has a Content-ID in each part of a change set", () => {
    expect(refusal(batchOf(changeSetOf(written(assign("{}"))))).code).to.equal("0x80060888");
  });

  it("refers to nothing that comes later", () => {
    const first = written(assign('{"@odata.id":"$2"}'), "1");
    const second = written(assign("{}"), "2");
    expect(refusal(batchOf(changeSetOf(first, second))).message).to.equal(
      "Content-ID Reference: '$2' does not exist in the batch context.",
    );
  });
});
