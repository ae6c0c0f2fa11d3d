import { type RunningSandbox, startSandbox } from "@bc-sales/sandbox";
import { expect } from "chai";
import { person, takeAwayByHand } from "../engine/tenant";
import { ADELE, ALEX, LYNNE, SALES } from "../kinds/people";
import { providerText } from "../../../dynamic-providers/dist/adapter/shim";
import { configurationOf, failureOf, type Properties, ProviderProcess } from "./providerProcess";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const DIFF_NONE = 1;
const DIFF_SOME = 2;

describe("the provider process", function () {
  // The process loads Pulumi's runtime, and @azure/identity to sign in.
  this.timeout(60_000);

  let sandbox: RunningSandbox;
  let provider: ProviderProcess;
  beforeEach(async () => {
    sandbox = await startSandbox();
    provider = await ProviderProcess.start({ NODE_EXTRA_CA_CERTS: sandbox.status.caFile });
    await provider.configure(configurationOf(sandbox));
  });
  afterEach(async () => {
    await provider.stop();
    await sandbox.close();
  });

  function roleAssignments(signInName: string, roles: string[]): Properties {
    return stored("RoleAssignments", signInName, { roles });
  }

  /** The properties of a resource of a person. */
  function stored(kind: string, signInName: string, properties: Properties): Properties {
    return {
      organizationUrl: sandbox.url,
      objectId: sandbox.store.userByPrincipalName(signInName)?.id ?? "",
      signInName,
      ...properties,
      __provider: providerText(kind),
    };
  }

  it("leads a resource through its life with the text that is stored in the state", async () => {
    const program = roleAssignments(ADELE, ["Sales Manager", "Salesperson"]);
    const checked = await provider.check(program);
    expect(checked.reasons).to.deep.equal([]);
    expect(checked.inputs).to.deep.include({ mode: "additive", __provider: program.__provider });

    const { id, outputs } = await provider.create(checked.inputs);
    expect(id).to.equal(program.objectId);
    expect(outputs).to.deep.include({
      rolesInEffect: ["Sales Manager", "Salesperson"],
      roles: program.roles,
    });
    expect(outputs.__provider).to.equal(program.__provider);
    expect(await provider.diff(id, outputs, checked.inputs)).to.deep.equal({
      changes: DIFF_NONE,
      replaces: [],
    });

    takeAwayByHand(sandbox.store, ADELE, "Sales Manager");
    // A later deployment has a process of its own, which has read nothing yet.
    await provider.stop();
    provider = await ProviderProcess.start({ NODE_EXTRA_CA_CERTS: sandbox.status.caFile });
    await provider.configure(configurationOf(sandbox));
    const live = await provider.read(id, outputs);
    expect(live.inputs.roles).to.deep.equal(["Salesperson"]);
    expect(live.inputs.__provider).to.equal(program.__provider);
    expect(await provider.diff(id, live.outputs, checked.inputs)).to.deep.include({ changes: DIFF_SOME });

    const updated = await provider.update(id, live.outputs, checked.inputs);
    expect(person(sandbox.store, ADELE).roles).to.deep.equal(["Sales Manager", "Salesperson"]);
    await provider.delete(id, updated);
    expect(person(sandbox.store, ADELE).roles).to.deep.equal(["Salesperson"]);
    expect(provider.said).to.equal("");
  });

  it("compares without complaint what is not known yet, and asks for a replacement only where it is one", async () => {
    const program = roleAssignments(ADELE, ["Salesperson"]);
    const { inputs } = await provider.check(program);
    const { id, outputs } = await provider.create(inputs);
    const unknown = { ...inputs, roles: UNKNOWN };
    expect((await provider.check(unknown)).reasons).to.deep.equal([]);
    expect(await provider.diff(id, outputs, unknown)).to.deep.equal({ changes: DIFF_SOME, replaces: [] });
    const other = { ...inputs, objectId: sandbox.store.userByPrincipalName(ALEX)?.id ?? "" };
    expect(await provider.diff(id, outputs, other)).to.deep.equal({
      changes: DIFF_SOME,
      replaces: ["objectId"],
    });
  });

  it("serves all kinds from one process: one sign-in for each service, one query for everybody", async () => {
    const states = [ADELE, ALEX].flatMap((name) => [
      stored("RoleAssignments", name, { roles: [], grantedRoles: [], declaredRoles: [] }),
      stored("AccessMode", name, { accessMode: "read-write", foundAccessMode: "read-write" }),
    ]);
    sandbox.requests.clear();
    const read = await Promise.all(states.map((state) => provider.read(state.objectId as string, state)));
    expect(read.map(({ id }) => id)).to.deep.equal(states.map(({ objectId }) => objectId));
    const targets = sandbox.requests.entries.map(({ target }) => target);
    // The first call may be on its way to the tenant before the others have reached the process.
    expect(targets.filter((target) => target.includes("systemusers")).length).to.be.at.most(2);
    expect(targets.filter((target) => target.includes("/token"))).to.have.length(1);
  });

  it("keeps the state of what failed half-way, and goes on from there", async () => {
    const { store } = sandbox;
    const sku = [...store.all("skus")].find(({ skuPartNumber }) => skuPartNumber === SALES);
    if (sku === undefined) expect.fail();
    const program = stored("LicenseAssignment", LYNNE, { licenses: [SALES], usageLocation: "US" });
    const { inputs } = await provider.check(program);
    store.put("skus", sku.skuId, { ...sku, enabled: 0 });
    store.commit();

    // The usage location is set before the licence is refused.
    const failure = await failureOf(provider.create(inputs));
    expect(failure.message).to.include("any available licenses").and.include("Buy seats");
    const { id, properties, reasons } = failure.partial ?? expect.fail("nothing is kept");
    expect(id).to.equal(program.objectId);
    expect(reasons).to.deep.equal([failure.message]);
    expect(properties.__provider).to.equal(program.__provider);
    expect((await provider.read(id, properties)).id).to.equal(id);

    store.put("skus", sku.skuId, sku);
    store.commit();
    const finished = await provider.update(id, properties, inputs);
    expect(person(store, LYNNE).licenses).to.deep.equal([SALES]);
    await provider.delete(id, finished);
    expect(person(store, LYNNE).licenses).to.deep.equal([]);
  });

  it("reports all problems of the inputs at once, each as one line and without the value itself", async () => {
    const program = roleAssignments(ADELE, ["", "Salesperson"]);
    const { reasons, properties } = await provider.check({ ...program, objectId: "adele", mode: "some" });
    expect(reasons).to.have.length(3);
    expect(reasons.join("\n")).to.include("roles[0]: ").and.include("objectId: ").and.include("mode: ");
    expect(properties).to.deep.equal(["", "", ""]);
  });

  it("finds in preview what the tenant does not have", async () => {
    const { reasons } = await provider.check(roleAssignments(ADELE, ["Salespersan"]));
    expect(reasons.join("\n")).to.include("Salespersan").and.include("Salesperson");
  });

  it("tells a kind that it does not know from a defect", async () => {
    const text = providerText("RoleAssignments").replaceAll("RoleAssignments", "Holograms");
    const failure = await failureOf(provider.check({ __provider: text }));
    expect(failure.message).to.include('no resource kind "Holograms"').and.include("Install the release");
  });
});
