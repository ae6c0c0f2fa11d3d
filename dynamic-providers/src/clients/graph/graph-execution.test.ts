import { expect } from "chai";
import type { GraphOperation, NewUser } from "./graph";
import { executeOnGraph } from "./graph-execution";
import { type Answer, unanswered } from "../http/http";
import type { LastAnswer } from "../http/repeat";
import type { Call } from "../http/service";
import { ServiceError } from "../http/service-error";

const PASSWORD = 'pass"word\\1';

function person(name: string): GraphOperation {
  const user: NewUser = {
    userPrincipalName: `${name}@contoso.com`,
    displayName: name,
    mailNickname: name,
    usageLocation: "US",
    password: PASSWORD,
    forceChangePasswordNextSignIn: true,
    profile: { department: "Sales", businessPhones: ["+1"] },
  };
  return { kind: "createUser", user, label: `create ${name}` };
}

function answer(status: number, body: unknown = ""): Answer {
  return { status, headers: {}, body: typeof body === "string" ? body : JSON.stringify(body) };
}

const duplicate = answer(400, {
  error: {
    code: "Request_BadRequest",
    message: "Another object with the same value for property userPrincipalName already exists.",
  },
});

/** Accounts by sign-in name, whose answers to creations can be lost before or after they are carried out. */
class Directory {
  readonly accounts = new Map<string, { id: string; licenses: Set<string> }>();
  readonly sent: Call[][] = [];
  /** What happens to the next creations: lost on the way there, lost on the way back, or shown only later. */
  fates: ("before" | "after" | "hidden")[] = [];
  #hidden = new Set<string>();

  execute(operations: readonly GraphOperation[]) {
    return executeOnGraph(operations, {
      send: (calls) => {
        if (calls.length > 0) this.sent.push([...calls]);
        return Promise.resolve(
          calls.map((call): LastAnswer => ({ answer: this.#answer(call), tries: 1, elapsedMs: 0 })),
        );
      },
      directLicenses: (ids) =>
        Promise.resolve(
          new Map(
            [...this.accounts.values()]
              .filter(({ id }) => ids.includes(id))
              .map(({ id, licenses }) => [id, licenses]),
          ),
        ),
      errorOf: ({ answer: { status, body } }, { label: operation }) =>
        new ServiceError({ service: "Microsoft Graph", operation, status, code: "", serviceMessage: body }),
    });
  }

  #answer({ method, path, body }: Call): Answer {
    const [, key = "", action] = /^\/users(?:\/([^/?]+))?(?:\/(\w+))?/.exec(path) ?? [];
    if (method === "GET") return this.#lookUp(decodeURIComponent(key));
    if (action === "assignLicense") return this.#license(key, body as { removeLicenses: string[] });
    return this.#create((body as { userPrincipalName: string }).userPrincipalName);
  }

  #lookUp(name: string): Answer {
    const found = this.accounts.get(name);
    if (found === undefined || this.#hidden.delete(name)) return answer(404);
    return answer(200, { id: found.id });
  }

  #create(name: string): Answer {
    const fate = this.fates.shift();
    if (fate === "before") return unanswered();
    if (this.accounts.has(name)) return duplicate;
    this.accounts.set(name, { id: `id-${name}`, licenses: new Set() });
    if (fate === "hidden") this.#hidden.add(name);
    return fate === undefined ? answer(201, { id: `ID-${name}` }) : unanswered();
  }

  #license(id: string, { removeLicenses }: { removeLicenses: string[] }): Answer {
    const account = [...this.accounts.values()].find((one) => one.id === id);
    if (account === undefined) return answer(404);
    if (!removeLicenses.every((sku) => account.licenses.has(sku)))
      return answer(400, "User does not have a license.");
    for (const sku of removeLicenses) account.licenses.delete(sku);
    return answer(200, {});
  }
}

