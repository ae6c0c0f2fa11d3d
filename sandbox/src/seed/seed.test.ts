import { expect } from "chai";
import { tableNames, keyOf } from "../state/tables";
import { seedIds } from "./ids";
import { overrideRows, parseRows } from "./rows";
import { defaultSeed } from "./seed";

describe("defaultSeed", () => {
  it("gives the same rows at each call", () => {
    expect(defaultSeed()).to.deep.equal(defaultSeed());
  });

  it("has every key once, in lower case", () => {
    const seed = defaultSeed();
    for (const table of tableNames) {
      const keys = seed[table].map((row) => keyOf(table, row));
      expect(new Set(keys).size, table).to.equal(keys.length);
      for (const key of keys) expect(key).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }
  });

  it("has every role in each business unit, the copies pointing to the root's", () => {
    const { roles, businessunits } = defaultSeed();
    const roots = roles.filter((role) => role.businessunitid === seedIds.rootBusinessUnitId);
    // 72 recorded, 3 of Sales, 4 of Business Central.
    expect(roots).to.have.length(79);
    expect(roles).to.have.length(79 * businessunits.length);
    for (const root of roots) {
      expect(root).to.include({ parentroleid: null, parentrootroleid: root.roleid });
      const copies = roles.filter((role) => role.parentroleid === root.roleid);
      expect(copies.map((copy) => [copy.name, copy.parentrootroleid])).to.deep.equal([
        [root.name, root.roleid],
      ]);
    }
  });

  it("has the fixed ids that Business Central and Microsoft's templates have", () => {
    const { roles } = defaultSeed();
    const root = (name: string): unknown =>
      roles.find((role) => role.name === name && role.businessunitid === seedIds.rootBusinessUnitId);
    expect(root("Dynamics 365 Business Central Integration Administrator")).to.include({
      roleid: "8c8d4f51-a72b-e511-80d9-3863bb349780",
    });
    expect(root("Dynamics 365 Business Central Integration User")).to.include({
      roleid: "6f960e32-a72b-e511-80d9-3863bb349780",
    });
    expect(root("Business Central Dataverse Integration")).to.include({
      roleid: "a2b18661-9ff5-e911-a812-000d3a0b9028",
    });
    expect(root("System Administrator")).to.include({
      roletemplateid: "627090ff-40a3-4053-8790-584edc5be201",
    });
    expect(root("System Customizer")).to.include({ roletemplateid: "119f245c-3cc8-4b62-b31c-d1a046ced15d" });
    expect(root("Salesperson")).to.include({ roletemplateid: "a4be89ff-7c35-4d69-9900-999c3f603e6f" });
    expect(root("Sales Manager")).to.include({ roletemplateid: "c0ed2f4f-6f92-4691-92ba-78f2931e8fba" });
    expect(root("VP of Sales")).to.include({ roletemplateid: "29123793-6ae5-4955-9f1a-f10ceb9705f1" });
  });

  it("makes the deploying application a System Administrator of the environment", () => {
    const { systemusers, servicePrincipals, roles } = defaultSeed();
    const [principal] = servicePrincipals;
    const user = systemusers.find((row) => row.applicationid === principal?.appId);
    expect(user).to.include({
      accessmode: 4,
      isdisabled: false,
      azureactivedirectoryobjectid: principal?.id,
    });
    expect(user?.roles.map((id) => roles.find((role) => role.roleid === id)?.name)).to.deep.equal([
      "System Administrator",
    ]);
  });

  it("has 25 seats of Sales Enterprise and fewer holders", () => {
    const { skus, users } = defaultSeed();
    const sales = skus.find((sku) => sku.skuPartNumber === "DYN365_ENTERPRISE_SALES");
    expect(sales?.enabled).to.equal(25);
    const holders = users.filter((user) => user.licenses.some((license) => license.skuId === sales?.skuId));
    expect(holders.length).to.be.within(1, 24);
  });

  it("gives every user of the environment roles of the own business unit", () => {
    const { systemusers, roles } = defaultSeed();
    for (const user of systemusers) {
      for (const id of user.roles) {
        expect(roles.find((role) => role.roleid === id)?.businessunitid).to.equal(user.businessunitid);
      }
    }
  });
});

describe("a seed file", () => {
  it("changes the fields it names, adds new rows and keeps the rest", () => {
    const seed = defaultSeed();
    const [first, second] = seed.groups.concat(seed.groups);
    const added = { ...second!, id: "added" };
    const changed = overrideRows(
      seed,
      parseRows({ groups: [{ id: first!.id, displayName: "Changed" }, added] }),
    );
    expect(changed.groups).to.deep.equal([{ ...first, displayName: "Changed" }, added]);
    expect(changed.users).to.deep.equal(seed.users);
  });

  it("empties a table given as an empty list", () => {
    expect(overrideRows(defaultSeed(), parseRows({ groups: [] })).groups).to.deep.equal([]);
  });

  it("can leave out what has a default", () => {
    const servicePrincipals = [{ id: "app", appId: "app", displayName: "App", permissions: [] }];
    const changed = overrideRows(defaultSeed(), parseRows({ servicePrincipals }));
    expect(changed.servicePrincipals[1]).to.deep.equal(servicePrincipals[0]);
  });

  it("is refused with an unknown table, a row without key, or a new row that lacks fields", () => {
    expect(() => parseRows({ people: [] })).to.throw(/no table "people"/);
    expect(() => parseRows({ users: [{ displayName: "x" }] })).to.throw(
      /Row 0 of table "users" needs its key "id"/,
    );
    expect(() => overrideRows(defaultSeed(), parseRows({ groups: [{ id: "new" }] }))).to.throw(
      /Row "new" of table "groups" lacks displayName, members, licenses/,
    );
  });
});
