import { expect } from "chai";
import { checkContract } from "./check-contract";
import { contracts } from "./contracts/contracts";
import { differencesOf } from "./observations";
import { asks } from "./routes";
import { coveredRoutes } from "./testing/covered-routes";
import { startSandboxTarget, type SandboxTarget } from "./target/sandbox-target";

describe("the services as the sandbox plays them", () => {
  let place: SandboxTarget;
  let found: unknown;
  let covered: string[];

  before(async () => {
    place = await startSandboxTarget();
    found = place.sandbox.store.export();
    covered = await coveredRoutes(place.sandbox);
  });

  after(async () => {
    await place.close();
  });

  for (const contract of contracts) {
    it(`${contract.id}: ${contract.title}`, async () => {
      place.sandbox.requests.clear();
      const observation = await checkContract(contract, place.target);
      const asked = place.sandbox.requests.entries;
      const cleaned = await place.target.cleanUp.run();

      expect(differencesOf(observation)).to.deep.equal([]);
      expect(cleaned).to.deep.equal({ leftovers: [], kept: [] });
      // What the sandbox does not cover it says so; nothing else keeps a contract from being settled here.
      if (observation.outcome === "not settled") {
        expect(observation.reason).to.match(/The sandbox does not cover /);
        return;
      }
      expect(covered).to.include.members([...contract.routes]);
      const parts = asked.flatMap(({ service, parts }) =>
        parts.map(({ method, path }) => ({ service, method, target: path })),
      );
      for (const route of contract.routes) {
        const wasAsked = [...asked, ...parts].some((request) => asks(route, request));
        expect(wasAsked, `${route} was asked`).to.equal(true);
      }
    });
  }

  it("are left as they were found", async () => {
    expect(await place.target.sharedCleanUp.run()).to.deep.equal({ leftovers: [], kept: [] });
    expect(place.sandbox.store.export()).to.deep.equal(found);
  });
});
