import { messageOf, needed, objectOf, query, rowsOf } from "../answers";
import type { Contract } from "../contract";
import type { Answer } from "../target/https-client";
import type { Target } from "../target/target";

const patchRoute = ["PATCH dataverse /api/data/v9.2/systemusers({id})"];
const readWrite = 0;
const nonInteractive = 4;
/** Most users in access mode Non-interactive (Power Platform admin guide, Create users). */
const limit = 7;

export const dataverseAccessModeContracts: readonly Contract[] = [
  {
    id: "dataverse.access-mode",
    title: "An application with System Administrator makes a user Non-interactive, and Read-Write again: 204",
    routes: patchRoute,
    evidence: "assumed",
    openPoint: 1,
    writes: true,
    check: async (target, expect) => {
      const { systemUserId } = await target.people.member();
      const answer = await target.people.patch(systemUserId, { accessmode: nonInteractive });
      expect.status("accessmode 4", answer, 204);
      expect.equal("accessmode after", await accessMode(target, systemUserId), nonInteractive);
      expect.status("accessmode 0", await target.people.patch(systemUserId, { accessmode: readWrite }), 204);
      expect.equal("accessmode at last", await accessMode(target, systemUserId), readWrite);
    },
  },
  {
    id: "dataverse.access-mode.without-license",
    title: "A Non-interactive user stays enabled when the licence is taken away",
    routes: [...patchRoute, "POST graph /{version}/users/{id}/assignLicense"],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const member = await target.people.newMember("integration");
      needed("making the user Non-interactive", await turnNonInteractive(target, member));
      const row = await target.eventually("the environment hears of the lost licence", async () => {
        const { body } = await target.people.row(member.systemUserId, "islicensed,isdisabled,accessmode");
        return objectOf(body).islicensed === false ? objectOf(body) : undefined;
      });
      expect.equal("isdisabled", row.isdisabled, false);
      expect.equal("accessmode", row.accessmode, nonInteractive);
    },
  },
  {
    id: "dataverse.access-mode.limit",
    title: "An eighth Non-interactive user is refused with 400 and the text about the maximum number",
    routes: patchRoute,
    evidence: "assumed",
    openPoint: 2,
    writes: true,
    check: async (target, expect) => {
      const options = {
        $filter: `accessmode eq ${nonInteractive} and isdisabled eq false`,
        $select: "applicationid",
      };
      const rows = rowsOf(needed("counting", await target.dataverse("GET", `systemusers${query(options)}`)));
      const taken = rows.filter(({ applicationid }) => applicationid === null).length;
      let places = taken;
      let answer: Answer | undefined;
      // One seat serves all of them: each gives it back before the next one comes.
      while (answer === undefined && places <= limit) {
        const member = await target.people.newMember(`place${places}`);
        const attempt = await turnNonInteractive(target, member);
        if (attempt.status < 400) places += 1;
        else answer = attempt;
      }
      expect.equal("places", places, limit);
      if (answer === undefined) return;
      expect.equal("status", answer.status, 400);
      const message = messageOf(answer);
      const assumed = "Your organization has reached its maximum number of non-interactive users.";
      expect.holds("message", message.startsWith(assumed), `${assumed} …`, message);
      expect.noted("code", objectOf(objectOf(answer.body).error).code);
    },
  },
  {
    id: "dataverse.access-mode.count",
    title: "RetrieveOrganizationResources tells how many non-interactive users there are and may be",
    routes: ["GET dataverse /api/data/v9.2/RetrieveOrganizationResources()"],
    evidence: "assumed",
    openPoint: 6,
    writes: false,
    check: async (target, expect) => {
      const answer = await target.dataverse("GET", "RetrieveOrganizationResources()");
      expect.status("status", answer, 200);
      const resources = objectOf(objectOf(answer.body).OrganizationResources ?? answer.body);
      for (const name of ["CurrentNumberOfNonInteractiveUsers", "MaxNumberOfNonInteractiveUsers"]) {
        expect.equal(`type of ${name}`, typeof resources[name], "number");
      }
      expect.noted("keys", Object.keys(objectOf(answer.body)));
    },
  },
  {
    id: "dataverse.access-mode.application",
    title: "The access mode of an application user cannot be changed: 400 0x80040d40",
    routes: patchRoute,
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { outsider } = target.settings;
      if (outsider === undefined) {
        return expect.notSettled("It takes a second application: the caller's own mode is left alone.");
      }
      const made = await target.people.applicationUser(outsider);
      const answer = await target.people.patch(made, { accessmode: readWrite });
      expect.refusal("answer", answer, "400 0x80040d40");
    },
  },
];

async function accessMode(target: Target, systemUserId: string): Promise<unknown> {
  return objectOf((await target.people.row(systemUserId, "accessmode")).body).accessmode;
}

/** The answer to the change of mode; where it is taken, the licence is gone afterwards. */
async function turnNonInteractive(
  target: Target,
  { id, systemUserId }: { readonly id: string; readonly systemUserId: string },
): Promise<Answer> {
  const answer = await target.people.patch(systemUserId, { accessmode: nonInteractive });
  if (answer.status >= 400) return answer;
  const body = { addLicenses: [], removeLicenses: [await target.people.skuId()] };
  needed("taking the licence away", await target.graph("POST", `/v1.0/users/${id}/assignLicense`, body));
  return answer;
}
