import { expect } from "chai";
import { defaultSeed } from "../seed/seed";
import { MemoryStore, type Change } from "./memory-store";
import { PastStore } from "./past-store";

describe("PastStore", () => {
  it("counts the seats that were taken then", () => {
    const store = new MemoryStore();
    const { users } = defaultSeed();
    for (const user of users) store.put("users", user.id, user);
    const holder = users.find(({ licenses }) => licenses.length > 0)!;
    const { skuId } = holder.licenses[0]!;
    const before = store.seatsTaken(skuId);
    const changes: Change[] = [{ table: "users", id: holder.id, before: holder }];
    store.put("users", holder.id, { ...holder, licenses: [] });
    expect(store.seatsTaken(skuId)).to.equal(before - 1);
    expect(new PastStore(store, changes).seatsTaken(skuId)).to.equal(before);
    store.delete("users", holder.id);
    expect(new PastStore(store, changes).seatsTaken(skuId)).to.equal(before);
  });

  it("finds a system user by what it had then", () => {
    const store = new MemoryStore();
    const [before] = defaultSeed().systemusers;
    const id = before!.systemuserid;
    store.put("systemusers", id, { ...before!, domainname: "new@contoso.com" });
    const past = new PastStore(store, [{ table: "systemusers", id, before }]);
    expect(past.systemUsersBy("domainname", before!.domainname.toUpperCase())).to.deep.equal([before]);
    expect(past.systemUsersBy("domainname", "new@contoso.com")).to.deep.equal([]);
    expect(
      past.systemUsersBy("azureactivedirectoryobjectid", before!.azureactivedirectoryobjectid!),
    ).to.deep.equal([before]);
  });
});
