import { expect } from "chai";
import { contracts } from "./contracts/contracts";
import { routesWithContract } from "./routes";
import { HttpsClient } from "./target/https-client";
import { startSandboxTarget, type SandboxTarget } from "./target/sandbox-target";
import { readFileSync } from "node:fs";

/** Routes of the sandbox that no contract can ask, with the reason. */
const withoutContract: Readonly<Record<string, string>> = {
  "GET dataverse /api/data/v9.2/organizations({id})/{navigation}":
    "the sandbox knows none of the organization",
  "GET dataverse /api/data/v9.2/organizations({id})/{navigation}/$ref": "the same",
};

/** Routes of contracts that the sandbox refuses with 501: open questions. */
const notCovered = ["GET dataverse /api/data/v9.2/RetrieveOrganizationResources()"];

describe("the contracts", () => {
  let place: SandboxTarget;
  let covered: string[];

  before(async () => {
    place = await startSandboxTarget();
    const http = new HttpsClient(readFileSync(place.sandbox.status.caFile, "utf8"));
    const url = `${place.sandbox.status.admin}/coverage`;
    const { body } = await http.send({ method: "GET", url, headers: {} });
    http.close();
    covered = (body as { method: string; service: string; name: string }[]).map(
      ({ method, service, name }) => `${method} ${service} ${name}`,
    );
  });

  after(async () => {
    await place.close();
  });

  it("ask every route that the sandbox covers", () => {
    const asked = routesWithContract(contracts);
    const unasked = covered.filter((route) => !asked.has(route) && !Object.hasOwn(withoutContract, route));
    expect(unasked).to.deep.equal([]);
  });

  it("name routes as the sandbox's coverage does", () => {
    const unknown = [...routesWithContract(contracts).keys()].filter(
      (route) => !covered.includes(route) && !notCovered.includes(route),
    );
    expect(unknown).to.deep.equal([]);
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
