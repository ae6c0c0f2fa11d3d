import { expect } from "chai";
import { ADMINISTRATOR, Deployment, INTEGRATION_USER } from "./deployment";
import { person } from "./tenant";

const ANNA = "anna@contoso.onmicrosoft.com";

/** Longer than this test: what waits for this ends by Ctrl-C only. */
const HOUR = 3_600_000;

describe("a deployment that is cancelled while it waits, on the real engine", function () {
  this.timeout(180_000);
  let deployment: Deployment;

  before(async () => {
    deployment = await Deployment.start();
  });
  after(async () => {
    await deployment.stop();
  });

  it("ends with the state of what was done", async () => {
    const { sandbox } = deployment;
    sandbox.settings.addUserDelay = HOUR;
    const added = () => sandbox.requests.entries.filter(({ target }) => target.includes("/addUser")).length;
    const interrupt = new AbortController();
    const watching = setInterval(() => {
      // Administrator, integration user and two salespeople wait for their rows.
      if (added() >= 4) interrupt.abort();
    }, 200);
    const run = await deployment.upUntil(interrupt.signal);
    clearInterval(watching);
    expect(run.exitCode).not.to.equal(0);
    for (const name of [ADMINISTRATOR, INTEGRATION_USER]) {
      expect(run.output).to.include(`cancelled while waiting for ${name} to arrive in Contoso Sales`);
    }
    const state = await deployment.state();
    for (const kind of ["EnvironmentUser", "SalespeopleRoster"]) expect(state).to.include(`bcsales:${kind}`);
    expect(state).not.to.include('"pending_operations"');
  });

  it("is gone on with by the next one", async () => {
    const { sandbox } = deployment;
    const made = sandbox.store.userByPrincipalName(ANNA)?.id;
    expect(made).not.to.equal(undefined);
    sandbox.clock.advance(HOUR);
    sandbox.settings.addUserDelay = 0;
    const run = await deployment.up();
    expect(run.exitCode, run.output).to.equal(0);
    expect(sandbox.store.userByPrincipalName(ANNA)?.id).to.equal(made);
    expect(person(sandbox.store, ANNA)).to.deep.include({ inEnvironment: true, roles: ["Salesperson"] });
    expect(person(sandbox.store, INTEGRATION_USER).inEnvironment).to.equal(true);
  });
});
