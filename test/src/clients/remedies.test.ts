import { type RunningSandbox, seedIds, startSandbox } from "@bc-sales/sandbox";
import { expect } from "chai";
import { ServiceError } from "../../../dynamic-providers/dist/clients/http/service-error";
import type { Tenant } from "../../../dynamic-providers/dist/clients/tenant";
import { roleId } from "../engine/tenant";
import { ADELE, DIEGO, LYNNE, SALES } from "../kinds/people";
import { connected } from "./connected";
import { crowd } from "./crowd";

describe("what a tenant refuses", () => {
  let sandbox: RunningSandbox;
  let tenant: Tenant;
  beforeEach(async () => {
    sandbox = await startSandbox();
    tenant = connected(sandbox);
  });
  afterEach(() => sandbox.close());

  const idOf = (signInName: string) => sandbox.store.userByPrincipalName(signInName)?.id ?? "";

  async function refusal(promise: Promise<unknown>): Promise<ServiceError> {
    const error = await promise.catch((reason: unknown) => reason);
    if (!(error instanceof ServiceError)) throw new Error(`It was not refused: ${String(error)}`);
    return error;
  }

  function add(signInName: string): Promise<ServiceError> {
    const about = { label: `add ${signInName}`, person: signInName };
    return refusal(tenant.powerPlatform.addUser(seedIds.environmentId, idOf(signInName), about));
  }

  /** The deploying application as a user of the environment. */
  function application() {
    const { clientId } = sandbox.status;
    const found = [...sandbox.store.all("systemusers")].find(
      ({ applicationid }) => applicationid === clientId,
    );
    if (found === undefined) throw new Error("The application is no user.");
    return found;
  }

  function assignSalesManager(): Promise<ServiceError> {
    const person = ADELE;
    const systemUserId = sandbox.store.systemUserByObjectId(idOf(person))?.systemuserid ?? "";
    const role = "Sales Manager";
    const operation = {
      kind: "assignRole" as const,
      systemUserId,
      roleId: roleId(sandbox.store, role),
      label: `assign the role "${role}" to ${person}`,
      person,
      role,
    };
    return refusal(
      tenant
        .dataverse(sandbox.url)
        .execute([operation])
        .then(([outcome]) => {
          if (outcome?.ok === false) throw outcome.error;
        }),
    );
  }

  it("for want of a licence is put right by one", async () => {
    const error = await add(LYNNE);
    expect(error).to.include({ service: "Power Platform", code: "userNotLicensed", person: LYNNE });
    expect(error.remedy).to.include("Assign a licence that includes Dataverse");
  });

  it("outside of the security group is put right by membership", async () => {
    const environment = sandbox.store.get("environments", seedIds.environmentId);
    if (environment === undefined) expect.fail();
    const securityGroupId = "7a1e0000-0000-4000-8000-000000000001";
    sandbox.store.put("environments", seedIds.environmentId, { ...environment, securityGroupId });
    sandbox.store.commit();
    expect((await add(DIEGO)).remedy).to.include("a direct member of the environment's security group");
  });

  it("for a blocked sign-in is put right by unblocking", async () => {
    const user = sandbox.store.get("users", idOf(DIEGO));
    if (user === undefined) expect.fail();
    sandbox.store.put("users", user.id, { ...user, accountEnabled: false });
    sandbox.store.commit();
    expect((await add(DIEGO)).remedy).to.include("Unblock the sign-in");
  });

  it("to an application that is no user of the environment is put right by making it one", async () => {
    sandbox.store.delete("systemusers", application().systemuserid);
    sandbox.store.commit();
    const error = await refusal(tenant.dataverse(sandbox.url).whoAmI());
    expect(error).to.include({ service: "Dataverse", status: 403, code: "0x80072560" });
    expect(error.remedy).to.include("as an application user with the role System Administrator");
  });

  it("to an application without a role is put right by one", async () => {
    const row = application();
    sandbox.store.put("systemusers", row.systemuserid, { ...row, roles: [] });
    sandbox.store.commit();
    const error = await refusal(tenant.dataverse(sandbox.url).whoAmI());
    expect(error.code.toLowerCase()).to.equal("0x80042f09");
    expect(error.remedy).to.include("as an application user with the role System Administrator");
  });

  it("for want of a privilege names the privilege, the person and the role", async () => {
    const row = application();
    const roles = [roleId(sandbox.store, "Salesperson")];
    sandbox.store.put("systemusers", row.systemuserid, { ...row, roles });
    sandbox.store.commit();
    const error = await assignSalesManager();
    expect(error).to.include({ code: "0x80040220", person: ADELE, role: "Sales Manager" });
    expect(error.remedy).to.match(/lacks the privilege prv\w+\. Give its application user/);
    expect(error.mayHaveTakenEffect).to.equal(false);
  });

  it("for want of seats is put right by buying some", async () => {
    const sku = [...sandbox.store.all("skus")].find(({ skuPartNumber }) => skuPartNumber === SALES);
    if (sku === undefined) expect.fail();
    sandbox.store.put("skus", sku.skuId, { ...sku, enabled: 0 });
    sandbox.store.commit();
    const [outcome] = await tenant.graph.execute([
      {
        kind: "updateUser",
        objectId: idOf(LYNNE),
        change: { usageLocation: "US" },
        label: "set the usage location",
      },
    ]);
    expect(outcome?.ok).to.equal(true);
    const label = `assign ${SALES} to ${LYNNE}`;
    const [licensed] = await tenant.graph.execute([
      {
        kind: "assignLicense",
        objectId: idOf(LYNNE),
        add: [{ skuId: sku.skuId, disabledPlans: [] }],
        remove: [],
        label,
        person: LYNNE,
      },
    ]);
    if (licensed === undefined || licensed.ok) expect.fail("it was assigned");
    expect(licensed.error).to.include({ service: "Microsoft Graph", person: LYNNE });
    expect(licensed.error.remedy).to.include("Buy seats or free some");
  });
});

describe("reads of many resources", () => {
  it("that are refreshed together cost a handful of requests", async () => {
    const sandbox = await startSandbox();
    try {
      const faces = crowd(sandbox, 600);
      const tenant = connected(sandbox);
      const dataverse = tenant.dataverse(sandbox.url);
      await dataverse.whoAmI();
      sandbox.requests.clear();
      // As the engine asks: resource by resource, each for one person, and each for everything it needs.
      const read = await Promise.all(
        faces.map(async ({ objectId, name }) => {
          const [users, accounts, named] = await Promise.all([
            dataverse.systemUsers([objectId], { fresh: true }),
            tenant.graph.usersByObjectId([objectId]),
            tenant.graph.usersByPrincipalName([name]),
            tenant.graph.subscribedSkus(),
            dataverse.roles(),
            dataverse.businessUnits(),
          ]);
          return [users.size, accounts.size, named.size];
        }),
      );
      expect(read).to.deep.equal(Array(600).fill([1, 1, 1]));
      const sent = sandbox.requests.entries.filter(
        ({ target }) => !/\/token|openid-configuration/.test(target),
      );
      const of = (service: string) => sent.filter((request) => request.service === service).length;
      // In-lists of 500 people, in one batch; roles; business units.
      expect(of("dataverse")).to.equal(3);
      // 15 names a filter and 20 filters a batch are 300 people a request, by id and by name; licences.
      expect(of("graph")).to.equal(5);
    } finally {
      await sandbox.close();
    }
  }).timeout(60_000);
});
