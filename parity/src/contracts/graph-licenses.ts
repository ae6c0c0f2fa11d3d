import { messageOf, objectOf, rowsOf } from "../answers";
import type { Contract } from "../contract";
import { NotSettled } from "../not-settled";
import type { Answer } from "../target/https-client";
import type { Target } from "../target/target";

const assignRoute = ["POST graph /{version}/users/{id}/assignLicense"];
const unknownSku = "00000000-0000-4000-8000-000000000001";

export const graphLicenseContracts: readonly Contract[] = [
  {
    id: "graph.skus",
    title: "subscribedSkus tells part number, seats and use of each SKU, in one answer",
    routes: ["GET graph /{version}/subscribedSkus"],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const answer = await target.graph("GET", "/v1.0/subscribedSkus");
      expect.equal("status", answer.status, 200);
      expect.equal("nextLink", objectOf(answer.body)["@odata.nextLink"], undefined);
      const [sku] = rowsOf(answer);
      expect.equal("types", typesOf(sku), {
        capabilityStatus: "string",
        consumedUnits: "number",
        prepaidUnits: "object",
        servicePlans: "object",
        skuId: "string",
        skuPartNumber: "string",
      });
      const units = objectOf(sku?.prepaidUnits);
      expect.holds(
        "prepaidUnits",
        typeof units.enabled === "number",
        "a number of enabled ones",
        Object.keys(units),
      );
      const some = await target.graph("GET", "/v1.0/subscribedSkus?$select=skuId,skuPartNumber");
      expect.equal("$select", some.status, 200);
    },
  },
  {
    id: "graph.licenses.assign",
    title: "Assigning a licence is answered with 200 and the user; assigning it again changes nothing",
    routes: [...assignRoute, "GET graph /{version}/users/{id}/licenseDetails"],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const account = await target.people.account("license");
      const skuId = await target.people.skuId();
      const first = await assign(target, account.id, [skuId], []);
      expect.status("assigning it", first, 200);
      expect.equal("licences in the answer", objectOf(first.body).assignedLicenses, [
        { disabledPlans: [], skuId },
      ]);
      expect.status("assigning it again", await assign(target, account.id, [skuId], []), 200);
      const user = await target.graph("GET", `/v1.0/users/${account.id}?$select=licenseAssignmentStates`);
      const states = objectOf(user.body).licenseAssignmentStates;
      const [state] = Array.isArray(states) ? states.map(objectOf) : [];
      expect.equal("assignedByGroup of what is assigned directly", state?.assignedByGroup, null);
      const details = await target.graph("GET", `/v1.0/users/${account.id}/licenseDetails`);
      expect.equal(
        "licenseDetails",
        rowsOf(details).map((row) => row.skuPartNumber),
        [target.settings.sku],
      );
      const taken = await assign(target, account.id, [], [skuId]);
      expect.status("taking it away", taken, 200);
      expect.equal("licences after", objectOf(taken.body).assignedLicenses, []);
    },
  },
  {
    id: "graph.licenses.plans",
    title:
      "Service plans are off as the last assignment of the licence says; a plan of another SKU is refused",
    routes: assignRoute,
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const account = await target.people.account("plans");
      const skuId = await target.people.skuId();
      const [off] = await plansOf(target, skuId);
      if (off === undefined) throw new NotSettled("The licence has a single service plan.");
      const first = await assign(target, account.id, [skuId], [], [off]);
      expect.status("assigning it with a plan off", first, 200);
      expect.equal("licences in the answer", objectOf(first.body).assignedLicenses, [
        { disabledPlans: [off], skuId },
      ]);
      const user = await target.graph("GET", `/v1.0/users/${account.id}?$select=licenseAssignmentStates`);
      const states = objectOf(user.body).licenseAssignmentStates;
      const [state] = Array.isArray(states) ? states.map(objectOf) : [];
      expect.equal("disabledPlans of the assignment", state?.disabledPlans, [off]);
      const again = await assign(target, account.id, [skuId], []);
      expect.equal("licences after another without", objectOf(again.body).assignedLicenses, [
        { disabledPlans: [], skuId },
      ]);
      const foreign = await assign(target, account.id, [skuId], [], [unknownSku]);
      expect.refusal("a plan that is not of the SKU", foreign, "400 Request_BadRequest");
    },
  },
  {
    id: "graph.licenses.not-assigned",
    title: "Taking away a licence that is not assigned is refused with 400 Request_BadRequest",
    routes: assignRoute,
    evidence: "assumed",
    writes: true,
    check: async (target, expect) => {
      const account = await target.people.account("unlicensed");
      const answer = await assign(target, account.id, [], [await target.people.skuId()]);
      expect.refusal("answer", answer, "400 Request_BadRequest");
      expect.equal("message", messageOf(answer), "User does not have a corresponding license.");
    },
  },
  {
    id: "graph.licenses.usage-location",
    title: "Without a usage location no licence can be assigned: 400 Request_BadRequest",
    routes: assignRoute,
    evidence: "observed",
    writes: true,
    check: async (target, expect) => {
      const created = await target.people.create("nowhere", { usageLocation: undefined });
      const id = String(objectOf(created.body).id);
      const answer = await target.eventually("the new account can be licensed", async () => {
        const attempt = await assign(target, id, [await target.people.skuId()], []);
        return attempt.status === 404 ? undefined : attempt;
      });
      expect.refusal("answer", answer, "400 Request_BadRequest");
      const message = "License assignment cannot be done for user with invalid usage location.";
      expect.equal("message", messageOf(answer), message);
    },
  },
  {
    id: "graph.licenses.incomplete",
    title: "assignLicense needs both lists: 400 Request_BadRequest",
    routes: assignRoute,
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { id } = await target.people.account("lists");
      const answer = await target.graph("POST", `/v1.0/users/${id}/assignLicense`, { addLicenses: [] });
      expect.refusal("without removeLicenses", answer, "400 Request_BadRequest");
    },
  },
  {
    id: "graph.licenses.unknown-sku",
    title: "A SKU that the tenant does not have is refused with 400 Request_BadRequest and its id",
    routes: assignRoute,
    evidence: "assumed",
    openPoint: 7,
    writes: true,
    check: async (target, expect) => {
      const { id } = await target.people.account("unknown-sku");
      const answer = await assign(target, id, [unknownSku], []);
      expect.refusal("answer", answer, "400 Request_BadRequest");
      const message = `License ${unknownSku} does not correspond to a valid company License.`;
      expect.equal("message", messageOf(answer), message);
    },
  },
  {
    id: "graph.licenses.inherited",
    title: "A licence that comes from a group cannot be taken from the user: 400 Request_BadRequest",
    routes: assignRoute,
    evidence: "assumed",
    openPoint: 7,
    writes: true,
    check: async (target, expect) => {
      const account = await target.people.account("inherits");
      const skuId = await target.inheritLicense(account);
      const answer = await assign(target, account.id, [], [skuId]);
      expect.refusal("answer", answer, "400 Request_BadRequest");
      const message =
        "User license is inherited from a group membership and it cannot be removed directly from the user.";
      expect.equal("message", messageOf(answer), message);
    },
  },
];

