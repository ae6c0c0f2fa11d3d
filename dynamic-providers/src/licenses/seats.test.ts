import { expect } from "chai";
import type { SubscribedSku } from "../clients/graph/graph";
import { freeSeats, seatProblems } from "./seats";

const sku: SubscribedSku = {
  skuId: "1e1a282c-9c54-43a2-9310-98ef728faace",
  skuPartNumber: "DYN365_ENTERPRISE_SALES",
  capabilityStatus: "Enabled",
  enabledUnits: 25,
  consumedUnits: 24,
};

describe("seats", () => {
  it("are free when bought and not consumed, and never fewer than none", () => {
    expect(freeSeats(sku)).to.equal(1);
    expect(freeSeats({ ...sku, consumedUnits: 30 })).to.equal(0);
  });

  it("that suffice are no problem", () => {
    expect(seatProblems(new Map([[sku.skuId, 1]]), [sku])).to.deep.equal([]);
  });

  it("that do not suffice are reported with how many are short", () => {
    const [problem] = seatProblems(new Map([[sku.skuId, 3]]), [sku]);
    expect(problem).to.deep.equal({
      where: "licenses",
      message:
        "DYN365_ENTERPRISE_SALES is 2 seats short: 3 people without it need one, and 1 of 25 seats is free.",
      remedy: "Buy 2 more seats, or take the licence from somebody who no longer needs it.",
    });
  });

  it("of a suspended subscription are reported with its state", () => {
    const [problem] = seatProblems(new Map([[sku.skuId, 1]]), [
      { ...sku, enabledUnits: 0, consumedUnits: 0, capabilityStatus: "Suspended" },
    ]);
    expect(problem?.message).to.contain("the subscription is Suspended");
  });
});
