import { expect } from "chai";
import { Progress } from "./progress";
import { lookingAt, inputsFor, salesperson } from "./roster.test.support";
import { salespeopleRoster as roster } from "./reconciler";
import { TenantModel } from "./tenant-model.test.support";

describe("the progress of a step", () => {
  it("is told in people, with what the others wait on, at most every five seconds", async () => {
    const tenant = new TenantModel();
    const progress = new Progress(tenant);
    const report = (done: number) => {
      progress.report(() => ({ doing: "Changing roles", done, all: 3, waiting: "waiting for Dataverse" }));
    };
    report(0);
    await tenant.clock.sleep(5_000);
    report(1);
    report(2);
    expect(tenant.logged).to.deep.equal(["Changing roles: 1 of 3 people done; waiting for Dataverse."]);
    await tenant.clock.sleep(5_000);
    report(3);
    expect(tenant.logged.at(-1)).to.equal("Changing roles: 3 of 3 people done.");
  });

  it("counts somebody as done with the last of the person's operations", async () => {
    const tenant = new TenantModel();
    const { rolesOf } = lookingAt(() => tenant);
    const peopleWith = (role: string) =>
      Object.fromEntries(
        Array.from({ length: 1_500 }, (_, index) => [
          `p${String(index).padStart(4, "0")}@contoso.com`,
          salesperson("P", { roles: [role], licenses: ["POWERAPPS_PER_USER"] }),
        ]),
      );
    tenant.skus.set("POWERAPPS_PER_USER", { skuId: "sku-power", seats: 2_000 });
    const { id, state } = await roster.create(inputsFor(peopleWith("Salesperson")), tenant);
    // Each operation takes a second; two for each person are more than are handed over together.
    tenant.fault = () => {
      void tenant.clock.sleep(1_000);
      return undefined;
    };
    await roster.update(id, state, inputsFor(peopleWith("Sales Manager")), tenant);
    const lines = tenant.logged.filter((line) => line.startsWith("Changing roles"));
    expect(lines).to.deep.equal([
      "Changing roles: 1000 of 1500 people done; waiting for Dataverse.",
      "Changing roles: 1500 of 1500 people done.",
    ]);
    expect(rolesOf("p1499@contoso.com")).to.have.length(1);
  });
});
