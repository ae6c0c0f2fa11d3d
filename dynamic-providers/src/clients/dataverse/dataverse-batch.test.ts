import { expect } from "chai";
import fc from "fast-check";
import { decodeBatch, encodeBatch } from "./dataverse-batch";
import type { NoAnswer } from "../http/http";
import { INCOMPLETE } from "../http/http";

const API = "/api/data/v9.2";
const BOUNDARY = "batchresponse_52a76f10-8b2e-4e2a-8b1f-1e1e1e1e1e1e";

interface Part {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer as the service writes it (Web API: "Execute batch operations"). */
function written(parts: readonly Part[], boundary = BOUNDARY): string {
  const lines = parts.map(({ status, headers, body }) =>
    [
      `--${boundary}`,
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "",
      `HTTP/1.1 ${String(status)} Whatever`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      "",
      body,
    ].join("\r\n"),
  );
  return [...lines, `--${boundary}--`, ""].join("\r\n");
}

function read(body: string, count: number, contentType = `multipart/mixed; boundary=${BOUNDARY}`) {
  return decodeBatch({ status: 200, headers: { "content-type": contentType }, body }, count);
}

describe("the $batch of Dataverse", () => {
  it("is written as the service reads it", () => {
    const body = '{"@odata.id":"https://contoso.crm4.dynamics.com/api/data/v9.2/roles(r)"}';
    const text = encodeBatch(
      [
        { method: "GET", path: `${API}/WhoAmI`, headers: { Accept: "application/json" } },
        { method: "POST", path: `${API}/systemusers(u)/systemuserroles_association/$ref`, headers: {}, body },
        {
          method: "PATCH",
          path: `${API}/systemusers(u)`,
          headers: { "if-match": "*" },
          body: '{"domainname":"ä"}',
        },
      ],
      "batch_1",
    );
    expect(text).to.equal(
      [
        "--batch_1",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "",
        "GET /api/data/v9.2/WhoAmI HTTP/1.1",
        "Accept: application/json",
        "",
        "",
        "--batch_1",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "",
        "POST /api/data/v9.2/systemusers(u)/systemuserroles_association/$ref HTTP/1.1",
        "Content-Type: application/json",
        "Content-Length: 72",
        "",
        body,
        "--batch_1",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "",
        "PATCH /api/data/v9.2/systemusers(u) HTTP/1.1",
        "if-match: *",
        "Content-Type: application/json",
        // "ä" takes two bytes.
        "Content-Length: 19",
        "",
        '{"domainname":"ä"}',
        "--batch_1--",
        "",
      ].join("\r\n"),
    );
  });

  it("answers each request with status, headers and body", () => {
    const answers = read(
      written([
        { status: 204, headers: { "OData-Version": "4.0" }, body: "" },
        {
          status: 412,
          headers: { "Content-Type": "application/json; odata.metadata=minimal", REQ_ID: "7" },
          body: '{"error":{"code":"0x80040237","message":"A record with matching key values already exists."}}',
        },
      ]),
      2,
    );
    expect(answers[0]).to.deep.equal({ status: 204, headers: { "odata-version": "4.0" }, body: "" });
    expect(answers[1]).to.deep.include({ status: 412 });
    expect(answers[1]?.headers.req_id).to.equal("7");
    expect(JSON.parse(answers[1]?.body ?? "")).to.have.nested.property("error.code", "0x80040237");
  });

  it("takes a request for unanswered that the answer leaves out", () => {
    const answers = read(written([{ status: 204, headers: {}, body: "" }]), 2);
    expect(answers.map(({ status }) => status)).to.deep.equal([204, 0]);
    expect((answers[1]?.failure as NoAnswer).code).to.equal(INCOMPLETE);
  });

  it("takes the last request for unanswered when the answer breaks off", () => {
    const whole = written([
      { status: 204, headers: {}, body: "" },
      { status: 204, headers: {}, body: "" },
    ]);
    const cut = whole.slice(0, whole.lastIndexOf("HTTP/1.1"));
    expect(read(cut, 2).map(({ status }) => status)).to.deep.equal([204, 0]);
  });

  it("takes an answer for none that breaks off anywhere, and never gives half of one", () => {
    const parts = [
      { status: 200, headers: { a: "b" }, body: '{"value":[1,2,3]}' },
      { status: 412, headers: {}, body: '{"error":{"code":"0x80040237"}}' },
    ];
    const whole = written(parts);
    for (let length = 0; length < whole.length; length += 1) {
      const answers = read(whole.slice(0, length), 2);
      for (const [index, answer] of answers.entries()) {
        if (answer.status !== 0) expect(answer, `cut at ${String(length)}`).to.deep.equal(parts[index]);
      }
    }
  });

  it("believes nothing when there are more answers than requests", () => {
    const part = { status: 204, headers: {}, body: "" };
    expect(read(written([part, part, part]), 2).map(({ status }) => status)).to.deep.equal([0, 0]);
  });

  it("tells a boundary from what looks like one", () => {
    const parts = [
      { status: 200, headers: {}, body: `{"a":"--${BOUNDARY}","b":" --${BOUNDARY}--"}` },
      { status: 200, headers: {}, body: `{}\r\n--${BOUNDARY}2\r\n--${BOUNDARY.slice(0, -1)}` },
      { status: 204, headers: {}, body: "" },
    ];
    expect(read(written(parts), 3)).to.deep.equal(parts);
    const odd = "batch(1)+[a]*.$?|^";
    expect(read(written(parts, odd), 3, `multipart/mixed; boundary="${odd}"`)).to.deep.equal(parts);
  });

  it("reads headers over several lines, and ignores those of the part around, Content-ID among them", () => {
    const text = written([
      { status: 200, headers: { a: "b", "x-long": "one\r\n two\r\n\tthree" }, body: "{}" },
    ]);
    const around = text.replace(
      "Content-Type: application/http",
      "Content-ID: 1\r\nContent-Type: application/http",
    );
    expect(read(around, 1)).to.deep.equal([
      { status: 200, headers: { a: "b", "x-long": "one two three" }, body: "{}" },
    ]);
  });

  it("reads quoted boundaries, preambles and bare line feeds", () => {
    const text = `ignored\r\n${written([{ status: 200, headers: { a: "b" }, body: "{}" }])}`;
    const expected = [{ status: 200, headers: { a: "b" }, body: "{}" }];
    expect(read(text, 1, `multipart/mixed; charset=utf-8; boundary="${BOUNDARY}"`)).to.deep.equal(expected);
    expect(read(text.replaceAll("\r\n", "\n"), 1)).to.deep.equal(expected);
  });

  it("brings back any answers that a service can write", () => {
    const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,10}$/).map((name) => name.toLowerCase());
    const value = fc.stringMatching(/^[!-~]([ -~]{0,10}[!-~])?$/);
    const part = fc.record({
      status: fc.integer({ min: 200, max: 599 }),
      headers: fc
        .dictionary(token, value, { maxKeys: 4 })
        .map((headers) => Object.fromEntries(Object.entries(headers))),
      body: fc.oneof(fc.constant(""), fc.json()),
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        expect(read(written(parts), parts.length)).to.deep.equal(parts);
      }),
    );
  });

  it("never fails on an answer, whatever it is, and gives one for each request", () => {
    const noise = fc.array(
      fc.oneof(
        fc.constantFrom(
          "\r\n",
          "\n",
          `--${BOUNDARY}`,
          "--",
          "HTTP/1.1 204 No Content",
          "HTTP/1.1 ",
          ":",
          "a: b",
        ),
        fc.string({ maxLength: 5 }),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(noise, fc.integer({ min: 0, max: 4 }), (pieces, count) => {
        const answers = read(pieces.join(""), count);
        expect(answers).to.have.length(count);
        for (const { status } of answers)
          expect(status === 0 || (status >= 100 && status <= 999)).to.equal(true);
      }),
    );
    expect(read("", 1, "text/html")[0]?.status).to.equal(0);
  });
});
