import { keysOf, messageOf, objectOf, query, rowsOf, textOf } from "../answers";
import type { Contract } from "../contract";

const users = "/v1.0/users";
/** What Graph shows of a user when nothing is selected (learn.microsoft.com, Get a user). */
const defaultProperties = [
  "businessPhones",
  "displayName",
  "givenName",
  "id",
  "jobTitle",
  "mail",
  "mobilePhone",
  "officeLocation",
  "preferredLanguage",
  "surname",
  "userPrincipalName",
];

export const graphUserContracts: readonly Contract[] = [
  {
    id: "graph.users.create",
    title: "A new user is answered with 201 and the default properties",
    routes: ["POST graph /{version}/users"],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const answer = await target.people.create("create");
      expect.status("status", answer, 201);
      expect.equal("properties", keysOf(answer.body).sort(), defaultProperties);
      expect.equal("businessPhones", objectOf(answer.body).businessPhones, []);
    },
  },
  {
    id: "graph.users.create.duplicate",
    title: "A sign-in name that is taken is refused with 400 Request_BadRequest",
    routes: ["POST graph /{version}/users"],
    evidence: "observed",
    writes: true,
    check: async (target, expect) => {
      await target.people.account("duplicate");
      const answer = await target.people.create("duplicate");
      expect.refusal("a second one", answer, "400 Request_BadRequest");
      const message = "Another object with the same value for property userPrincipalName already exists.";
      expect.equal("message", messageOf(answer), message);
    },
  },
  {
    id: "graph.users.create.incomplete",
    title:
      "A new user without display name, or in a domain that is not the tenant's, is refused with 400 Request_BadRequest",
    routes: ["POST graph /{version}/users"],
    evidence: "observed",
    writes: true,
    check: async (target, expect) => {
      const nameless = await target.people.create("nameless", { displayName: undefined });
      expect.refusal("without display name", nameless, "400 Request_BadRequest");
      const foreign = { userPrincipalName: `${target.prefix}foreign@nobody.invalid` };
      const elsewhere = await target.people.create("foreign", foreign);
      expect.refusal("in a foreign domain", elsewhere, "400 Request_BadRequest");
      const weak = { passwordProfile: { password: "password" } };
      expect.refusal(
        "with a weak password",
        await target.people.create("weak", weak),
        "400 Request_BadRequest",
      );
    },
  },
  {
    id: "graph.users.read",
    title: "A user is read by id and by sign-in name, with the default properties or those selected",
    routes: ["GET graph /{version}/users/{id}"],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { id, signInName } = await target.people.account("read");
      const whole = await target.graph("GET", `${users}/${id}`);
      expect.equal("properties", keysOf(whole.body).sort(), defaultProperties);
      const named = await target.graph("GET", `${users}/${signInName}?$select=id`);
      expect.equal("by sign-in name", objectOf(named.body).id, id);
      const select = "id,accountEnabled,usageLocation,assignedLicenses,assignedPlans,licenseAssignmentStates";
      const some = await target.graph("GET", `${users}/${id}?$select=${select}`);
      expect.equal("selected", objectOf(some.body).accountEnabled, true);
      expect.equal("keys", keysOf(some.body).sort(), select.split(",").sort());
      expect.equal("assignedLicenses", objectOf(some.body).assignedLicenses, []);
      const beta = await target.graph("GET", `/beta/users/${id}?$select=showInAddressList`);
      expect.equal("showInAddressList on beta", objectOf(beta.body).showInAddressList, true);
    },
  },
  {
    id: "graph.users.read.missing",
    title: "A user who does not exist is answered with 404 Request_ResourceNotFound and Graph's inner error",
    routes: ["GET graph /{version}/users/{id}"],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const id = "00000000-0000-4000-8000-000000000001";
      const answer = await target.graph("GET", `${users}/${id}`);
      expect.refusal("answer", answer, "404 Request_ResourceNotFound");
      const assumed = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
      expect.equal("message", messageOf(answer), assumed);
      const inner = objectOf(objectOf(objectOf(answer.body).error).innerError);
      expect.equal("innerError", Object.keys(inner).sort(), ["client-request-id", "date", "request-id"]);
    },
  },
  {
    id: "graph.users.filter",
    title: "Users are found by sign-in name with eq, in and startswith",
    routes: ["GET graph /{version}/users"],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { id, signInName } = await target.people.account("filter");
      const filters = [
        `userPrincipalName eq '${signInName}'`,
        `userPrincipalName in ('${signInName}','nobody@${target.settings.domain}')`,
        `startswith(userPrincipalName,'${target.prefix}filter')`,
      ];
      for (const filter of filters) {
        const path = `${users}${query({ $filter: filter, $select: "id,userPrincipalName" })}`;
        const found = await target.eventually("the new account is found", async () => {
          const rows = rowsOf(await target.graph("GET", path));
          return rows.length === 0 ? undefined : rows;
        });
        expect.equal(filter.split(" ")[1] ?? "", found, [{ id, userPrincipalName: signInName }]);
      }
    },
  },
  {
    id: "graph.users.filter.alternatives",
    title: "A filter takes fifteen alternatives; sixteen are refused with 400 Request_UnsupportedQuery",
    routes: ["GET graph /{version}/users"],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const find = async (count: number) => {
        const names = Array.from(
          { length: count },
          (_, index) => `'nobody${index}@${target.settings.domain}'`,
        );
        const filter = `userPrincipalName in (${names.join(",")})`;
        return target.graph("GET", `${users}${query({ $filter: filter, $select: "id" })}`);
      };
      expect.status("fifteen", await find(15), 200);
      expect.refusal("sixteen", await find(16), "400 Request_UnsupportedQuery");
    },
  },
  {
    id: "graph.users.paging",
    title: "$top is the size of a page, and @odata.nextLink leads to the next one",
    routes: ["GET graph /{version}/users"],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const first = await target.graph("GET", `${users}?$top=1&$select=id`);
      expect.equal("rows of the first page", rowsOf(first).length, 1);
      const next = textOf(objectOf(first.body), "@odata.nextLink");
      if (next === "") expect.notSettled("The tenant has one user only.");
      const second = await target.graph("GET", next);
      expect.equal("rows of the second page", rowsOf(second).length, 1);
      expect.holds(
        "the second page",
        rowsOf(second)[0]?.id !== rowsOf(first)[0]?.id,
        "another user",
        "the same user",
      );
      expect.refusal("$top=0", await target.graph("GET", `${users}?$top=0`), "400 Request_BadRequest");
    },
  },
  {
    id: "graph.users.select.unknown",
    title: "A property that does not exist cannot be selected: 400 BadRequest",
    routes: ["GET graph /{version}/users"],
    evidence: "assumed",
    writes: false,
    check: async (target, expect) => {
      const answer = await target.graph("GET", `${users}?$top=1&$select=id,shoeSize`);
      expect.refusal("answer", answer, "400 BadRequest");
    },
  },
  {
    id: "graph.users.update",
    title: "A change of a user is answered with 204, and null does not take a usage location away",
    routes: ["PATCH graph /{version}/users/{id}"],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { id } = await target.people.account("update");
      expect.status("change", await target.graph("PATCH", `${users}/${id}`, { jobTitle: "Tester" }), 204);
      const jobTitle = await target.eventually("the change can be read", async () => {
        const { body } = await target.graph("GET", `${users}/${id}?$select=jobTitle`);
        return textOf(objectOf(body), "jobTitle") || undefined;
      });
      expect.equal("jobTitle", jobTitle, "Tester");
      const emptied = await target.graph("PATCH", `${users}/${id}`, { usageLocation: null });
      expect.status("usageLocation null", emptied, 204);
      const { body } = await target.graph("GET", `${users}/${id}?$select=usageLocation`);
      expect.equal("usageLocation after", objectOf(body).usageLocation, "US");
      const unknown = await target.graph("PATCH", `${users}/${id}`, { shoeSize: 43 });
      expect.refusal("an unknown property", unknown, "400 Request_BadRequest");
      const beta = await target.graph("PATCH", `/beta/users/${id}`, { showInAddressList: false });
      expect.status("showInAddressList on beta", beta, 204);
    },
  },
];
