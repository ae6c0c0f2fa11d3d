import { messageOf, needed, query, rowsOf, textOf } from "../answers";
import type { Contract } from "../contract";
import type { Answer } from "../target/https-client";
import type { Member } from "../target/people";
import type { Target } from "../target/target";

const associate = "POST dataverse /api/data/v9.2/systemusers({id})/systemuserroles_association/$ref";
const removeById = "DELETE dataverse /api/data/v9.2/systemusers({id})/systemuserroles_association/$ref";
const removeByKey =
  "DELETE dataverse /api/data/v9.2/systemusers({id})/systemuserroles_association({roleid})/$ref";
const nothing = "00000000-0000-4000-8000-000000000001";

export const dataverseRoleContracts: readonly Contract[] = [
  {
    id: "dataverse.roles.assign",
    title:
      "A role is assigned with 204; assigning it again is answered with 412 0x80040237; it is removed in two ways",
    routes: [associate, removeById, removeByKey],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const member = await target.people.member();
      const role = await basicUser(target, member.businessUnitId);
      const first = await assign(target, member, role);
      expect.status("assigning it", first, 204);
      expect.equal("its body", first.body, undefined);
      expect.equal("roles held", await held(target, member), [role]);
      const again = await assign(target, member, role);
      expect.refusal("assigning it again", again, "412 0x80040237");
      expect.equal("message", messageOf(again), "A record with matching key values already exists.");
      expect.status("removing it by key", await removeRole(target, member, role), 204);
      expect.equal("roles held after", await held(target, member), []);
      needed("assigning it once more", await assign(target, member, role));
      const address = query({ $id: target.address("roles", role) });
      const byId = await target.dataverse("DELETE", `${association(member)}/$ref${address}`);
      expect.status("removing it by $id", byId, 204);
      expect.equal("roles held at last", await held(target, member), []);
    },
  },
  {
    id: "dataverse.roles.remove.not-assigned",
    title: "Removing a role that is not assigned is answered with 404 0x80040217",
    routes: [removeByKey],
    evidence: "assumed",
    openPoint: 5,
    writes: true,
    check: async (target, expect) => {
      const member = await target.people.member();
      const role = await basicUser(target, member.businessUnitId);
      expect.refusal("answer", await removeRole(target, member, role), "404 0x80040217");
    },
  },
  {
    id: "dataverse.roles.wrong-business-unit",
    title: "A role of another business unit is refused with 400 0x80041409",
    routes: [associate],
    evidence: "documented",
    openPoint: 4,
    writes: true,
    check: async (target, expect) => {
      const member = await target.people.member();
      const role = await otherBasicUser(target, member.businessUnitId);
      if (role === undefined) return expect.notSettled("The environment has one business unit only.");
      const answer = await assign(target, member, role);
      // Where record ownership across business units is on, it is taken, and must be taken back.
      if (answer.status < 400) await removeRole(target, member, role);
      expect.refusal("answer", answer, "400 0x80041409");
    },
  },
  {
    id: "dataverse.roles.unknown",
    title: "A role that does not exist is refused with 404 0x80040217",
    routes: [associate],
    evidence: "assumed",
    writes: true,
    check: async (target, expect) => {
      const answer = await assign(target, await target.people.member(), nothing);
      expect.refusal("answer", answer, "404 0x80040217");
    },
  },
  {
    id: "dataverse.roles.disabled-user",
    title: "A disabled user is given no role: 400 0x80040225",
    routes: [associate, "PATCH dataverse /api/data/v9.2/systemusers({id})"],
    evidence: "assumed",
    writes: true,
    check: async (target, expect) => {
      const member = await target.people.member();
      const role = await basicUser(target, member.businessUnitId);
      needed("disabling the user", await target.people.patch(member.systemUserId, { isdisabled: true }));
      const answer = await assign(target, member, role);
      needed("enabling the user", await target.people.patch(member.systemUserId, { isdisabled: false }));
      if (answer.status < 400) await removeRole(target, member, role);
      expect.refusal("answer", answer, "400 0x80040225");
    },
  },
  {
    id: "dataverse.roles.aad",
    title: "RetrieveAadUserRoles tells the roles of an Entra object id; somebody without a row has none",
    routes: ["GET dataverse /api/data/v9.2/RetrieveAadUserRoles(DirectoryObjectId={objectid})"],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const member = await target.people.member();
      const role = await basicUser(target, member.businessUnitId);
      needed("assigning a role", await assign(target, member, role));
      const answer = await aadRoles(target, member.id);
      await removeRole(target, member, role);
      expect.status("status", answer, 200);
      expect.equal(
        "roles",
        rowsOf(answer).map((row) => row.roleid),
        [role],
      );
      const { id } = await target.people.account("no-row");
      const stranger = await aadRoles(target, id);
      expect.status("without a row", stranger, 200);
      expect.equal("roles without a row", rowsOf(stranger), []);
    },
  },
];

function association({ systemUserId }: Member): string {
  return `systemusers(${systemUserId})/systemuserroles_association`;
}

async function assign(target: Target, member: Member, role: string): Promise<Answer> {
  const body = { "@odata.id": target.address("roles", role) };
  return target.dataverse("POST", `${association(member)}/$ref`, body);
}

async function removeRole(target: Target, member: Member, role: string): Promise<Answer> {
  return target.dataverse("DELETE", `${association(member)}(${role})/$ref`);
}

async function aadRoles(target: Target, objectId: string): Promise<Answer> {
  const path = `RetrieveAadUserRoles(DirectoryObjectId=${objectId})?$select=_parentrootroleid_value,name`;
  return target.dataverse("GET", path, undefined, { consistency: "Strong" });
}

/** Ids of roles held directly, without those that come with the licence ("Automatic role assignment"). */
async function held(target: Target, member: Member): Promise<unknown[]> {
  const path = `${association(member)}?$select=name`;
  const answer = await target.dataverse("GET", path, undefined, { consistency: "Strong" });
  return rowsOf(answer)
    .filter((role) => role.name === "Basic User")
    .map((role) => role.roleid);
}

/** The role that every environment has and that gives nobody anything worth having. */
async function basicUser(target: Target, businessUnitId: string): Promise<string> {
  const copies = await basicUsers(target);
  return textOf(
    copies.find((copy) => copy._businessunitid_value === businessUnitId),
    "roleid",
  );
}

async function otherBasicUser(target: Target, businessUnitId: string): Promise<string | undefined> {
  const copy = (await basicUsers(target)).find((found) => found._businessunitid_value !== businessUnitId);
  return copy === undefined ? undefined : textOf(copy, "roleid");
}

async function basicUsers(target: Target) {
  const options = { $filter: "name eq 'Basic User'", $select: "_businessunitid_value" };
  return rowsOf(needed("reading roles", await target.dataverse("GET", `roles${query(options)}`)));
}
