import { expect } from "chai";
import { TestClient } from "../../testing/client";
import { rows } from "../../testing/dataverse";

describe("Solutions", () => {
  it("are those of Sales and of Business Central, by unique name", async () => {
    const client = await TestClient.start();
    try {
      const filter =
        "uniquename eq 'bcbi_CdsBaseIntegration' or uniquename eq 'MicrosoftDynamicsNavIntegration'";
      const found = await rows(client, `solutions?$select=uniquename,version,ismanaged&$filter=${filter}`);
      expect(found.map((row) => [row.uniquename, row.ismanaged])).to.have.deep.members([
        ["bcbi_CdsBaseIntegration", true],
        ["MicrosoftDynamicsNavIntegration", true],
      ]);
      for (const row of found) expect(row.version).to.match(/^\d+(\.\d+){3}$/);
    } finally {
      await client.close();
    }
  });
});

describe("Currencies", () => {
  it("are found by their ISO code", async () => {
    const client = await TestClient.start();
    try {
      const found = await rows(
        client,
        "transactioncurrencies?$select=isocurrencycode&$orderby=isocurrencycode",
      );
      expect(found.map((row) => row.isocurrencycode)).to.deep.equal(["EUR", "USD"]);
    } finally {
      await client.close();
    }
  });
});
