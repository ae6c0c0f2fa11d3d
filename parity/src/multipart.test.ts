import { expect } from "chai";
import { readBatch, writeBatch } from "./multipart";

describe("a batch", () => {
  it("is written with CRLF, change sets inside", () => {
    const text = writeBatch(
      [
        { method: "GET", path: "WhoAmI" },
        [{ method: "PATCH", path: "systemusers(1)", body: { jobtitle: "x" }, contentId: "1" }],
      ],
      "/api/data/v9.2/",
    );
    expect(text.replaceAll("\r\n", "\n")).to.equal(`--batch_parity
Content-Type: application/http
Content-Transfer-Encoding: binary

GET /api/data/v9.2/WhoAmI HTTP/1.1
Accept: application/json


--batch_parity
Content-Type: multipart/mixed; boundary="changeset_parity"

--changeset_parity
Content-Type: application/http
Content-Transfer-Encoding: binary
Content-ID: 1

PATCH /api/data/v9.2/systemusers(1) HTTP/1.1
Accept: application/json
If-Match: *
Content-Type: application/json

{"jobtitle":"x"}
--changeset_parity--

--batch_parity--
`);
    expect(text.replaceAll("\r\n", "")).not.to.match(/[\r\n]/);
  });

  // In the form of the examples of learn.microsoft.com, Dataverse: Execute batch operations using the Web API.
  it("is read part by part, with status, body and Content-ID", () => {
    const text = [
      "--batchresponse_1",
      "Content-Type: multipart/mixed; boundary=changesetresponse_2",
      "",
      "--changesetresponse_2",
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "Content-ID: 1",
      "",
      "HTTP/1.1 204 No Content",
      "OData-Version: 4.0",
      "",
      "",
      "--changesetresponse_2",
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "Content-ID: 2",
      "",
      "HTTP/1.1 204 No Content",
      "OData-Version: 4.0",
      "",
      "",
      "--changesetresponse_2--",
      "--batchresponse_1",
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "",
      "HTTP/1.1 200 OK",
      "Content-Type: application/json; odata.metadata=minimal; odata.streaming=true",
      "OData-Version: 4.0",
      "",
      '{"subject":"Task -- 1"}',
      "--batchresponse_1--",
      "",
    ].join("\r\n");
    expect(readBatch(text)).to.deep.equal([
      { status: 204, body: undefined, contentId: "1" },
      { status: 204, body: undefined, contentId: "2" },
      { status: 200, body: { subject: "Task -- 1" }, contentId: undefined },
    ]);
  });
});
