import { codeOf, objectOf, rowsOf } from "../answers";
import type { Contract } from "../contract";
import { recordedShapes } from "../recorded/recorded-shapes";

const environments = "/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments";
const apiVersion = "?api-version=2023-06-01";
const unknown = "00000000-0000-4000-8000-000000000001";
const readRoute = [`GET power-platform ${environments}/{id}`];
const addUserRoute = [`POST power-platform ${environments}/{id}/addUser`];

export const powerPlatformContracts: readonly Contract[] = [
  {
    id: "power-platform.environments",
    title: "The environments of the tenant are listed, the one in question among them",
    routes: [`GET power-platform ${environments}`],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const answer = await target.powerPlatform("GET", apiVersion);
      expect.status("status", answer, 200);
      const own = rowsOf(answer).find((row) => row.name === target.settings.environmentId);
      expect.equal(
        "type of the environment's row",
        objectOf(own).type,
        "Microsoft.BusinessAppPlatform/scopes/environments",
      );
    },
  },
  {
    id: "power-platform.environment",
    title: "An environment has the recorded keys, with the recorded types, and leads to its organization",
    routes: readRoute,
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const answer = await target.powerPlatform("GET", `/${target.settings.environmentId}${apiVersion}`);
      expect.equal("status", answer.status, 200);
      const properties = objectOf(objectOf(answer.body).properties);
      const linked = objectOf(properties.linkedEnvironmentMetadata);
      expect.shape("environment", answer.body, recordedShapes.environment);
      expect.shape("its properties", properties, recordedShapes.environmentProperties);
      expect.shape("its linkedEnvironmentMetadata", linked, recordedShapes.linkedEnvironmentMetadata);
      expect.equal("instanceUrl", linked.instanceUrl, `${target.settings.endpoints.dataverse}/`);
    },
  },
  {
    id: "power-platform.environment.missing",
    title: "An environment that does not exist is answered with 404 EnvironmentNotFound",
    routes: readRoute,
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const answer = await target.powerPlatform("GET", `/${unknown}${apiVersion}`);
      expect.refusal("answer", answer, "404 EnvironmentNotFound");
    },
  },
  {
    id: "power-platform.api-version",
    title: "Without an api-version a request is refused with 400 MissingApiVersionParameter",
    routes: readRoute,
    evidence: "assumed",
    writes: false,
    check: async (target, expect) => {
      const answer = await target.powerPlatform("GET", `/${target.settings.environmentId}`);
      expect.refusal("answer", answer, "400 MissingApiVersionParameter");
    },
  },
  {
    id: "power-platform.token.missing",
    title: "A request without a token is answered with 401",
    routes: readRoute,
    evidence: "assumed",
    writes: false,
    check: async (target, expect) => {
      const { endpoints, environmentId } = target.settings;
      const url = `${endpoints.powerPlatform}${environments}/${environmentId}${apiVersion}`;
      const answer = await target.anonymous("GET", url);
      expect.equal("status", answer.status, 401);
      expect.noted("answer", codeOf(answer));
    },
  },
  {
    id: "power-platform.add-user",
    title: "addUser makes an enabled, licensed row in the root business unit, and is safe to repeat",
    routes: [...addUserRoute, "GET dataverse /api/data/v9.2/systemusers"],
    evidence: "observed",
    writes: true,
    check: async (target, expect) => {
      const member = await target.people.member();
      const again = await target.people.addUser(member.id);
      expect.status("addUser again", again, 200);
      expect.equal("its body", again.body, undefined);
      const path = `/${target.settings.environmentId}/addUser?api-version=2020-10-01`;
      const spelled = await target.powerPlatform("POST", path, { ObjectId: member.id });
      expect.status("an older api-version, ObjectId", spelled, 200);
      const row = await target.people.find(member.id);
      const { accessmode, islicensed, isdisabled, issyncwithdirectory, applicationid, domainname } =
        objectOf(row);
      expect.equal(
        "the row",
        { accessmode, islicensed, isdisabled, issyncwithdirectory, applicationid, domainname },
        {
          accessmode: 0,
          islicensed: true,
          isdisabled: false,
          issyncwithdirectory: true,
          applicationid: null,
          domainname: member.signInName,
        },
      );
      const unit = await target.dataverse("GET", `businessunits(${member.businessUnitId})`);
      expect.equal("parent of its business unit", objectOf(unit.body)._parentbusinessunitid_value, null);
    },
  },
  {
    id: "power-platform.add-user.unlicensed",
    title: "addUser of somebody without a licence is answered with 400 and the code userNotLicensed",
    routes: addUserRoute,
    evidence: "assumed",
    openPoint: 3,
    writes: true,
    check: async (target, expect) => {
      const { id } = await target.people.account("no-licence");
      const answer = await target.people.addUser(id);
      expect.refusal("answer", answer, "400 userNotLicensed");
      const text = JSON.stringify(answer.body);
      expect.holds("its text", text.includes("userNotLicensed"), "has userNotLicensed in it", answer.body);
      expect.equal("keys of its body", Object.keys(objectOf(answer.body)), ["error"]);
      expect.equal("keys of its error", Object.keys(objectOf(objectOf(answer.body).error)), [
        "code",
        "message",
      ]);
    },
  },
  {
    id: "power-platform.add-user.missing",
    title: "addUser of somebody who does not exist is answered with 404 userNotFound",
    routes: addUserRoute,
    evidence: "assumed",
    writes: false,
    check: async (target, expect) => {
      expect.refusal("answer", await target.people.addUser(unknown), "404 userNotFound");
    },
  },
  {
    id: "power-platform.add-user.blocked",
    title: "addUser of an account that is blocked is answered with 400 userNotEnabled",
    routes: addUserRoute,
    evidence: "assumed",
    writes: true,
    check: async (target, expect) => {
      const account = await target.people.account("blocked");
      await target.people.license(account);
      await target.graph("PATCH", `/v1.0/users/${account.id}`, { accountEnabled: false });
      const answer = await target.eventually("addUser knows of the licence", async () => {
        const attempt = await target.people.addUser(account.id);
        return JSON.stringify(attempt.body ?? "").includes("userNotLicensed") ? undefined : attempt;
      });
      expect.refusal("answer", answer, "400 userNotEnabled");
    },
  },
  {
    id: "power-platform.add-user.outsider",
    title: "An admin management application adds users also without any role in the environment",
    routes: addUserRoute,
    evidence: "assumed",
    openPoint: 8,
    writes: true,
    check: async (target, expect) => {
      const { outsider } = target.settings;
      if (outsider === undefined) {
        return expect.notSettled(
          "It takes an admin management application that has no user in the environment.",
        );
      }
      const { id } = await target.people.member();
      const path = `/${target.settings.environmentId}/addUser?api-version=2023-06-01`;
      const answer = await target.as(outsider).powerPlatform("POST", path, { objectId: id });
      expect.status("its addUser", answer, 200);
    },
  },
];
