import { expect } from "chai";
import { type RunningSandbox, startSandbox } from "@bc-sales/sandbox";
import type { GraphClient, GraphOperation } from "../../../dynamic-providers/dist/clients/graph/graph";
import { ADELE, DIEGO, LYNNE, SALES } from "../kinds/people";
import { connected } from "./connected";
import { crowd } from "./crowd";
import { type Fault, faulty, first } from "./faults";

const isBatch = ({ url }: { url: string }) => url.endsWith("/$batch");
const DOMAIN = ADELE.slice(ADELE.indexOf("@") + 1);

describe("the Graph client on a tenant", () => {
  let sandbox: RunningSandbox;
  let graph: GraphClient;
  beforeEach(async () => {
    sandbox = await startSandbox();
    connect();
  });
  afterEach(() => sandbox.close());

  function connect(faultOf?: Parameters<typeof faulty>[0]): void {
    graph = connected(sandbox, [], faultOf && faulty(faultOf)).graph;
    sandbox.requests.clear();
  }

  function requests(): number {
    return sandbox.requests.entries.filter(({ service }) => service === "graph").length;
  }

  function idOf(signInName: string): string {
    return sandbox.store.userByPrincipalName(signInName)?.id ?? "";
  }

  function skuId(partNumber: string): string {
    return [...sandbox.store.all("skus")].find((sku) => sku.skuPartNumber === partNumber)?.skuId ?? "";
  }

  function create(alias: string): GraphOperation {
    return {
      kind: "createUser",
      user: {
        userPrincipalName: `${alias}@${DOMAIN}`,
        displayName: alias,
        mailNickname: alias,
        usageLocation: "DE",
        password: "Correct-horse-battery-9",
        forceChangePasswordNextSignIn: true,
        profile: { department: "Sales", mobilePhone: "+49 1", businessPhones: ["+49 2"] },
      },
      label: `create ${alias}`,
    };
  }

  it("finds people by sign-in name in any case, and by object id, once for all who ask", async () => {
    const [byName, others, byId] = await Promise.all([
      graph.usersByPrincipalName([ADELE.toUpperCase(), `nobody@${DOMAIN}`]),
      graph.usersByPrincipalName([DIEGO]),
      graph.usersByObjectId([idOf(LYNNE).toUpperCase()]),
    ]);
    expect([...byName.keys()]).to.deep.equal([ADELE]);
    expect([...others.keys()]).to.deep.equal([DIEGO]);
    expect([...byId.keys()]).to.deep.equal([idOf(LYNNE)]);
    expect(requests()).to.equal(2);
    const adele = byName.get(ADELE);
    expect(adele).to.deep.include({ objectId: idOf(ADELE), accountEnabled: true, userPrincipalName: ADELE });
    expect(adele?.licenses).to.deep.include({ skuId: skuId(SALES), assignedByGroup: undefined });
    const groups = (others.get(DIEGO)?.licenses ?? []).map(({ assignedByGroup }) => assignedByGroup);
    expect(groups.filter((group) => group !== undefined)).to.have.length(1);
    expect(byId.get(idOf(LYNNE))?.usageLocation).to.equal(undefined);
  });

  it("keeps a quote in a name from ending the query", async () => {
    const name = `o'hara@${DOMAIN}`;
    const user = sandbox.store.userByPrincipalName(ADELE);
    if (user === undefined) expect.fail();
    sandbox.store.put("users", user.id, { ...user, userPrincipalName: name });
    sandbox.store.commit();
    expect([...(await graph.usersByPrincipalName([name])).keys()]).to.deep.equal([name]);
  });

  it("finds three hundred people with one request", async () => {
    const names = crowd(sandbox, 301).map(({ name }) => name);
    expect((await graph.usersByPrincipalName(names.slice(0, 300))).size).to.equal(300);
    expect(requests()).to.equal(1);
    expect((await graph.usersByPrincipalName(names)).size).to.equal(301);
    expect(requests(), "one more person is one more request").to.equal(2);
  }).timeout(60_000);

  it("finds guests by mail address, and deleted users by the sign-in name that they had", async () => {
    const { store } = sandbox;
    const guest = store.get("users", idOf(ADELE));
    if (guest === undefined) throw new Error("Adele is missing");
    store.put("users", guest.id, { ...guest, userType: "Guest", mail: "Adele@Partner.example" });
    store.commit();
    const guests = await graph.guestsByMail(["adele@partner.example", DIEGO]);
    expect([...guests.keys()]).to.deep.equal(["adele@partner.example"]);
    expect(await graph.deletedUsers()).to.deep.equal([]);
    const objectId = idOf(LYNNE);
    await graph.execute([{ kind: "deleteUser", objectId, label: "delete" }]);
    const [user, ...others] = await graph.deletedUsers();
    expect(others).to.deep.equal([]);
    expect(user).to.deep.include({ objectId, userPrincipalName: LYNNE });
    expect(user?.deletedAt).to.match(/^\d{4}-\d{2}-\d{2}T/);
  });

  it("counts the seats that were bought and taken", async () => {
    const sku = (await graph.subscribedSkus()).find(({ skuPartNumber }) => skuPartNumber === SALES);
    const row = sandbox.store.get("skus", skuId(SALES));
    expect(sku).to.deep.include({ skuId: skuId(SALES), enabledUnits: row?.enabled });
    const taken = [...sandbox.store.all("users")].filter(({ licenses }) =>
      licenses.some((license) => license.skuId === skuId(SALES)),
    );
    expect(sku?.consumedUnits).to.equal(taken.length);
  });

  it("makes accounts in batches of twenty", async () => {
    const aliases = Array.from({ length: 25 }, (_, index) => `new.${String(index)}`);
    const outcomes = await graph.execute(aliases.map(create));
    expect(outcomes.map((outcome) => outcome.ok && outcome.value)).to.deep.equal(
      aliases.map((alias) => idOf(`${alias}@${DOMAIN}`)),
    );
    expect(requests()).to.equal(2);
    const made = sandbox.store.userByPrincipalName(`new.0@${DOMAIN}`);
    expect(made).to.deep.include({
      usageLocation: "DE",
      accountEnabled: true,
      passwordProfile: { forceChangePasswordNextSignIn: true },
    });
    expect(made?.properties).to.deep.include({ department: "Sales", businessPhones: ["+49 2"] });
  });

  it("makes each account once when the answers of a batch are lost", async () => {
    const before = [...sandbox.store.all("users")].length;
    connect(first(1, isBatch, "lost"));
    const outcomes = await graph.execute(["one", "two", "three"].map(create));
    expect(outcomes.map((outcome) => outcome.ok && outcome.value)).to.deep.equal(
      ["one", "two", "three"].map((alias) => idOf(`${alias}@${DOMAIN}`)),
    );
    expect([...sandbox.store.all("users")].length).to.equal(before + 3);
  });

  it("changes, licenses and deletes accounts, and can do each again", async () => {
    const objectId = idOf(LYNNE);
    const update: GraphOperation = {
      kind: "updateUser",
      objectId,
      change: { usageLocation: "FR", department: "Sales" },
      label: "update",
    };
    const license: GraphOperation = {
      kind: "assignLicense",
      objectId,
      add: [{ skuId: skuId(SALES), disabledPlans: [] }],
      remove: [],
      label: "license",
    };
    const unlicense: GraphOperation = { ...license, add: [], remove: [skuId(SALES)] };
    const deletion: GraphOperation = { kind: "deleteUser", objectId, label: "delete" };
    for (const operation of [update, license, unlicense, deletion]) {
      for (const time of ["first", "second"]) {
        expect(await graph.execute([operation]), `${operation.kind}, ${time} time`).to.deep.equal([
          { ok: true, value: objectId },
        ]);
      }
    }
    expect(sandbox.store.userByPrincipalName(LYNNE)).to.equal(undefined);
  });

  it("explains a refusal with its remedy, and lets the others through", async () => {
    const [refused, done] = await graph.execute([
      {
        kind: "assignLicense",
        objectId: idOf(LYNNE),
        add: [{ skuId: skuId(SALES), disabledPlans: [] }],
        remove: [],
        label: "license lynne",
      },
      create("new"),
    ]);
    expect(done?.ok).to.equal(true);
    if (refused === undefined || refused.ok) expect.fail();
    expect(refused.error.message).to.include("could not license lynne").and.include("usageLocation");
  });

  it("waits when single requests of a batch are throttled, and repeats only those", async () => {
    let batches = 0;
    const sizes: number[] = [];
    connect((request): Fault => {
      if (!isBatch(request)) return undefined;
      batches += 1;
      const { requests: parts } = JSON.parse(request.body ?? "") as { requests: { id: string }[] };
      sizes.push(parts.length);
      if (batches > 1) return undefined;
      const responses = parts.map(({ id }) =>
        id === "2"
          ? { id, status: 429, headers: { "Retry-After": "5" }, body: { error: { code: "TooManyRequests" } } }
          : { id, status: 204 },
      );
      return { status: 200, headers: {}, body: JSON.stringify({ responses }) };
    });
    const deletions = [ADELE, LYNNE, DIEGO].map((name): GraphOperation => ({
      kind: "deleteUser",
      objectId: idOf(name),
      label: "delete",
    }));
    const lynne = idOf(LYNNE);
    const outcomes = await graph.execute(deletions);
    expect(outcomes.map(({ ok }) => ok)).to.deep.equal([true, true, true]);
    expect(sizes).to.deep.equal([3, 1]);
    expect(sandbox.store.get("users", lynne)?.deletedDateTime ?? null).not.to.equal(null);
  });

  it("waits until an account that it made is known everywhere", async () => {
    const notYet = { id: "nobody", refusals: 2 };
    connect((request): Fault => {
      if (!request.body?.includes(notYet.id) || notYet.refusals === 0) return undefined;
      notYet.refusals -= 1;
      const body = {
        error: { code: "Request_ResourceNotFound", message: `Resource '${notYet.id}' does not exist` },
      };
      const responses = [{ id: "1", status: 404, body }];
      return { status: 200, headers: {}, body: JSON.stringify({ responses }) };
    });
    const [made] = await graph.execute([create("new")]);
    if (!made?.ok) expect.fail();
    notYet.id = made.value;
    const outcomes = await graph.execute([
      {
        kind: "assignLicense",
        objectId: made.value,
        add: [{ skuId: skuId(SALES), disabledPlans: [] }],
        remove: [],
        label: "license",
      },
    ]);
    expect(outcomes).to.deep.equal([{ ok: true, value: made.value }]);
    expect(notYet.refusals).to.equal(0);
  });
});
