import { expect } from "chai";
import { ManualClock } from "../../testing/manual-clock";
import { type Credential, Tokens } from "./tokens";

const SCOPE = "https://graph.microsoft.com/.default";
const HOUR = 3_600_000;

/** Gives numbered tokens that live for an hour. */
class Issuer {
  readonly clock = new ManualClock();
  readonly asked: { scope: string; claims: string | undefined; credential: number }[] = [];
  credentials = 0;
  failure: Error | undefined;

  readonly tokens = new Tokens(
    () => {
      this.credentials += 1;
      return Promise.resolve(this.#credential(this.credentials));
    },
    this.clock,
    (error) => Promise.resolve(new Error(`explained: ${error instanceof Error ? error.message : ""}`)),
  );

  #credential(credential: number): Credential {
    return {
      getToken: async (scope, options) => {
        this.asked.push({ scope, claims: options?.claims, credential });
        await Promise.resolve();
        if (this.failure !== undefined) throw this.failure;
        return { token: `token ${String(this.asked.length)}`, expiresOnTimestamp: this.clock.now() + HOUR };
      },
    };
  }
}

describe("tokens", () => {
  let issuer: Issuer;
  beforeEach(() => {
    issuer = new Issuer();
  });

  it("are acquired once for all who ask at the same time, and kept", async () => {
    const { tokens } = issuer;
    const all = await Promise.all([tokens.get(SCOPE), tokens.get(SCOPE), tokens.get(SCOPE)]);
    expect([...all, await tokens.get(SCOPE)]).to.deep.equal(Array(4).fill("token 1"));
  });

  it("are one for each scope, from one credential", async () => {
    expect(await issuer.tokens.get("a")).to.equal("token 1");
    expect(await issuer.tokens.get("b")).to.equal("token 2");
    expect(issuer.credentials).to.equal(1);
  });

  it("are asked for one scope first, and for the others when the credential knows its authority", async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const asked: string[] = [];
    const tokens = new Tokens(
      () =>
        Promise.resolve({
          getToken: async (scope: string) => {
            asked.push(scope);
            await held;
            return { token: scope, expiresOnTimestamp: HOUR };
          },
        }),
      new ManualClock(),
      () => Promise.reject(new Error("not expected")),
    );
    const all = Promise.all(["a", "b", "c"].map((scope) => tokens.get(scope)));
    await new Promise(setImmediate);
    expect(asked).to.deep.equal(["a"]);
    release();
    expect(await all).to.deep.equal(["a", "b", "c"]);
    expect(asked).to.deep.equal(["a", "b", "c"]);
  });

  it("are asked for the others as soon as the credential says that it knows its authority", async () => {
    let learn = (): void => undefined;
    const knowsAuthority = new Promise<void>((resolve) => (learn = resolve));
    const asked: string[] = [];
    const getToken = (scope: string) => {
      asked.push(scope);
      return new Promise<never>(() => undefined);
    };
    const tokens = new Tokens(
      () => Promise.resolve({ getToken, knowsAuthority }),
      new ManualClock(),
      () => Promise.reject(new Error("not expected")),
    );
    for (const scope of ["a", "b", "c"]) void tokens.get(scope);
    await new Promise(setImmediate);
    expect(asked).to.deep.equal(["a"]);
    learn();
    await new Promise(setImmediate);
    expect(asked).to.deep.equal(["a", "b", "c"]);
  });

  it("are renewed five minutes before they expire", async () => {
    await issuer.tokens.get(SCOPE);
    await issuer.clock.advance(HOUR - 5 * 60_000 - 1);
    expect(await issuer.tokens.get(SCOPE)).to.equal("token 1");
    await issuer.clock.advance(1);
    const renewed = await Promise.all([issuer.tokens.get(SCOPE), issuer.tokens.get(SCOPE)]);
    expect(renewed).to.deep.equal(["token 2", "token 2"]);
  });

  it("are renewed once, by a new credential, when a service rejected one to several requests", async () => {
    const { tokens } = issuer;
    const rejected = await tokens.get(SCOPE);
    const renewed = await Promise.all([tokens.renewed(SCOPE, rejected), tokens.renewed(SCOPE, rejected)]);
    expect(renewed).to.deep.equal(["token 2", "token 2"]);
    expect(await tokens.renewed(SCOPE, rejected), "rejected to a request that was slow").to.equal("token 2");
    // Credentials remember tokens too: the same one would give the rejected token again.
    expect(issuer.asked.map(({ credential }) => credential)).to.deep.equal([1, 2]);
  });

  it("carry the claims that a service demands", async () => {
    const rejected = await issuer.tokens.get(SCOPE);
    await issuer.tokens.renewed(SCOPE, rejected, '{"access_token":{}}');
    expect(issuer.asked.map(({ claims }) => claims)).to.deep.equal([undefined, '{"access_token":{}}']);
  });

  it("with claims are asked of the same credential, which gives a new one for them", async () => {
    const rejected = await issuer.tokens.get(SCOPE);
    await issuer.tokens.renewed(SCOPE, rejected, "claims");
    expect(issuer.asked.map(({ credential }) => credential)).to.deep.equal([1, 1]);
  });

  it("without claims do not serve a request that needs them, also while they are being acquired", async () => {
    const { tokens } = issuer;
    const rejected = await tokens.get(SCOPE);
    const running = tokens.renewed(SCOPE, rejected);
    while (issuer.asked.length < 2) await Promise.resolve();
    const [plain, claimed, claimedToo] = await Promise.all([
      running,
      tokens.renewed(SCOPE, rejected, "claims"),
      tokens.renewed(SCOPE, rejected, "claims"),
    ]);
    expect([plain, claimed, claimedToo]).to.deep.equal(["token 2", "token 3", "token 3"]);
    expect(issuer.asked.map(({ claims }) => claims)).to.deep.equal([undefined, undefined, "claims"]);
    // What was acquired last, with the claims, is what everybody gets from now on.
    expect(await tokens.get(SCOPE)).to.equal("token 3");
  });

  it("are asked for again after a failure, which is explained to everybody who waited", async () => {
    const { tokens } = issuer;
    issuer.failure = new Error("no network");
    const failures = await Promise.allSettled([tokens.get(SCOPE), tokens.get(SCOPE)]);
    expect(failures.map((failure) => failure.status === "rejected" && String(failure.reason))).to.deep.equal(
      Array(2).fill("Error: explained: no network"),
    );
    expect(issuer.asked).to.have.length(1);
    issuer.failure = undefined;
    expect(await tokens.get(SCOPE)).to.equal("token 2");
  });
});
