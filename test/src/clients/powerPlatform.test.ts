import { expect } from "chai";
import { type RunningSandbox, startSandbox } from "@bc-sales/sandbox";
import { ServiceError } from "../../../dynamic-providers/dist/clients/http/service-error";
import type { Tenant } from "../../../dynamic-providers/dist/clients/tenant";
import { ADELE, LYNNE } from "../kinds/people";
import { connected } from "./connected";
import { faulty, first } from "./faults";

describe("the admin API's client on a tenant", () => {
  let sandbox: RunningSandbox;
  let tenant: Tenant;
  beforeEach(async () => {
    sandbox = await startSandbox();
    tenant = connected(sandbox);
    sandbox.requests.clear();
  });
  afterEach(() => sandbox.close());

  const idOf = (signInName: string) => sandbox.store.userByPrincipalName(signInName)?.id ?? "";

  /** Who was asked, sign-in left out. */
  const services = () =>
    sandbox.requests.entries.map(({ service }) => service as string).filter((service) => service !== "entra");

  async function refusal(promise: Promise<unknown>): Promise<ServiceError> {
    const error = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof ServiceError)) throw new Error(`no ServiceError: ${String(error)}`);
    return error;
  }

  it("knows environments by id and all together", async () => {
    const { environmentId } = sandbox.status;
    const environment = await tenant.powerPlatform.environment(environmentId);
    expect(environment).to.deep.include({
      environmentId,
      organizationUrl: sandbox.url,
      administrationMode: false,
    });
    expect(await tenant.powerPlatform.environments()).to.deep.include(environment);
    expect(await tenant.powerPlatform.environment("00000000-0000-4000-8000-000000000000")).to.equal(
      undefined,
    );
  });

  it("sees administration mode and the security group", async () => {
    const { environmentId } = sandbox.status;
    const row = sandbox.store.get("environments", environmentId);
    if (row === undefined) expect.fail();
    const securityGroupId = "cccccccc-0000-4000-8000-000000000001";
    sandbox.store.put("environments", environmentId, { ...row, administrationMode: true, securityGroupId });
    sandbox.store.commit();
    expect(await tenant.powerPlatform.environment(environmentId)).to.deep.include({
      administrationMode: true,
      securityGroupId,
    });
  });

  it("adds a user, again if need be, and lets the environment's rows be read anew", async () => {
    const { environmentId } = sandbox.status;
    const dataverse = tenant.dataverse(sandbox.url);
    await dataverse.systemUsers([idOf(ADELE)]);
    sandbox.requests.clear();
    await tenant.powerPlatform.addUser(environmentId, idOf(ADELE), { label: "add Adele" });
    await tenant.powerPlatform.addUser(environmentId, idOf(ADELE), { label: "add Adele" });
    await dataverse.systemUsers([idOf(ADELE)]);
    expect(services()).to.deep.equal(["power-platform", "power-platform", "dataverse"]);
  });

  it("tells a user without a licence by a code of its own", async () => {
    const error = await refusal(
      tenant.powerPlatform.addUser(sandbox.status.environmentId, idOf(LYNNE), { label: "add Lynne" }),
    );
    expect(error.code).to.equal("userNotLicensed");
    expect(error.message)
      .to.include("could not add Lynne")
      .and.include("Assign a licence that includes Dataverse");
  });

  it("repeats what was lost", async () => {
    const slow = connected(sandbox, [], faulty(first(2, ({ url }) => url.includes("addUser"), "lost")));
    await slow.powerPlatform.addUser(sandbox.status.environmentId, idOf(ADELE), { label: "add Adele" });
    expect(services()).to.deep.equal(Array(3).fill("power-platform"));
  });

  it("says how to register an application that the admin API does not know", async () => {
    const body = JSON.stringify({
      error: {
        code: "Forbidden",
        message:
          "The service principal with id '…' does not have permission to access the path '…/environments'.",
      },
    });
    const stranger = connected(
      sandbox,
      [],
      faulty(() => ({ status: 403, headers: {}, body })),
    );
    const error = await refusal(stranger.powerPlatform.environments());
    expect(error.message).to.include("New-PowerAppManagementApp -ApplicationId");
  });
});
