import { expect } from "chai";
import { defaultSeed } from "../seed/seed";
import { MemoryStore } from "./memory-store";
import { PastStore } from "./past-store";

describe("The tenant as it was", () => {
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
