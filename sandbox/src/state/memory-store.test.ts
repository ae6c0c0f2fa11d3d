import { expect } from "chai";
import fc from "fast-check";
import { defaultSeed } from "../seed/seed";
import { MemoryStore, type CommitRecord } from "./memory-store";
import type { EntraUser, LicenseAssignment, Sku } from "./model";

function sku(skuId: string, enabled: number): Sku {
  return { skuId, skuPartNumber: skuId.toUpperCase(), enabled, servicePlans: [], dataverse: true };
}

function user(id: string, userPrincipalName: string, deletedDateTime: string | null = null): EntraUser {
  return {
    id,
    userPrincipalName,
    displayName: id,
    mailNickname: id,
    accountEnabled: true,
    userType: "Member",
    usageLocation: null,
    mail: null,
    showInAddressList: null,
    managerId: null,
    passwordProfile: null,
    licenses: [],
    createdDateTime: "2026-01-01T00:00:00Z",
    deletedDateTime,
    properties: {},
  };
}

describe("MemoryStore", () => {
  it("undoes what a failed transaction put and deleted", () => {
    const store = new MemoryStore();
    store.put("skus", "a", sku("a", 1));
    store.commit();
    expect(() => {
      store.transaction(() => {
        store.put("skus", "a", sku("a", 2));
        store.put("skus", "b", sku("b", 1));
        store.delete("skus", "a");
        throw new Error("refused");
      });
    }).to.throw("refused");
    expect([...store.all("skus")]).to.deep.equal([sku("a", 1)]);
  });

  it("undoes what a transaction did whose promise is rejected", async () => {
    const store = new MemoryStore();
    let error: unknown;
    await store
      .transaction(async () => {
        store.put("skus", "a", sku("a", 1));
        await Promise.resolve();
        throw new Error("refused");
      })
      .catch((caught: unknown) => {
        error = caught;
      });
    expect(error).to.be.an("error");
    expect([...store.all("skus")]).to.deep.equal([]);
  });

  it("keeps what the outer transaction did when a nested one fails", () => {
    const store = new MemoryStore();
    store.transaction(() => {
      store.put("skus", "a", sku("a", 1));
      expect(() => {
        store.transaction(() => {
          store.put("skus", "b", sku("b", 1));
          throw new Error("refused");
        });
      }).to.throw("refused");
    });
    expect([...store.all("skus")]).to.deep.equal([sku("a", 1)]);
  });

  it("writes one record with the last state of each row", () => {
    const records: CommitRecord[] = [];
    const store = new MemoryStore((record) => records.push(record));
    store.put("skus", "a", sku("a", 1));
    store.put("skus", "a", sku("a", 2));
    store.put("skus", "b", sku("b", 1));
    store.delete("skus", "b");
    store.commit();
    store.commit();
    expect(records.map((record) => record.changes)).to.deep.equal([[["skus", "a", sku("a", 2)]]]);
  });

  it("undoes a commit that cannot be written", () => {
    const store = new MemoryStore(() => {
      throw new Error("disk full");
    });
    store.put("skus", "a", sku("a", 1));
    expect(() => {
      store.commit();
    }).to.throw("disk full");
    expect(store.get("skus", "a")).to.equal(undefined);
  });

  it("finds a user by sign-in name in any case, not counting deleted ones", () => {
    const store = new MemoryStore();
    store.put("users", "1", user("1", "Anna@contoso.onmicrosoft.com"));
    expect(store.userByPrincipalName("ANNA@contoso.onmicrosoft.com")?.id).to.equal("1");
    store.put("users", "1", user("1", "Anna@contoso.onmicrosoft.com", "2026-01-02T00:00:00Z"));
    expect(store.userByPrincipalName("anna@contoso.onmicrosoft.com")).to.equal(undefined);
  });

  it("gives the name of a deleted user to a new one, and keeps it there when the old row goes", () => {
    const store = new MemoryStore();
    store.put("users", "1", user("1", "anna@contoso.onmicrosoft.com", "2026-01-02T00:00:00Z"));
    store.put("users", "2", user("2", "anna@contoso.onmicrosoft.com"));
    store.delete("users", "1");
    expect(store.userByPrincipalName("anna@contoso.onmicrosoft.com")?.id).to.equal("2");
  });

  it("counts each holder of a SKU once, and nobody who is deleted or undone", () => {
    const store = new MemoryStore();
    const license = (assignedByGroup: string | null): LicenseAssignment => ({
      skuId: "sales",
      disabledPlans: [],
      assignedByGroup,
      assignedAt: 0,
    });
    const anna = {
      ...user("1", "anna@contoso.onmicrosoft.com"),
      licenses: [license(null), license("group")],
    };
    store.put("users", "1", anna);
    store.put("users", "2", { ...user("2", "bert@contoso.onmicrosoft.com"), licenses: [license(null)] });
    expect(store.seatsTaken("sales")).to.equal(2);
    store.put("users", "1", { ...anna, deletedDateTime: "2026-01-02T00:00:00Z" });
    expect(store.seatsTaken("sales")).to.equal(1);
    expect(() => {
      store.transaction(() => {
        store.delete("users", "2");
        throw new Error("refused");
      });
    }).to.throw("refused");
    expect(store.seatsTaken("sales")).to.equal(1);
  });

  it("tells who watches of every row that is put, deleted or undone", () => {
    const store = new MemoryStore();
    const heard: string[] = [];
    store.watch((table, id) => heard.push(`${table}/${id}`));
    store.put("skus", "a", sku("a", 1));
    expect(() => {
      store.transaction(() => {
        store.delete("skus", "a");
        throw new Error("refused");
      });
    }).to.throw("refused");
    expect(heard).to.deep.equal(["skus/a", "skus/a", "skus/a"]);
  });

  it("finds system users by what is indexed, and no longer by what they had before", () => {
    const store = new MemoryStore();
    const [row] = defaultSeed().systemusers;
    const put = (systemuserid: string, domainname: string): void => {
      store.put("systemusers", systemuserid, { ...row!, systemuserid, domainname });
    };
    const found = (domainname: string): string[] =>
      store.systemUsersBy("domainname", domainname).map((user) => user.systemuserid);
    put("1", "Anna@contoso.com");
    put("2", "anna@contoso.com");
    expect(found("ANNA@contoso.com")).to.deep.equal(["1", "2"]);
    put("1", "berta@contoso.com");
    expect(found("anna@contoso.com")).to.deep.equal(["2"]);
    store.delete("systemusers", "2");
    expect(found("anna@contoso.com")).to.deep.equal([]);
    expect(found("berta@contoso.com")).to.deep.equal(["1"]);
  });

  it("gives each version number once", () => {
    const store = new MemoryStore();
    const first = store.nextVersion();
    expect(store.nextVersion()).to.equal(first + 1);
  });

  it("is after any failed transaction as it was before it", () => {
    const step = fc.record({
      kind: fc.constantFrom("put", "delete"),
      id: fc.constantFrom("a", "b", "c"),
      enabled: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(step), fc.array(step), (before, failed) => {
        const store = new MemoryStore();
        const run = ({ kind, id, enabled }: { kind: string; id: string; enabled: number }): void => {
          if (kind === "put") store.put("skus", id, sku(id, enabled));
          else store.delete("skus", id);
        };
        before.forEach(run);
        const rows = new Map([...store.all("skus")].map((row) => [row.skuId, row]));
        expect(() => {
          store.transaction(() => {
            failed.forEach(run);
            throw new Error("refused");
          });
        }).to.throw("refused");
        expect(new Map([...store.all("skus")].map((row) => [row.skuId, row]))).to.deep.equal(rows);
      }),
    );
  });
});