async function assign(
  target: Target,
  id: string,
  add: readonly string[],
  remove: readonly string[],
  disabledPlans: readonly string[] = [],
): Promise<Answer> {
  return target.graph("POST", `/v1.0/users/${id}/assignLicense`, {
    addLicenses: add.map((skuId) => ({ skuId, disabledPlans })),
    removeLicenses: remove,
  });
}

/** Ids of the service plans that can be off on their own: of those that users have, the last first. */
async function plansOf(target: Target, skuId: string): Promise<string[]> {
  const skus = rowsOf(await target.graph("GET", "/v1.0/subscribedSkus?$select=skuId,servicePlans"));
  const plans = skus.find((sku) => sku.skuId === skuId)?.servicePlans;
  return (Array.isArray(plans) ? plans.map(objectOf) : [])
    .slice(1)
    .filter(({ appliesTo }) => appliesTo === "User")
    .map(({ servicePlanId }) => String(servicePlanId))
    .reverse();
}

function typesOf(sku: Readonly<Record<string, unknown>> | undefined): Record<string, string> {
  const names = [
    "capabilityStatus",
    "consumedUnits",
    "prepaidUnits",
    "servicePlans",
    "skuId",
    "skuPartNumber",
  ];
  return Object.fromEntries(names.map((name) => [name, typeof sku?.[name]]));
}
