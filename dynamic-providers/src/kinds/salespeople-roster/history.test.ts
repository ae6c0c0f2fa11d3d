import { expect } from "chai";
import fc from "fast-check";
import type { Fault } from "./faulty-model.test.support";
import { deployment, history, starts } from "./histories.test.support";
import { expectOthersGrants, expectWanted, licensesAt } from "./history-expectations.test.support";
import { World } from "./history-world.test.support";
import { salespeopleRoster as roster } from "./reconciler";

describe("the history of a roster", function () {
  this.timeout(60_000);

  it("reaches from any start what is wanted, and has nothing left to do then", async () => {
    await fc.assert(
      fc.asyncProperty(
        starts,
        history,
        fc.constantFrom("additive" as const, "authoritative" as const),
        fc.boolean(),
        async (people, deployments, mode, keepsRoles) => {
          const world = new World(people, keepsRoles);
          for (const one of deployments) {
            for (const done of one.acts) world.act(done);
            const inputs = world.inputsOf(one, mode);
            const before = world.licenses();
            await world.deploy(inputs);
            expectWanted(world, inputs, before);

            world.tenant.writes.length = 0;
            expect(await world.refresh()).to.deep.equal(inputs);
            expect(roster.diff(world.state!, inputs).changed).to.equal(false);
            await world.deploy(inputs);
            expect(world.tenant.writes).to.deep.equal([]);
            if (mode === "authoritative") {
              for (const [id, row] of world.tenant.rows) {
                const theirs = world.others.get(id);
                for (const role of theirs ?? []) if (!row.roles.has(role)) theirs?.delete(role);
              }
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it("takes back what was granted here, and never what others granted", async () => {
    await fc.assert(
      fc.asyncProperty(starts, history, fc.boolean(), async (people, deployments, keepsRoles) => {
        const world = new World(people, keepsRoles);
        const before = licensesAt(world.tenant);
        for (const one of deployments) {
          for (const done of one.acts) world.act(done);
          await world.deploy(world.inputsOf(one, "additive"));
        }
        await world.destroyPersistently();
        expectOthersGrants(world, before);
      }),
      { numRuns: 150 },
    );
  });

  it("comes to the same end through refusals, lost answers and lost requests", async () => {
    const faults = fc.array(fc.constantFrom<Fault | undefined>("refused", "lost", "dropped", undefined), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(starts, history, faults, faults, async (people, deployments, some, more) => {
        const world = new World(people);
        const before = licensesAt(world.tenant);
        const left = [...some];
        world.tenant.fault = () => left.shift();
        for (const one of deployments) {
          for (const done of one.acts) world.act(done);
          const inputs = world.inputsOf(one, "additive");
          await world.deployPersistently(inputs);
          expectWanted(world, inputs);
        }
        left.push(...more);
        await world.destroyPersistently();
        expectOthersGrants(world, before);
      }),
      { numRuns: 150 },
    );
  });

  it("comes to the same end when the process dies after any write, and it is deployed again", async () => {
    await fc.assert(
      fc.asyncProperty(starts, history, fc.nat({ max: 30 }), async (people, deployments, survived) => {
        const [calm, struck] = [new World(people), new World(people)];
        for (const [index, one] of deployments.entries()) {
          const isLast = index === deployments.length - 1;
          for (const world of [calm, struck]) {
            for (const done of one.acts) world.act(done);
            const inputs = world.inputsOf(one, "additive");
            if (isLast && world === struck) await world.deployAndDie(inputs, survived);
            await world.deploy(inputs);
            expectWanted(world, inputs);
          }
        }
        expect(struck.tenant.snapshot()).to.deep.equal(calm.tenant.snapshot());
      }),
      { numRuns: 150 },
    );
  });

  it("does not depend on the order of people", async () => {
    await fc.assert(
      fc.asyncProperty(starts, deployment, async (people, one) => {
        const outcomes = await Promise.all(
          [Object.entries(one.people), Object.entries(one.people).reverse()].map(async (entries) => {
            const world = new World(people);
            await world.deploy(world.inputsOf({ ...one, people: Object.fromEntries(entries) }, "additive"));
            return { tenant: world.tenant.snapshot(), writes: world.tenant.writes };
          }),
        );
        expect(outcomes[0]).to.deep.equal(outcomes[1]);
      }),
    );
  });
});
