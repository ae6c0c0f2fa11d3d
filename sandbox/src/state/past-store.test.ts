import { expect } from "chai";
import { SteppedClock } from "../rules/clock";
import { defaultSeed } from "../seed/seed";
import { History } from "./history";
import { MemoryStore, type Change } from "./memory-store";
import type { Group, SystemUser } from "./model";
import { PastStore } from "./past-store";

function group(id: string, displayName: string): Group {
  return { id, displayName, members: [], licenses: [] };
}

describe("the tenant as it was", () => {
  let store: MemoryStore;
  let clock: SteppedClock;
  let history: History;

  beforeEach(() => {
    store = new MemoryStore();
    clock = new SteppedClock();
    history = new History(clock, 5);
    store.onCommit((changes) => {
      history.add(changes);
    });
  });

  /** Changes one group, some time after what was before. */
  function write(id: string, displayName: string | undefined): number {
    clock.advance(1000);
    if (displayName === undefined) store.delete("groups", id);
    else store.put("groups", id, group(id, displayName));
    store.commit();
    return clock.now();
  }

  function namesAt(time: number): string[] {
    return [...new PastStore(store, history.since(time)).all("groups")].map(({ displayName }) => displayName);
  }

  it("has rows as they were, those deleted since, and none of those made since", () => {
    const first = write("a", "one");
    const second = write("b", "two");
    const third = write("a", "three");
    const fourth = write("b", undefined);
    expect(namesAt(first - 1)).to.deep.equal([]);
    expect(namesAt(first)).to.deep.equal(["one"]);
    expect(namesAt(second)).to.have.members(["one", "two"]);
    expect(namesAt(third)).to.have.members(["three", "two"]);
    expect(namesAt(fourth)).to.deep.equal(["three"]);
    const past = new PastStore(store, history.since(second));
    expect(past.get("groups", "b")?.displayName).to.equal("two");
    expect(past.count("groups")).to.equal(2);
    expect(past.count("users")).to.equal(0);
  });

  it("is no older than what is remembered", () => {
    const first = write("a", "one");
    for (const name of ["two", "three", "four", "five", "six", "seven"]) write("a", name);
    // Five changes are remembered: what was before them is taken for the beginning.
    expect(namesAt(first)).to.deep.equal(["two"]);
  });

  it("finds by an index who had a value then, whoever has it today", () => {
    const row = (systemuserid: string, objectId: string): SystemUser =>
      ({ systemuserid, azureactivedirectoryobjectid: objectId }) as SystemUser;
    store.put("systemusers", "1", row("1", "x"));
    store.commit();
    const then = clock.now();
    clock.advance(1000);
    store.put("systemusers", "1", row("1", "y"));
    store.put("systemusers", "2", row("2", "x"));
    store.commit();
    const past = new PastStore(store, history.since(then));
    expect(past.systemUserByObjectId("X")?.systemuserid).to.equal("1");
    expect(past.systemUserByObjectId("y")).to.equal(undefined);
    expect(store.systemUserByObjectId("x")?.systemuserid).to.equal("2");
  });

  it("cannot be written to", () => {
    const past = new PastStore(store, []);
    expect(() => {
      past.put();
    }).to.throw("sees the past");
    expect(() => {
      past.delete();
    }).to.throw("sees the past");
    expect(() => past.nextVersion()).to.throw("sees the past");
  });

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
