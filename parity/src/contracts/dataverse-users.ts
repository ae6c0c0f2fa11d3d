import { needed, objectOf, textOf } from "../answers";
import type { Contract } from "../contract";
import { removeRow } from "../target/remove-account";

const patchRoute = ["PATCH dataverse /api/data/v9.2/systemusers({id})"];
const postRoute = ["POST dataverse /api/data/v9.2/systemusers"];
const nothing = "00000000-0000-4000-8000-000000000001";

export const dataverseUserContracts: readonly Contract[] = [
  {
    id: "dataverse.systemusers.update",
    title:
      "A change is answered with 204, or with 200 and the row where the client prefers that; the etag grows",
    routes: patchRoute,
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { systemUserId } = await target.people.member();
      const before = await target.people.row(systemUserId, "jobtitle");
      const plain = await target.people.patch(systemUserId, { jobtitle: "Tester" });
      expect.status("change", plain, 204);
      expect.equal(
        "OData-EntityId",
        plain.headers["odata-entityid"],
        target.address("systemusers", systemUserId),
      );
      const after = await target.people.row(systemUserId, "jobtitle");
      expect.equal("jobtitle", objectOf(after.body).jobtitle, "Tester");
      expect.holds("etag", after.headers.etag !== before.headers.etag, "another one", "the same");
      const path = `systemusers(${systemUserId})?$select=jobtitle`;
      const headers = { "if-match": "*", prefer: "return=representation" };
      const shown = await target.dataverse("PATCH", path, { jobtitle: null }, headers);
      expect.status("return=representation", shown, 200);
      expect.equal("its row", objectOf(shown.body).jobtitle, null);
      expect.equal("Preference-Applied", shown.headers["preference-applied"], "return=representation");
    },
  },
  {
    id: "dataverse.systemusers.if-match",
    title:
      "If-Match: * does not make rows (404); another etag is answered with 412 0x80060882; If-None-Match: * with 412 0x80040237",
    routes: patchRoute,
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { systemUserId } = await target.people.member();
      const change = { jobtitle: "Tester" };
      expect.refusal(
        "a row that does not exist",
        await target.people.patch(nothing, change),
        "404 0x80040217",
      );
      const path = `systemusers(${systemUserId})`;
      const stale = await target.dataverse("PATCH", path, change, { "if-match": 'W/"1"' });
      expect.refusal("a stale etag", stale, "412 0x80060882");
      const { headers } = await target.people.row(systemUserId, "jobtitle");
      const fresh = await target.dataverse(
        "PATCH",
        path,
        { jobtitle: null },
        { "if-match": String(headers.etag) },
      );
      expect.status("its own etag", fresh, 204);
      const onlyNew = await target.dataverse("PATCH", path, change, { "if-none-match": "*" });
      expect.refusal("If-None-Match: *", onlyNew, "412 0x80040237");
    },
  },
  {
    id: "dataverse.systemusers.read-only",
    title: "Columns that the sync sets are refused with 400 and a code each",
    routes: patchRoute,
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { systemUserId } = await target.people.member();
      const changes: readonly (readonly [change: Record<string, unknown>, assumed: string])[] = [
        [{ azureactivedirectoryobjectid: nothing }, "400 0x80041d4f"],
        [{ islicensed: false }, "400 0x80041d4c"],
        [{ issyncwithdirectory: false }, "400 0x80041d4e"],
        [{ accessmode: 99 }, "400 0x8004431A"],
        [{ shoesize: 43 }, "400 0x80048d19"],
      ];
      for (const [change, assumed] of changes) {
        const answer = await target.people.patch(systemUserId, change);
        expect.refusal(Object.keys(change).join(), answer, assumed);
      }
    },
  },
  {
    id: "dataverse.systemusers.enable",
    title: "A user whose licence is gone is disabled by the sync, and cannot be enabled: 400 0x8004D24C",
    routes: [...patchRoute, "POST graph /{version}/users/{id}/assignLicense"],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { id, systemUserId } = await target.people.newMember("released");
      const body = { addLicenses: [], removeLicenses: [await target.people.skuId()] };
      needed("taking the licence away", await target.graph("POST", `/v1.0/users/${id}/assignLicense`, body));
      const row = await target.eventually("the environment hears of it", async () => {
        const read = objectOf((await target.people.row(systemUserId, "islicensed,isdisabled")).body);
        return read.islicensed === false ? read : undefined;
      });
      expect.equal("isdisabled", row.isdisabled, true);
      const answer = await target.people.patch(systemUserId, { isdisabled: false });
      expect.refusal("enabling the user", answer, "400 0x8004D24C");
    },
  },
  {
    id: "dataverse.systemusers.delete",
    title: "A user is deleted only when disabled (0x80048356) and gone from Entra (0x80048359)",
    routes: ["DELETE dataverse /api/data/v9.2/systemusers({id})", ...patchRoute],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { systemUserId } = await target.people.newMember("deleted");
      const path = `systemusers(${systemUserId})`;
      expect.refusal("an enabled user", await target.dataverse("DELETE", path), "400 0x80048356");
      expect.status("disabling it", await target.people.patch(systemUserId, { isdisabled: true }), 204);
      expect.refusal("one who is in Entra", await target.dataverse("DELETE", path), "400 0x80048359");
    },
  },
  {
    id: "dataverse.systemusers.create",
    title: "A row of somebody whom the tenant does not know is refused with 400 0x80041d4b",
    routes: postRoute,
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { BusinessUnitId } = objectOf((await target.dataverse("GET", "WhoAmI")).body);
      const signInName = target.people.signInName("unknown");
      const answer = await target.dataverse("POST", "systemusers", {
        domainname: signInName,
        internalemailaddress: signInName,
        firstname: target.prefix,
        lastname: "unknown",
        "businessunitid@odata.bind": `/businessunits(${String(BusinessUnitId)})`,
      });
      const made = /\(([\da-f-]{36})\)/i.exec(String(answer.headers["odata-entityid"]))?.[1];
      if (made !== undefined)
        target.cleanUp.add(`row of ${signInName}`, () => removeRow(target, made, signInName));
      expect.refusal("answer", answer, "400 0x80041d4b");
    },
  },
  {
    id: "dataverse.application-users",
    title:
      "An application user is made with 204 and its address, is Non-interactive, and cannot be made twice (0x8004F511)",
    routes: postRoute,
    evidence: "assumed",
    writes: true,
    check: async (target, expect) => {
      const { outsider } = target.settings;
      if (outsider === undefined) {
        return expect.notSettled("It takes an application that has no user in the environment.");
      }
      const id = await target.people.applicationUser(outsider);
      const row = objectOf(
        (await target.people.row(id, "applicationid,accessmode,firstname,islicensed")).body,
      );
      expect.equal(
        "applicationid",
        textOf(row, "applicationid").toLowerCase(),
        outsider.clientId.toLowerCase(),
      );
      expect.equal("accessmode", row.accessmode, 4);
      expect.equal("firstname", row.firstname, "#");
      const again = await target.people.postApplicationUser(outsider);
      expect.refusal("a second one", again, "400 0x8004F511");
    },
  },
];
