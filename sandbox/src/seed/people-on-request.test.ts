import { expect } from "chai";
import { tableNames, keyOf } from "../state/tables";
import { withPeople } from "./people-on-request";
import { defaultSeed } from "./seed";

describe("people on request", () => {
  const base = defaultSeed();
  const rows = withPeople(base, 200);
  const users = rows.users.slice(base.users.length);
  const systemusers = rows.systemusers.slice(base.systemusers.length);

  it("are as many as were asked for, in Entra and in the environment", () => {
    expect([users.length, systemusers.length]).to.deep.equal([200, 200]);
    expect(withPeople(base, 0)).to.equal(base);
  });

  it("are the same each time, and the first of more", () => {
    expect(withPeople(defaultSeed(), 200)).to.deep.equal(rows);
    expect(withPeople(base, 300).users.slice(0, rows.users.length)).to.deep.equal(rows.users);
  });

  it("have ids and sign-in names of their own", () => {
    for (const table of tableNames) {
      expect(new Set(rows[table].map((row) => keyOf(table, row))).size, table).to.equal(rows[table].length);
    }
    expect(new Set(rows.users.map(({ userPrincipalName }) => userPrincipalName)).size).to.equal(
      rows.users.length,
    );
  });

  it("are enabled, licensed, and interactive", () => {
    const objectIds = new Set(users.map(({ id }) => id));
    for (const user of users) {
      expect(user.accountEnabled).to.equal(true);
      expect(
        user.licenses.filter(({ skuId }) => rows.skus.find((sku) => sku.skuId === skuId)?.dataverse),
      ).to.have.length(1);
    }
    for (const row of systemusers) {
      expect(objectIds.has(row.azureactivedirectoryobjectid ?? "")).to.equal(true);
      expect(row).to.include({ isdisabled: false, islicensed: true, accessmode: 0 });
    }
  });

  it("leave as many seats free as there were", () => {
    const free = ({ skus, users: holders }: typeof base): number[] =>
      skus.map(
        (sku) =>
          sku.enabled -
          holders.filter((user) => user.licenses.some(({ skuId }) => skuId === sku.skuId)).length,
      );
    expect(free(rows)).to.deep.equal(free(base));
  });

  it("hold various roles, each of the holder's business unit", () => {
    const roles = new Map(rows.roles.map((role) => [role.roleid, role]));
    const mixes = new Set<string>();
    for (const row of systemusers) {
      expect(row.roles).not.to.have.length(0);
      for (const id of row.roles) expect(roles.get(id)?.businessunitid).to.equal(row.businessunitid);
      mixes.add(row.roles.map((id) => roles.get(id)?.name).join());
    }
    expect([...mixes].sort()).to.deep.equal([
      "Basic User",
      "Sales Manager",
      "Salesperson",
      "Salesperson,Basic User",
    ]);
    const away = systemusers.filter(
      ({ businessunitid }) => businessunitid !== base.businessunits[0]?.businessunitid,
    );
    expect(away).to.have.length(20);
  });
});
