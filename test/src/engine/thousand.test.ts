import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { CSV_HEADING, Deployment, SALES_ENTERPRISE } from "./deployment";
import { everything, person, takeAwayByHand } from "./tenant";

const COUNT = 1_000;
const nameOf = (index: number) => `seller${String(index).padStart(4, "0")}@contoso.onmicrosoft.com`;
const CHANGED = nameOf(417);

/** The rows that are other ones now, with their tables; rows keep their places. */
function changedRows(
  before: ReturnType<typeof everything>,
  after: ReturnType<typeof everything>,
): [string, object][] {
  return Object.entries(after).flatMap(([table, rows]) =>
    rows
      .filter((row, index) => JSON.stringify(row) !== JSON.stringify(before[table]?.[index]))
      .map((row): [string, object] => [table, row]),
  );
}

/** A thousand people as one resource: what is shown and what is asked of the services goes by changes, not by people. */
describe("a thousand salespeople, deployed by the real engine", function () {
  this.timeout(180_000);
  let deployment: Deployment;

  /** Writes the file; one person's department may be another one. */
  const declare = (department = "Sales") => {
    const rows = Array.from({ length: COUNT }, (_, index) => {
      const signInName = nameOf(index);
      const unit = signInName === CHANGED ? department : "Sales";
      return `${signInName},Seller,${String(index)},Seller ${String(index)},,${unit},,,,,,,,,,United States`;
    });
    writeFileSync(deployment.roster, [CSV_HEADING, ...rows, ""].join("\n"));
  };
  const deploys = async () => {
    const run = await deployment.up();
    expect(run.exitCode, run.output).to.equal(0);
    return run.output;
  };
  /** Everybody among the salespeople whom a text names. */
  const named = (text: string) => new Set(text.match(/seller\d{4}@contoso\.onmicrosoft\.com/g) ?? []);

  before(async () => {
    deployment = await Deployment.start();
    const { store } = deployment.sandbox;
    for (const sku of [...store.all("skus")]) {
      if (sku.skuPartNumber === SALES_ENTERPRISE) {
        store.put("skus", sku.skuId, { ...sku, enabled: sku.enabled + COUNT });
      }
    }
    store.commit();
    declare();
  });
  after(async () => {
    await deployment.stop();
  });

  it("are made in one deployment, in which the engine sees one resource for all", async () => {
    const output = await deploys();
    expect(output).to.match(/\+ 2\d created/);
    for (const index of [0, 417, 999]) {
      expect(person(deployment.sandbox.store, nameOf(index))).to.deep.include({
        licenses: [SALES_ENTERPRISE],
        roles: ["Salesperson"],
        enabled: true,
      });
    }
    expect(Object.keys((await deployment.outputs()).salespeople as object)).to.have.length(COUNT);
  });

  it("name one person in the preview of a change of one, and write to that person alone", async () => {
    declare("Service");
    const before = everything(deployment.sandbox.store);
    const preview = await deployment.preview();
    expect(preview.exitCode, preview.output).to.equal(0);
    expect([...named(preview.output)]).to.deep.equal([CHANGED]);
    expect(preview.output).to.match(/department.*"Sales" => "Service"/);
    expect(everything(deployment.sandbox.store)).to.deep.equal(before);
    const output = await deploys();
    expect([...named(output)]).to.deep.equal([CHANGED]);
    const account = deployment.sandbox.store.userByPrincipalName(CHANGED);
    expect(account?.properties).to.include({ department: "Service" });
    expect(changedRows(before, everything(deployment.sandbox.store))).to.deep.equal([["users", account]]);
  });

  it("name one person where somebody took one's role away by hand, and give it back to that person alone", async () => {
    takeAwayByHand(deployment.sandbox.store, CHANGED, "Salesperson");
    const preview = await deployment.preview();
    expect([...named(preview.output)]).to.deep.equal([CHANGED]);
    await deploys();
    expect(person(deployment.sandbox.store, CHANGED).roles).to.deep.equal(["Salesperson"]);
  });

  it("are left alone when nothing has changed", async () => {
    const before = everything(deployment.sandbox.store);
    expect(await deploys())
      .to.contain("unchanged")
      .and.to.not.match(/updated|created|deleted/);
    expect(everything(deployment.sandbox.store)).to.deep.equal(before);
  });
});
