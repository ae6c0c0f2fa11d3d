import { expect } from "chai";
import { seedIds } from "../seed/ids";
import { TestClient, type TestAnswer } from "../testing/client";
import { dataverse, refusal, rows, seededSystemUserId } from "../testing/dataverse";

const root = seedIds.rootBusinessUnitId;
const child = seedIds.childBusinessUnitId;
const id = "5f0c1a2b-7d3e-4c4f-8a9b-1c2d3e4f5a6b";

describe("Business units", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start();
  });

  beforeEach(async () => {
    await client.reset();
  });

  after(async () => {
    await client.close();
  });

  const below = (unit: string) => ({ "parentbusinessunitid@odata.bind": `/businessunits(${unit})` });
  const post = (body: object): Promise<TestAnswer> => dataverse(client, "POST", "businessunits", body);
  const patch = (unit: string, body: object): Promise<TestAnswer> =>
    dataverse(client, "PATCH", `businessunits(${unit})`, body, { "If-Match": "*" });
  const unit = (unitId: string) => client.sandbox.store.get("businessunits", unitId);
  const defaultTeam = (unitId: string) =>
    [...client.sandbox.store.all("teams")].find((team) => team.isdefault && team.businessunitid === unitId);

  it("are made with a default team and a copy of each role of the unit above", async () => {
    const answer = await post({ businessunitid: id, name: "CRONUS", ...below(child) });
    expect(answer.status).to.equal(204);
    expect(unit(id)).to.deep.include({ name: "CRONUS", parentbusinessunitid: child, isdisabled: false });
    expect(defaultTeam(id)!.name).to.equal("CRONUS");
    const roles = await rows(client, `roles?$filter=_businessunitid_value eq ${id}`);
    const above = await rows(client, `roles?$filter=_businessunitid_value eq ${child}`);
    expect(roles.map((role) => role.name)).to.have.members(above.map((role) => role.name));
    expect(roles.map((role) => role._parentroleid_value)).to.have.members(above.map((role) => role.roleid));
    expect(roles.map((role) => role._parentrootroleid_value)).to.have.members(
      above.map((role) => role._parentrootroleid_value),
    );
  });

  const refused = [
    [{ ...below(root) }, "400 0x80041d00"],
    [{ name: " ", ...below(root) }, "400 0x80041d00"],
    [{ name: "CRONUS" }, "400 0x80041d02"],
    [{ name: "CRONUS", ...below(id) }, "404 0x80040217"],
    [{ name: "x".repeat(161), ...below(root) }, "400 0x80044331"],
    [{ name: "CRONUS", inheritancemask: 1, ...below(root) }, "400 0x80048d19"],
    [{ name: "CRONUS", nmae: 1, ...below(root) }, "400 0x80048d19"],
    [{ name: "CRONUS", isdisabled: "no", ...below(root) }, "400 0x80048d19"],
    [{ businessunitid: child, name: "CRONUS", ...below(root) }, "412 0x80040237"],
  ] as const;
  for (const [body, answer] of refused) {
    it(`are refused with ${answer}: ${JSON.stringify(body).slice(0, 70)}`, async () => {
      const before = [...client.sandbox.store.all("businessunits")];
      expect(refusal(await post(body))).to.equal(answer);
      expect([...client.sandbox.store.all("businessunits")]).to.deep.equal(before);
    });
  }

  it("have names of their own among their neighbours", async () => {
    const { name } = unit(child)!;
    expect(refusal(await post({ name: name.toUpperCase(), ...below(root) }))).to.equal("400 0x8004022a");
    expect((await post({ name, ...below(child) })).status).to.equal(204);
  });

  it("take their default team's name along", async () => {
    expect((await patch(child, { name: "North", description: "All of it" })).status).to.equal(204);
    expect(unit(child)!.name).to.equal("North");
    expect(defaultTeam(child)!.name).to.equal("North");
    expect(refusal(await patch(child, below(id)))).to.equal("501 SandboxNotCovered");
  });

  it("are disabled while an administrator stays outside", async () => {
    expect(refusal(await patch(root, { isdisabled: true }))).to.equal("400 0x80041d59");
    expect((await patch(child, { isdisabled: true })).status).to.equal(204);
    expect(refusal(await post({ name: "CRONUS", ...below(child) }))).to.equal("400 0x8004032c");
  });

  it("are deleted when they are disabled and empty", async () => {
    const remove = (): Promise<TestAnswer> => dataverse(client, "DELETE", `businessunits(${child})`);
    await post({ businessunitid: id, name: "CRONUS", ...below(child) });
    expect(refusal(await remove())).to.equal("400 0x80041d60");
    await patch(child, { isdisabled: true });
    expect(refusal(await remove())).to.equal("400 0x80041d61");
    client.sandbox.store.delete("businessunits", id);
    const adele = client.sandbox.store.get("systemusers", seededSystemUserId("adele.vance"))!;
    client.sandbox.store.put("systemusers", adele.systemuserid, { ...adele, businessunitid: child });
    expect(refusal(await remove())).to.equal("405 0x80040227");
    client.sandbox.store.put("systemusers", adele.systemuserid, adele);
    expect((await remove()).status).to.equal(204);
    expect(defaultTeam(child)).to.equal(undefined);
    expect(await rows(client, `roles?$filter=_businessunitid_value eq ${child}`)).to.deep.equal([]);
  });
});
