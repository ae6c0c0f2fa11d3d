import { expect } from "chai";
import { Roles } from "../engine/roles";
import { failureOf } from "./outcome";
import { ADELE, ALEX } from "./people";
import { Stage } from "./stage";

// Code and text: Web service error codes, PrivilegeDenied.
const FORBIDDEN = {
  status: 403,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({
    error: { code: "0x80040220", message: "Principal user is missing prvReadEntity privilege" },
  }),
};

// Fixed in Business Central's codeunit 5330 "CRM Integration Management".
const INTEGRATION_USER_ROLE = "6f960e32-a72b-e511-80d9-3863bb349780";

/** The role of the integration user, changed behind the stack's back in every way that the role editor allows. */
describe("the minimum permissions of a role", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.set();
  });
  afterEach(() => stage.strike());

  const inputs = (more: object = {}) => ({
    organizationUrl: stage.sandbox.url,
    minimum: ["integration-user"],
    role: INTEGRATION_USER_ROLE,
    ...more,
  });

  const roles = () => new Roles(stage.sandbox.store);
  const idOf = (privilege: string) => roles().privilegeId(privilege);
  const granted = (role = INTEGRATION_USER_ROLE) => roles().granted(role);
  const edit = (privilege: string, depth: Parameters<Roles["edit"]>[2]) => {
    roles().edit(INTEGRATION_USER_ROLE, privilege, depth);
  };

  it("are satisfied by the role as Business Central's solution brings it", async () => {
    const life = stage.life("MinimumPermissions");
    await life.deploy(inputs());
    expect(life.outputs.missing).to.deep.equal([]);
    expect(life.outputs.satisfied).to.equal(true);
    expect(stage.said).to.deep.equal([]);
  });

  it("name what somebody took away or lowered, with the level held and needed", async () => {
    edit("prvCreateAccount", undefined);
    edit("prvWriteContact", "Local");
    const before = stage.everything();
    const life = stage.life("MinimumPermissions");
    await life.deploy(inputs());
    expect(life.outputs.satisfied).to.equal(false);
    expect(life.outputs.missing).to.have.members([
      "Account: Create is missing; Organization is needed (prvCreateAccount).",
      "Contact: Write reaches Business Unit only; Organization is needed (prvWriteContact).",
    ]);
    expect(stage.said.join("\n")).to.contain("lacks 2 of 78 minimum permissions");
    expect(stage.everything()).to.deep.equal(before);
  });

  it("of a user are looked at anew in each deployment until nothing is missing, since its roles may be repaired", async () => {
    const ofUser = { ...stage.inputsOf(ADELE), minimum: ["product-availability-user"] };
    const life = stage.life("MinimumPermissions");
    await life.deploy(ofUser);
    expect(life.outputs.missing).to.have.length(5);
    expect(await life.preview(ofUser)).to.equal("update");
  });

  it("are shown by a refresh without a deployment", async () => {
    const life = stage.life("MinimumPermissions");
    await life.deploy(inputs());
    edit("prvReadQuote", undefined);
    await life.refresh();
    expect(life.outputs.missing).to.deep.equal([
      "Quote: Read is missing; Organization is needed (prvReadQuote).",
    ]);
    expect(await life.preview(inputs())).to.equal("nothing");
  });

  it("stop the deployment before anything is written, when that is asked for", async () => {
    edit("prvCreateAccount", undefined);
    const life = stage.life("MinimumPermissions");
    const reasons = await failureOf(life.preview(inputs({ onDrift: "fail" })));
    expect(reasons).to.contain("Account: Create is missing");
    expect(life.exists).to.equal(false);
  });

  it("are given back by a repair, which changes nothing else", async () => {
    const whole = granted();
    edit("prvCreateAccount", undefined);
    edit("prvWriteContact", "Basic");
    edit("prvReadLead", "Local");
    const life = stage.life("MinimumPermissions");
    stage.sandbox.requests.clear();
    await life.deploy(inputs({ onDrift: "repair" }));
    const repaired = granted();
    expect(repaired.get(idOf("prvCreateAccount"))).to.equal("Global");
    expect(repaired.get(idOf("prvWriteContact"))).to.equal("Global");
    expect(repaired.get(idOf("prvReadLead"))).to.equal("Local");
    repaired.delete(idOf("prvReadLead"));
    whole.delete(idOf("prvReadLead"));
    expect([...repaired].sort()).to.deep.equal([...whole].sort());
    expect(life.outputs.satisfied).to.equal(true);
    expect(await life.preview(inputs({ onDrift: "repair" }))).to.equal("nothing");
  });

  it("show in preview what a repair will give, and are not touched by it", async () => {
    const life = stage.life("MinimumPermissions");
    await life.deploy(inputs({ onDrift: "repair" }));
    edit("prvCreateAccount", undefined);
    edit("prvWriteContact", "Basic");
    const before = stage.everything();
    const live = await life.refresh();
    expect(live?.shortfall).to.have.members([
      "+ Account: Create at Organization (prvCreateAccount)",
      "~ Contact: Write from User to Organization (prvWriteContact)",
    ]);
    expect(await life.preview(inputs({ onDrift: "repair" }))).to.equal("update");
    expect(stage.said.join("\n")).to.contain("is given 2 permissions:");
    expect(stage.everything()).to.deep.equal(before);
  });

  it("cost three requests to verify, besides signing in", async () => {
    const life = stage.life("MinimumPermissions");
    await life.deploy(inputs());
    stage.sandbox.requests.clear();
    await life.refresh();
    const asked = stage.sandbox.requests.entries.filter(({ service }) => service !== "entra");
    expect(asked.length).to.be.at.most(3);
  });

  it("are given in one request, however many are missing", async () => {
    const { store } = stage.sandbox;
    store.put("roleprivileges", INTEGRATION_USER_ROLE, { roleid: INTEGRATION_USER_ROLE, privileges: [] });
    store.commit();
    const life = stage.life("MinimumPermissions");
    await life.deploy(inputs({ onDrift: "repair" }));
    // 78 are required, and one of them the API gives to no role.
    expect(granted().size).to.equal(77);
    const parts = stage.sandbox.requests.entries.flatMap((entry) => entry.parts);
    expect(parts.filter(({ method }) => method !== "GET")).to.have.length(1);
    expect(life.outputs.missing).to.have.length(1);
    expect(String(life.outputs.missing)).to.contain("cannot be given to a role through the API");
  });

  it("say that a table is missing once, whatever is asked of it", async () => {
    const { store } = stage.sandbox;
    for (const row of [...store.all("entitydefinitions")]) {
      if (row.LogicalName === "nav_connection") store.delete("entitydefinitions", row.MetadataId);
    }
    store.commit();
    const life = stage.life("MinimumPermissions");
    await life.deploy(inputs({ minimum: ["integration-administrator", "integration-user"] }));
    const missing = (life.outputs.missing as string[]).filter((line) => line.includes("nav_connection"));
    expect(missing).to.have.length(1);
    expect(missing[0]).to.contain("the environment has no table nav_connection");
  });

  it("refuse to repair a role that cannot be customised", async () => {
    edit("prvCreateAccount", undefined);
    const { store } = stage.sandbox;
    const role = store.get("roles", INTEGRATION_USER_ROLE);
    if (role === undefined) throw new Error("the seed has no such role");
    store.put("roles", role.roleid, { ...role, iscustomizable: false });
    store.commit();
    const life = stage.life("MinimumPermissions");
    expect(await failureOf(life.preview(inputs({ onDrift: "repair" })))).to.contain("cannot be customised");
  });

  it("name a role that does not exist, and offer the nearest", async () => {
    const life = stage.life("MinimumPermissions");
    const asked = inputs({ role: "Sales Manger" });
    await life.deploy(asked);
    expect(String(life.outputs.missing))
      .to.contain('no security role "Sales Manger"')
      .and.contain('"Sales Manager"');
    expect(
      await failureOf(stage.life("MinimumPermissions").preview({ ...asked, onDrift: "fail" })),
    ).to.contain("Sales Manger");
  });

  it("come with a role that is made where it is missing, and go with it when that is asked for", async () => {
    const before = stage.everything();
    const asked = inputs({
      minimum: ["product-availability-user"],
      role: "Stock viewer",
      createIfMissing: true,
      onDestroy: "revoke",
    });
    const life = stage.life("MinimumPermissions");
    await life.deploy(asked);
    expect(life.outputs.satisfied).to.equal(true);
    const held = granted(String(life.outputs.roleId));
    expect(held.get(idOf("prvReadnav_connection"))).to.equal("Global");
    await life.destroy();
    expect(stage.everything()).to.deep.equal(before);
  });

  it("are taken back on destroy as far as a repair gave them, if that is asked for", async () => {
    edit("prvCreateAccount", undefined);
    edit("prvWriteContact", "Deep");
    const before = [...granted()].sort();
    const life = stage.life("MinimumPermissions");
    await life.deploy(inputs({ onDrift: "repair", onDestroy: "revoke" }));
    await life.destroy();
    expect([...granted()].sort()).to.deep.equal(before);
  });

  it("stay on destroy otherwise", async () => {
    edit("prvCreateAccount", undefined);
    const life = stage.life("MinimumPermissions");
    await life.deploy(inputs({ onDrift: "repair" }));
    const after = [...granted()].sort();
    await life.destroy();
    expect([...granted()].sort()).to.deep.equal(after);
  });

  it("are said not to be verified where the environment refuses to show them, and stop nothing unless asked to", async () => {
    const life = stage.life("MinimumPermissions");
    stage.answers = ({ url }) => (url.includes("EntityDefinitions") ? FORBIDDEN : undefined);
    await life.deploy(inputs());
    expect(life.outputs.satisfied).to.equal(false);
    expect(String(life.outputs.missing))
      .to.contain("The permissions cannot be verified")
      .and.contain("HTTP 403");
    for (const onDrift of ["fail", "repair"]) {
      const reasons = await failureOf(stage.life("MinimumPermissions").preview(inputs({ onDrift })));
      expect(reasons).to.contain("The permissions cannot be verified");
    }
  });

  it("name each privilege that this environment's tables do not have", async () => {
    const { store } = stage.sandbox;
    for (const row of [...store.all("privileges")]) {
      if (/^prv(Append|AppendTo)/.test(row.name)) store.delete("privileges", row.privilegeid);
    }
    store.commit();
    const life = stage.life("MinimumPermissions");
    await life.deploy(inputs());
    const missing = life.outputs.missing as string[];
    expect(missing).to.include(
      "Account: Append does not exist in this environment (prvAppendAccount). Nobody can be given it here; check whether this version of Business Central needs it.",
    );
    expect(missing.every((line) => line.includes("does not exist in this environment"))).to.equal(true);
  });

  it("of all three roles and two users cost eight requests at most", async () => {
    const { organizationUrl } = stage.inputsOf(ADELE);
    const asked = [
      { minimum: ["integration-administrator"], role: "8c8d4f51-a72b-e511-80d9-3863bb349780" },
      { minimum: ["integration-user"], role: INTEGRATION_USER_ROLE },
      { minimum: ["product-availability-user"], role: "Salesperson" },
      { minimum: ["integration-user"], ...stage.inputsOf(ADELE) },
      { minimum: ["integration-administrator"], ...stage.inputsOf(ALEX) },
    ].map((one) => ({ organizationUrl, ...one }));
    const process = stage.process("MinimumPermissions");
    stage.sandbox.requests.clear();
    // As the engine previews new resources: one check after another.
    for (const one of asked) await process.check({}, one);
    const sent = stage.sandbox.requests.entries.filter(({ service }) => service !== "entra");
    expect(sent.length).to.be.at.most(8);
  });

  it("converge when the answer to a repair is lost", async () => {
    edit("prvCreateAccount", undefined);
    stage.loses = ({ body }) => body?.includes("AddPrivilegesRole") ?? false;
    const life = stage.life("MinimumPermissions");
    const asked = inputs({ onDrift: "repair", onDestroy: "revoke" });
    await failureOf(life.deploy(asked));
    stage.loses = undefined;
    await life.deploy(asked);
    expect(life.outputs.satisfied).to.equal(true);
    await life.destroy();
    expect(granted().has(idOf("prvCreateAccount"))).to.equal(false);
  });
});
