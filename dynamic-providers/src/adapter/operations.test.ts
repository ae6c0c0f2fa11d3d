import { expect } from "chai";
import type { Tenant } from "../clients/tenant";
import { ServiceError } from "../clients/http/service-error";
import { type Problem, ProblemsError } from "../problems";
import { PartialFailure } from "../reconciler";
import { type AnyReconciler, Operations, type Session } from "./operations";

const SHIM = "exports.handler = …";
const PROBLEM: Problem = { where: "roles[0]", message: 'There is no role "X".', remedy: "Use another." };

const refusal = new ServiceError({
  service: "Dataverse",
  operation: "read a system user",
  status: 403,
  code: "0x80072560",
  serviceMessage: "The user is not a member of the organization.",
});

const never = () => {
  throw new Error("not expected");
};

function operations(
  reconciler: Partial<AnyReconciler>,
  tenant: () => Tenant = () => tenantThat(() => undefined),
): Operations {
  const session: Session = { configure: () => undefined, tenant, run: (operation) => operation() };
  const all: AnyReconciler = {
    check: (inputs) => ({ inputs, problems: [] }),
    diff: never,
    create: never,
    read: never,
    update: never,
    delete: never,
    ...reconciler,
  };
  return new Operations("RoleAssignments", all, session);
}

/** @param forgets called when accounts are to be read anew */
function tenantThat(forgets: () => void): Tenant {
  return { forgetAccounts: forgets } as Tenant;
}

/** What a promise is rejected with. */
async function rejection(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  return promise.then(
    () => expect.fail("it succeeded"),
    (error: unknown) => error as Error & Record<string, unknown>,
  );
}