describe("operations on Graph", () => {
  let directory: Directory;
  beforeEach(() => {
    directory = new Directory();
  });

  it("send all that a new account needs", async () => {
    await directory.execute([person("anna")]);
    expect(directory.sent[0]?.[0]).to.deep.equal({
      kind: "createUser",
      method: "POST",
      path: "/users",
      label: "create anna",
      body: {
        accountEnabled: true,
        userPrincipalName: "anna@contoso.com",
        displayName: "anna",
        mailNickname: "anna",
        usageLocation: "US",
        passwordProfile: { password: PASSWORD, forceChangePasswordNextSignIn: true },
        department: "Sales",
        businessPhones: ["+1"],
      },
    });
  });

  it("make every account once, whichever answers are lost, and look up and repeat them together", async () => {
    directory.fates = ["after", "before", "after", "before"];
    const outcomes = await directory.execute(["anna", "ben", "cara", "dan", "eve"].map(person));
    expect(outcomes.map((outcome) => outcome.ok && outcome.value)).to.deep.equal(
      ["anna", "ben", "cara", "dan", "eve"].map((name) => `id-${name}@contoso.com`),
    );
    expect(directory.accounts.size).to.equal(5);
    // Five creations, four look-ups, two creations again.
    expect(directory.sent.map((calls) => calls.map(({ method }) => method).join(" "))).to.deep.equal([
      "POST POST POST POST POST",
      "GET GET GET GET",
      "POST POST",
    ]);
  });

  it("find an account that shows only after its creation was sent again", async () => {
    directory.fates = ["hidden"];
    const [outcome] = await directory.execute([person("anna")]);
    expect(outcome).to.deep.equal({ ok: true, value: "id-anna@contoso.com" });
    expect(directory.accounts.size).to.equal(1);
  });

  it("give up on a creation that is lost each time", async () => {
    directory.fates = Array<"before">(20).fill("before");
    const [outcome] = await directory.execute([person("anna")]);
    expect(outcome?.ok).to.equal(false);
    expect(directory.sent).to.have.length(1 + 2 * 3);
  });

  it("refuse an account that exists already when nothing was lost: somebody else made it", async () => {
    directory.accounts.set("anna@contoso.com", { id: "other", licenses: new Set() });
    const [outcome] = await directory.execute([person("anna")]);
    expect(outcome?.ok).to.equal(false);
    expect(directory.sent).to.have.length(1);
  });

  it("never show a password, even if the service quotes it", async () => {
    const quoting = answer(400, {
      error: { code: "Request_BadRequest", message: `${PASSWORD} is too simple` },
    });
    const [outcome] = await executeOnGraph([person("anna")], {
      send: () => Promise.resolve([{ answer: quoting, tries: 1, elapsedMs: 0 }]),
      directLicenses: () => Promise.resolve(new Map()),
      errorOf: (last, { label: operation }) =>
        new ServiceError({
          service: "Microsoft Graph",
          operation,
          status: 400,
          code: "",
          serviceMessage: last.answer.body,
        }),
    });
    if (outcome === undefined || outcome.ok) expect.fail();
    expect(outcome.error.message).to.include("… is too simple");
    expect(outcome.error.message).not.to.include("word");
  });

  it("count a licence that is not there as removed, and still remove the others", async () => {
    directory.accounts.set("a", { id: "a", licenses: new Set(["sales"]) });
    directory.accounts.set("b", { id: "b", licenses: new Set() });
    const remove = (objectId: string): GraphOperation => ({
      kind: "assignLicense",
      objectId,
      add: [],
      remove: ["sales", "flow"],
      label: "remove licences",
    });
    const outcomes = await directory.execute([remove("a"), remove("b")]);
    expect(outcomes).to.deep.equal([
      { ok: true, value: "a" },
      { ok: true, value: "b" },
    ]);
    expect(directory.accounts.get("a")?.licenses.size).to.equal(0);
    // For "b" nothing is left to be sent.
    expect(directory.sent.map((calls) => calls.length)).to.deep.equal([2, 1]);
  });

  it("count an account that is gone as deleted, but not a licence on it as assigned", async () => {
    const outcomes = await executeOnGraph(
      [
        { kind: "deleteUser", objectId: "A", label: "delete" },
        {
          kind: "assignLicense",
          objectId: "a",
          add: [{ skuId: "sales", disabledPlans: [] }],
          remove: [],
          label: "assign",
        },
      ],
      {
        send: (calls) => Promise.resolve(calls.map(() => ({ answer: answer(404), tries: 1, elapsedMs: 0 }))),
        directLicenses: () => Promise.resolve(new Map()),
        errorOf: (_last, { label: operation }) =>
          new ServiceError({
            service: "Microsoft Graph",
            operation,
            status: 404,
            code: "",
            serviceMessage: "",
          }),
      },
    );
    expect(outcomes.map(({ ok }) => ok)).to.deep.equal([true, false]);
  });

  it("do not take a refusal of the whole batch for that of a request in it", async () => {
    const [outcome] = await executeOnGraph([{ kind: "deleteUser", objectId: "a", label: "delete" }], {
      send: () => Promise.resolve([{ answer: { ...answer(404), ofBatch: true }, tries: 1, elapsedMs: 0 }]),
      directLicenses: () => Promise.resolve(new Map()),
      errorOf: (_last, { label: operation }) =>
        new ServiceError({
          service: "Microsoft Graph",
          operation,
          status: 404,
          code: "",
          serviceMessage: "",
        }),
    });
    expect(outcome?.ok).to.equal(false);
  });
});
