import { expect } from "chai";
import { contracts } from "./contracts/contracts";
import { routesWithContract } from "./routes";
import { startSandboxTarget, type SandboxTarget } from "./target/sandbox-target";
import { coveredRoutes } from "./testing/covered-routes";

const api = "GET dataverse /api/data/v9.2/";

/** Routes of the sandbox that no contract asks, with the reason. */
const withoutContract: Readonly<Record<string, string>> = {
  [`${api}organizations({id})/{navigation}`]: "the sandbox knows no navigation property of this table",
  [`${api}organizations({id})/{navigation}/$ref`]: "the same",
  [`${api}solutions({id})/{navigation}`]: "the same",
  [`${api}solutions({id})/{navigation}/$ref`]: "the same",
  [`${api}transactioncurrencies({id})/{navigation}`]: "the same",
  [`${api}transactioncurrencies({id})/{navigation}/$ref`]: "the same",
  [`${api}roleprivilegescollection({id})`]: "the table reference gives it RetrieveMultiple only",
  [`${api}roleprivilegescollection({id})/{navigation}`]: "the same",
  [`${api}roleprivilegescollection({id})/{navigation}/$ref`]: "the same",
  "GET entra /msi/token": "a managed identity's endpoint is reached from its own machine only",
};

describe("the contracts", () => {
  let place: SandboxTarget;

  before(async () => {
    place = await startSandboxTarget();
  });

  after(async () => {
    await place.close();
  });

  it("ask every route that the sandbox covers", async () => {
    const asked = routesWithContract(contracts);
    const unasked = (await coveredRoutes(place.sandbox)).filter(
      (route) => !asked.has(route) && !Object.hasOwn(withoutContract, route),
    );
    expect(unasked).to.deep.equal([]);
  });

  it("have an id of their own each", () => {
    const ids = contracts.map(({ id }) => id);
    expect(ids).to.deep.equal([...new Set(ids)]);
  });

  it("ask all open questions", () => {
    const points = contracts.flatMap(({ openPoint }) => openPoint ?? []);
    expect([...new Set(points)].sort()).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
