import { expect } from "chai";
import { TestClient } from "../testing/client";
import { dataverse, refusal, rows, type Row } from "../testing/dataverse";

describe("Dataverse pages", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start();
  });

  beforeEach(async () => {
    await client.reset();
  });

  after(async () => {
    await client.close();
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    dataverse(client, "GET", path, undefined, headers);
  const list = (path: string): Promise<Row[]> => rows(client, path);

  /** All pages of a query, following the links as they are. */
  async function pages(path: string, size: number): Promise<Row[][]> {
    const found: Row[][] = [];
    let next: string | undefined = `/api/data/v9.2/${path}`;
    while (next !== undefined) {
      const answer = await client.send("GET", next, {
        as: "dataverse",
        headers: { Prefer: `odata.maxpagesize=${size}` },
      });
      expect(answer.headers["preference-applied"]).to.equal(`odata.maxpagesize=${size}`);
      const body: { value: Row[]; "@odata.nextLink"?: string } = answer.body as never;
      found.push(body.value);
      next = body["@odata.nextLink"];
    }
    return found;
  }

  it("hold each row once, in the order asked for", async () => {
    const all = await list("roles?$select=name&$orderby=name,roleid");
    const paged = await pages("roles?$select=name&$orderby=name,roleid", 50);
    expect(paged.flat()).to.deep.equal(all);
    expect(paged.map((page) => page.length)).to.deep.equal([
      ...Array.from({ length: Math.floor(all.length / 50) }, () => 50),
      all.length % 50,
    ]);
  });

  it("end without a link when the last one is full", async () => {
    const all = await list("businessunits");
    expect(await pages("businessunits", all.length)).to.have.length(1);
  });

  it("go on where they were when a row before them has gone", async () => {
    const { body } = await get("systemusers?$select=fullname&$orderby=fullname desc", {
      Prefer: "odata.maxpagesize=2",
    });
    const first = body as { value: Row[]; "@odata.nextLink": string };
    const all = await list("systemusers?$select=fullname&$orderby=fullname desc");
    client.sandbox.store.delete("systemusers", first.value[0]!.systemuserid as string);
    const rest = await client.send("GET", first["@odata.nextLink"], { as: "dataverse" });
    expect((rest.body as { value: Row[] }).value).to.deep.equal(all.slice(2));
  });

  it("are not made when $top limits the rows", async () => {
    const { body, headers } = await get("roles?$top=3");
    expect((body as { value: Row[] }).value).to.have.length(3);
    expect(body).not.to.have.property("@odata.nextLink");
    expect(headers).not.to.have.property("preference-applied");
  });

  // Dataverse: Page results using OData, "Don't use the $top query option while paging records".
  it("are made when a size is asked for, and $top is ignored then", async () => {
    const all = await list("roles?$select=roleid");
    const paged = await pages("roles?$select=roleid&$top=3", 100);
    expect(paged.flat()).to.deep.equal(all);
  });

  it("hold 5000 rows when the client asks for more", async () => {
    const { headers } = await get("roles", { Prefer: "odata.maxpagesize=5001" });
    expect(headers).not.to.have.property("preference-applied");
  });

  it("are refused for a token that is not ours", async () => {
    expect(refusal(await get("roles?$skiptoken=abc"))).to.equal("400 0x80060888");
  });
});
