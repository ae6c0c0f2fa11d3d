import { needed, objectOf, query, rowsOf, textOf } from "../answers";
import type { Contract } from "../contract";
import { makeGroup } from "../target/made-rows";

const groups = "graph /{version}/groups";

export const graphGroupContracts: readonly Contract[] = [
  {
    id: "graph.groups",
    title: "A security group is made, found by name, renamed, and has the members it was made with",
    routes: [
      `POST ${groups}`,
      `GET ${groups}`,
      `GET ${groups}/{id}`,
      `PATCH ${groups}/{id}`,
      `DELETE ${groups}/{id}`,
      `GET ${groups}/{id}/members`,
      `POST ${groups}/{id}/members/$ref`,
      `DELETE ${groups}/{id}/members/{member}/$ref`,
    ],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const account = await target.people.account("grouped");
      const id = await makeGroup(target, "group", [account.id]);
      const found = await target.eventually("the group can be found", async () => {
        const filter = query({
          $filter: `displayName eq '${target.prefix}group'`,
          $select: "id,displayName",
        });
        const rows = rowsOf(await target.graph("GET", `/v1.0/groups${filter}`));
        return rows.length === 0 ? undefined : rows;
      });
      expect.equal(
        "found",
        found.map((row) => row.id),
        [id],
      );
      const members = async () =>
        rowsOf(await target.graph("GET", `/v1.0/groups/${id}/members?$select=id`)).map((row) => row.id);
      expect.equal("members", await members(), [account.id]);
      const gone = await target.graph("DELETE", `/v1.0/groups/${id}/members/${account.id}/$ref`);
      expect.status("taking the member out", gone, 204);
      const reference = `${target.settings.endpoints.graph}/v1.0/directoryObjects/${account.id}`;
      const back = await target.graph("POST", `/v1.0/groups/${id}/members/$ref`, { "@odata.id": reference });
      expect.status("putting it in again", back, 204);
      const change = await target.graph("PATCH", `/v1.0/groups/${id}`, { description: "Made by a test" });
      expect.status("a change", change, 204);
      const read = await target.eventually("the change can be read", async () => {
        const { body } = await target.graph("GET", `/v1.0/groups/${id}?$select=description`);
        return textOf(objectOf(body), "description") || undefined;
      });
      expect.equal("description", read, "Made by a test");
    },
  },
  {
    id: "graph.groups.license",
    title: "A group's licence is answered with 202, and its members have it as inherited from the group",
    routes: [
      `POST ${groups}/{id}/assignLicense`,
      "POST graph /{version}/users/{id}/reprocessLicenseAssignment",
    ],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const account = await target.people.account("licensed-by-group");
      const id = await makeGroup(target, "licensing", [account.id]);
      const skuId = await target.people.skuId();
      const body = { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] };
      const answer = await target.graph("POST", `/v1.0/groups/${id}/assignLicense`, body);
      expect.status("assignLicense", answer, 202);
      const state = await target.eventually("a member has the licence", async () => {
        const path = `/v1.0/users/${account.id}?$select=licenseAssignmentStates`;
        const { licenseAssignmentStates } = objectOf((await target.graph("GET", path)).body);
        const [first] = Array.isArray(licenseAssignmentStates) ? licenseAssignmentStates.map(objectOf) : [];
        return first;
      });
      expect.equal("assignedByGroup", state.assignedByGroup, id);
      expect.equal("skuId", state.skuId, skuId);
      const again = await target.graph("POST", `/v1.0/users/${account.id}/reprocessLicenseAssignment`, {});
      expect.status("reprocessLicenseAssignment", again, 200);
    },
  },
  {
    id: "graph.service-principals",
    title: "The service principal of an application is found by appId, by filter and by key, and read by id",
    routes: [
      "GET graph /{version}/servicePrincipals",
      "GET graph /{version}/servicePrincipals(appId='{id}')",
      "GET graph /{version}/servicePrincipals/{id}",
    ],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const { application } = target.settings;
      if (application === undefined) return expect.notSettled("No application is known that signs in here.");
      const filter = query({ $filter: `appId eq '${application.clientId}'` });
      const [row] = rowsOf(
        needed("reading service principals", await target.graph("GET", `/v1.0/servicePrincipals${filter}`)),
      );
      expect.equal("appId", row?.appId, application.clientId);
      const byKey = await target.graph("GET", `/v1.0/servicePrincipals(appId='${application.clientId}')`);
      expect.equal("by key", objectOf(byKey.body).id, row?.id);
      const byId = await target.graph("GET", `/v1.0/servicePrincipals/${textOf(row, "id")}`);
      expect.equal("by id", objectOf(byId.body).appId, application.clientId);
    },
  },
  {
    id: "graph.me",
    title: "An application is nobody: /me is refused with 400 BadRequest",
    routes: ["GET graph /{version}/me"],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      expect.refusal("answer", await target.graph("GET", "/v1.0/me"), "400 BadRequest");
    },
  },
];