describe("Pulumi's operations on a kind", () => {
  describe("check", () => {
    it("hands over the inputs with defaults, and keeps the provider's text out of the reconciler's sight", async () => {
      const seen: unknown[] = [];
      const result = await operations({
        check: (inputs) => {
          seen.push(inputs);
          return { inputs: { ...inputs, mode: "additive", forbidden: undefined }, problems: [] };
        },
      }).check({}, { roles: ["Salesperson"], __provider: SHIM });
      expect(seen).to.deep.equal([{ roles: ["Salesperson"] }]);
      // Undefined does not survive the wire.
      expect(result.inputs).to.deep.equal({ roles: ["Salesperson"], mode: "additive", __provider: SHIM });
      expect(result.inputs).not.to.have.property("forbidden");
      expect(result.failures).to.deep.equal([]);
    });

    it("tells every problem, and asks the tenant nothing then", async () => {
      const { failures } = await operations({
        check: (inputs) => ({ inputs, problems: [PROBLEM, { ...PROBLEM, where: "" }] }),
        preflight: never,
      }).check({}, {});
      expect(failures).to.deep.equal([
        { property: "", reason: 'roles[0]: There is no role "X". Use another.' },
        { property: "", reason: 'There is no role "X". Use another.' },
      ]);
    });

    it("asks the tenant when the inputs are fine", async () => {
      const tenant = tenantThat(() => undefined);
      const { failures } = await operations(
        {
          preflight: (_inputs, given) => Promise.resolve(given === tenant ? [PROBLEM] : []),
        },
        () => tenant,
      ).check({}, {});
      expect(failures).to.have.length(1);
    });

    it("shows what the tenant or the configuration refuses as a failed check", async () => {
      const byTenant = await operations({ preflight: () => Promise.reject(refusal) }).check({}, {});
      expect(byTenant.failures).to.deep.equal([{ property: "", reason: refusal.message }]);
      const byConfig = await operations({ preflight: () => Promise.resolve([]) }, () => {
        throw new ProblemsError([PROBLEM]);
      }).check({}, {});
      expect(byConfig.failures).to.have.length(1);
    });

    it("lets a defect through", async () => {
      const error = await rejection(
        operations({ preflight: () => Promise.reject(new TypeError("x is undefined")) }).check({}, {}),
      );
      expect(error).to.be.instanceOf(TypeError);
    });
  });

  describe("diff", () => {
    it("compares without the provider's text, and always says whether something changes", async () => {
      const seen: unknown[] = [];
      const compared = operations({
        diff: (state, inputs) => {
          seen.push(state, inputs);
          return { changed: false };
        },
      });
      expect(
        await compared.diff("id", { a: 1, __provider: "old" }, { a: 1, __provider: SHIM }),
      ).to.deep.equal({
        changes: false,
        replaces: [],
        deleteBeforeReplace: false,
      });
      expect(seen).to.deep.equal([{ a: 1 }, { a: 1 }]);
    });

    it("counts a replacement as a change, which the engine would drop otherwise", async () => {
      const replacing = operations({
        diff: () => ({ changed: false, replaces: ["objectId"], deleteBeforeReplace: true }),
      });
      expect(await replacing.diff("id", {}, {})).to.deep.equal({
        changes: true,
        replaces: ["objectId"],
        deleteBeforeReplace: true,
      });
    });
  });

  describe("create and update", () => {
    it("store the inputs with the state on top, and the provider's text", async () => {
      const made = operations({
        create: () => Promise.resolve({ id: "7", state: { roles: ["b"], granted: ["g"], email: undefined } }),
        update: () => Promise.resolve({ granted: [] }),
      });
      expect(await made.create({ roles: ["a"], mode: "additive", __provider: SHIM })).to.deep.equal({
        id: "7",
        outs: { roles: ["b"], mode: "additive", granted: ["g"], __provider: SHIM },
      });
      expect(
        await made.update("7", { old: true, __provider: "old" }, { roles: ["a"], __provider: SHIM }),
      ).to.deep.equal({ outs: { roles: ["a"], granted: [], __provider: SHIM } });
    });

    it("keep the state of what failed half-way, with the provider's text, so that it can be read and deleted", async () => {
      const partial = () => Promise.reject(new PartialFailure("7", { granted: ["g"] }, refusal));
      const failing = operations({ create: partial, update: partial });
      for (const error of [
        await rejection(failing.create({ roles: ["a"], __provider: SHIM })),
        await rejection(
          failing.update("7", { roles: ["o"], __provider: SHIM }, { roles: ["a"], __provider: SHIM }),
        ),
      ]) {
        expect(error.message).to.equal(refusal.message);
        expect(error).to.deep.include({
          id: "7",
          reasons: [refusal.message],
          properties: { roles: ["a"], granted: ["g"], __provider: SHIM },
        });
      }
    });

    it("pass on a failure before the first write as it is: nothing was made", async () => {
      const error = await rejection(operations({ create: () => Promise.reject(refusal) }).create({}));
      expect(error).to.equal(refusal);
    });

    it("lose nothing that was made when a defect returns what cannot be stored", async () => {
      const error = await rejection(
        operations({
          create: () => Promise.resolve({ id: "7", state: { granted: ["g"], at: new Date(0) } }),
        }).create({ __provider: SHIM }),
      );
      expect(error.message).to.include("at: an instance of Date").and.include("defect");
      expect(error).to.deep.include({ id: "7", properties: { granted: ["g"], __provider: SHIM } });
    });
  });

  describe("read", () => {
    it("returns live values as outputs and as inputs, so that preview can name what drifted", async () => {
      const live = operations({
        read: (id, state) =>
          Promise.resolve({ inputs: { roles: ["live"], mode: undefined }, state: { ...state, id } }),
      });
      expect(await live.read("7", { roles: ["stored"], granted: ["g"], __provider: SHIM })).to.deep.equal({
        id: "7",
        props: { roles: ["stored"], granted: ["g"], id: "7", __provider: SHIM },
        inputs: { roles: ["live"], __provider: SHIM },
      });
    });

    it("says that a resource is gone by giving it no id", async () => {
      expect(await operations({ read: () => Promise.resolve("gone" as const) }).read("7", {})).to.deep.equal(
        {},
      );
    });

    it("shows a refusal without a stack, and what was being done instead", async () => {
      const error = await rejection(operations({ read: () => Promise.reject(refusal) }).read("7", {}));
      // The provider process prints `${error}: ${error.stack}`.
      expect(String(error)).to.equal(refusal.message);
      expect(error.stack).to.equal("while reading RoleAssignments 7");
    });

    it("shows the stack of a defect", async () => {
      const defect = new TypeError("x is undefined");
      expect(await rejection(operations({ read: () => Promise.reject(defect) }).read("7", {}))).to.equal(
        defect,
      );
    });
  });

  it("read accounts anew before anything is written, since other providers may have written them", async () => {
    let forgotten = 0;
    const kind = operations(
      {
        preflight: () => Promise.resolve([]),
        create: () => Promise.resolve({ id: "7", state: {} }),
        read: () => Promise.resolve("gone" as const),
        update: () => Promise.resolve({}),
        delete: () => Promise.resolve(),
      },
      () => tenantThat(() => (forgotten += 1)),
    );
    const counts: number[] = [];
    for (const step of [
      () => kind.read("7", {}),
      () => kind.check({ a: 1, __provider: "old" }, { a: 1, __provider: SHIM }),
      () => kind.check({ a: 1 }, { a: 2 }),
      () => kind.check({}, { a: 1 }),
      () => kind.create({}),
      () => kind.update("7", {}, {}),
      () => kind.delete("7", {}),
    ]) {
      await step();
      counts.push(forgotten);
    }
    expect(counts).to.deep.equal([0, 0, 1, 2, 3, 4, 5]);
  });

  it("delete what the state describes", async () => {
    const deleted: unknown[] = [];
    await operations({
      delete: (id, state) => {
        deleted.push(id, state);
        return Promise.resolve();
      },
    }).delete("7", { granted: ["g"], __provider: SHIM });
    expect(deleted).to.deep.equal(["7", { granted: ["g"] }]);
  });

  it("take the configuration before they return, since Pulumi does not wait for it", () => {
    const taken: unknown[] = [];
    const session: Session = { configure: (config) => taken.push(config), tenant: never, run: never };
    const config = { get: () => undefined, require: never };
    const reconciler = {
      check: never,
      diff: never,
      create: never,
      read: never,
      update: never,
      delete: never,
    };
    void new Operations("AccessMode", reconciler, session).configure({ config });
    expect(taken).to.deep.equal([config]);
  });
});
