import { type RunningSandbox, seedIds, startSandbox } from "@bc-sales/sandbox";
import { expect } from "chai";
import { person } from "../engine/tenant";
import { DIEGO, LYNNE, SALES } from "../kinds/people";
import { providerText } from "../../../dynamic-providers/dist/adapter/shim";
import {
  type CallFailure,
  configurationOf,
  failureOf,
  type Properties,
  ProviderProcess,
} from "./providerProcess";

/** Longer than any test: what waits for this ends by cancellation only. */
const HOUR = 3_600_000;

describe("cancelling a deployment", function () {
  // The process loads Pulumi's runtime, and @azure/identity to sign in.
  this.timeout(60_000);

  let sandbox: RunningSandbox;
  let provider: ProviderProcess;
  beforeEach(async () => {
    sandbox = await startSandbox();
    await start();
  });
  afterEach(async () => {
    await provider.stop();
    await sandbox.close();
  });

  async function start(): Promise<void> {
    provider = await ProviderProcess.start({ NODE_EXTRA_CA_CERTS: sandbox.status.caFile });
    await provider.configure(configurationOf(sandbox));
  }

  function environmentUser(signInName: string): Properties {
    return {
      organizationUrl: sandbox.url,
      environmentId: seedIds.environmentId,
      objectId: sandbox.store.userByPrincipalName(signInName)?.id ?? "",
      signInName,
      enabled: true,
      onDestroy: "keep",
      __provider: providerText("EnvironmentUser"),
    };
  }

  /** A creation that waits after it has asked for the user to be added, and how it will fail. */
  async function waiting(program: Properties): Promise<{ failed: Promise<CallFailure> }> {
    const course = { hasEnded: false };
    const failed = failureOf(provider.create(program)).finally(() => {
      course.hasEnded = true;
    });
    while (!course.hasEnded && !sandbox.requests.entries.some(({ target }) => target.includes("/addUser"))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return { failed };
  }

  it("ends the wait for a row, and the next deployment goes on from what was done", async () => {
    sandbox.settings.addUserDelay = HOUR;
    const program = environmentUser(DIEGO);
    const { failed } = await waiting(program);
    await provider.cancel();
    const { message, partial } = await failed;
    expect(message).to.include(`cancelled while waiting for ${DIEGO} to arrive in Contoso Sales`);
    expect(partial?.id).to.equal(program.objectId);
    expect(partial?.properties).to.deep.include({ foundInEnvironment: false, signInName: DIEGO });

    await provider.stop();
    sandbox.clock.advance(HOUR);
    await start();
    const outputs = await provider.update(partial?.id ?? "", partial?.properties ?? {}, program);
    expect(person(sandbox.store, DIEGO)).to.include({ inEnvironment: true, enabled: true });
    expect(outputs.systemUserId).to.be.a("string");
  });

  it("ends the wait for a licence, where nothing was written, without a state", async () => {
    sandbox.settings.licenseDelay = HOUR;
    const account = sandbox.store.userByPrincipalName(LYNNE);
    const sku = [...sandbox.store.all("skus")].find(({ skuPartNumber }) => skuPartNumber === SALES);
    if (account === undefined || sku === undefined) expect.fail();
    const assignedAt = sandbox.clock.now();
    const licenses = [{ skuId: sku.skuId, disabledPlans: [], assignedByGroup: null, assignedAt }];
    sandbox.store.put("users", account.id, { ...account, licenses });
    sandbox.store.commit();
    const { failed } = await waiting(environmentUser(LYNNE));
    await provider.cancel();
    const { message, partial } = await failed;
    expect(message).to.include(`cancelled while waiting for the licence of ${LYNNE} to reach Contoso Sales`);
    expect(partial).to.equal(undefined);
  });

  it("lets what runs report its state when the process is told to end by a signal", async () => {
    sandbox.settings.addUserDelay = HOUR;
    const { failed } = await waiting(environmentUser(DIEGO));
    await provider.signal("SIGINT");
    expect((await failed).partial?.properties).to.deep.include({ foundInEnvironment: false });
  });

  it("ends an idle process at once, as the engine expects of its providers", async () => {
    await provider.check(environmentUser(DIEGO));
    await provider.signal("SIGTERM");
  });
});
