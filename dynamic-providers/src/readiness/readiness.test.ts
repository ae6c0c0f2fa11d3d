import { expect } from "chai";
import { AccessModeValue, type Role, type SystemUser } from "../clients/dataverse/dataverse";
import {
  DATAVERSE_INTEGRATION,
  INTEGRATION_ADMINISTRATOR,
  INTEGRATION_USER,
  SALES_MANAGER,
  SYSTEM_ADMINISTRATOR,
  SYSTEM_CUSTOMIZER,
} from "../roles/well-known";
import type { CheckResult } from "./check";
import { evaluate, isReady, READINESS_CHECKS } from "./evaluate";
import type { ReadinessFacts } from "./facts";

const SERVER = "https://contoso.crm4.dynamics.com";
const USER = "bc.integration@contoso.com";

function role(name: string, roleId: string, more: Partial<Role> = {}): Role {
  return {
    name,
    roleId,
    rootRoleId: roleId,
    businessUnitId: "root",
    templateId: undefined,
    customizable: true,
    ...more,
  };
}

const administratorRole = role("Integration Administrator", INTEGRATION_ADMINISTRATOR.roleId);
const userRole = role("Integration User", INTEGRATION_USER.roleId);
const systemAdministrator = role("System Administrator", "sa", {
  templateId: SYSTEM_ADMINISTRATOR.templateId,
});
const systemCustomizer = role("System Customizer", "sc", { templateId: SYSTEM_CUSTOMIZER.templateId });
const salesManager = role("Sales Manager", "sm", { templateId: SALES_MANAGER.templateId });
const allRoles = [administratorRole, userRole, systemAdministrator, systemCustomizer, salesManager];

function user(more: Partial<SystemUser> = {}): SystemUser {
  return {
    systemUserId: "u",
    objectId: "o",
    domainName: USER,
    fullName: "Business Central Integration",
    email: USER,
    accessMode: AccessModeValue.NonInteractive,
    licensed: true,
    disabled: false,
    businessUnitId: "root",
    applicationId: undefined,
    roles: [administratorRole, userRole],
    ...more,
  };
}

const administrator = {
  signInName: "bc.admin@contoso.com",
  teams: [],
  user: user({
    accessMode: AccessModeValue.ReadWrite,
    roles: [systemAdministrator, systemCustomizer, salesManager],
  }),
};

/** A tenant in which Business Central has connected, and all is well. */
const GOOD: ReadinessFacts = {
  connection: "sales",
  authentication: "oauth",
  connected: true,
  server: SERVER,
  administrationMode: false,
  integrationUser: { signInName: USER, teams: [], user: user() },
  administrator,
  roles: allRoles,
  solutions: new Map([
    [
      "microsoftdynamicsnavintegration",
      { uniqueName: "MicrosoftDynamicsNavIntegration", version: "9.1.0.0" },
    ],
    ["bcbi_cdsbaseintegration", { uniqueName: "bcbi_CdsBaseIntegration", version: "1.0.0.0" }],
  ]),
  tables: { missing: [], unreadable: [] },
  nonInteractive: [USER],
  localCurrency: "EUR",
  currencies: ["EUR", "USD"],
};

function withUser(more: Partial<SystemUser>): ReadinessFacts {
  return { ...GOOD, integrationUser: { ...GOOD.integrationUser, user: user(more) } };
}

function failed(facts: ReadinessFacts): readonly CheckResult[] {
  return evaluate(facts).filter(({ state }) => state === "failed");
}

const others = (count: number) =>
  Array.from({ length: count }, (_, index) => `service${String(index)}@contoso.com`);

/** For each check, a tenant in which it fails, and nothing else does. */
const FAILURES: Readonly<Record<string, ReadinessFacts>> = {
  "environment-administration-mode": { ...GOOD, administrationMode: true },
  "integration-solution": { ...GOOD, solutions: new Map() },
  "tables-readable": { ...GOOD, tables: { missing: [], unreadable: ["contact"] } },
  currency: { ...GOOD, currencies: ["USD"] },
  "non-interactive-limit": { ...GOOD, nonInteractive: others(7) },
  "integration-user-exists": { ...GOOD, integrationUser: { ...GOOD.integrationUser, user: undefined } },
  "integration-user-enabled": withUser({ disabled: true }),
  "integration-user-licensed": withUser({ licensed: false }),
  "integration-user-access-mode": withUser({ accessMode: AccessModeValue.ReadWrite }),
  "integration-user-roles": { ...withUser({ roles: [] }), roles: [] },
  "integration-user-not-administrator": withUser({
    roles: [administratorRole, userRole, systemAdministrator],
  }),
  "integration-user-integration-roles": withUser({ roles: [administratorRole] }),
  "administrator-exists": { ...GOOD, administrator: { ...administrator, user: undefined } },
  "administrator-enabled": {
    ...GOOD,
    administrator: { ...administrator, user: { ...administrator.user, disabled: true } },
  },
  "administrator-licensed": {
    ...GOOD,
    administrator: { ...administrator, user: { ...administrator.user, licensed: false } },
  },
  "administrator-roles": {
    ...GOOD,
    administrator: {
      ...administrator,
      user: { ...administrator.user, roles: [systemAdministrator, systemCustomizer] },
    },
  },
};

describe("the readiness of a connection", () => {
  it("is given where Business Central finds nothing wrong", () => {
    expect(failed(GOOD)).to.deep.equal([]);
    expect(isReady(evaluate(GOOD))).to.equal(true);
  });

  for (const { id, title } of READINESS_CHECKS) {
    it(`fails in nothing but ${id} where that alone is not so: ${title}`, () => {
      const facts = FAILURES[id];
      if (facts === undefined) return expect.fail(`no tenant in which ${id} fails`);
      const found = failed(facts);
      expect(found.map((one) => one.id)).to.deep.equal([id]);
      expect(found[0]?.detail).to.match(/\.$/);
      expect(found[0]?.remedy).to.match(/\.$/);
    });
  }

  // Labels of table 5330 "CRM Connection Setup".
  const TEXTS: readonly (readonly [id: string, text: string])[] = [
    ["integration-user-enabled", `User ${USER} is disabled on server ${SERVER}.`],
    ["integration-user-licensed", `User ${USER} is not licensed on server ${SERVER}.`],
    ["integration-user-roles", `User ${USER} has no user roles assigned on server ${SERVER}.`],
    [
      "integration-user-not-administrator",
      `User ${USER} has the System Administrator role on server ${SERVER}.\nYou must choose a user that does not have the System Administrator role.`,
    ],
    [
      "integration-user-integration-roles",
      `User ${USER} does not have the required roles on server ${SERVER}.\nYou must choose a user that has the roles ${INTEGRATION_ADMINISTRATOR.name} and ${INTEGRATION_USER.name}.`,
    ],
  ];
  for (const [id, text] of TEXTS) {
    it(`tells what Business Central shows for ${id}`, () => {
      const [found] = failed(FAILURES[id] ?? GOOD);
      expect(found?.businessCentral).to.equal(text);
    });
  }

  function answerTo(id: string, facts: ReadinessFacts): CheckResult {
    return evaluate(facts).find((one) => one.id === id)!;
  }

  it("does not ask for a licence with the authentication type Office 365", () => {
    const facts = { ...withUser({ licensed: false }), authentication: "office365" as const };
    expect(answerTo("integration-user-licensed", facts).state).to.equal("not applicable");
    expect(isReady(evaluate(facts))).to.equal(true);
  });

  it("does not count a role that comes by a team, and says so", () => {
    const facts = withUser({ roles: [administratorRole] });
    const byTeam = {
      ...facts,
      integrationUser: { ...facts.integrationUser, teams: [{ name: "BCI - Contoso", roles: [userRole] }] },
    };
    expect(answerTo("integration-user-integration-roles", byTeam).detail).to.contain(
      'it comes by the team "BCI - Contoso" only',
    );
  });

  it("does not count the copy of another business unit, and says so", () => {
    const copy = { ...userRole, roleId: "copy", businessUnitId: "child" };
    const facts = withUser({ roles: [administratorRole, copy] });
    expect(answerTo("integration-user-integration-roles", facts).detail).to.contain(
      "it holds the copy of another business unit",
    );
  });

  it("does not ask for roles that no solution has brought", () => {
    const facts = { ...withUser({ roles: [salesManager] }), roles: [salesManager] };
    expect(answerTo("integration-user-integration-roles", facts).state).to.equal("not applicable");
  });

  it("does not expect what Business Central brings when it connects before it has connected", () => {
    const before: ReadinessFacts = {
      ...withUser({ roles: [salesManager], accessMode: AccessModeValue.ReadWrite }),
      connected: false,
      solutions: new Map(),
      tables: { missing: ["nav_connection"], unreadable: ["contact"] },
    };
    expect(failed(before)).to.deep.equal([]);
  });

  it("takes Read-Write and Non-interactive before Business Central has connected", () => {
    for (const accessMode of [AccessModeValue.ReadWrite, AccessModeValue.NonInteractive]) {
      const facts = { ...withUser({ accessMode }), connected: false };
      expect(answerTo("integration-user-access-mode", facts).state).to.equal("ok");
    }
    const facts = { ...withUser({ accessMode: AccessModeValue.Administrative }), connected: false };
    expect(answerTo("integration-user-access-mode", facts).businessCentral).to.equal(
      "Valid access modes are Read-Write or Non-Interactive.",
    );
  });

  it("says what could not be found out, and is not stopped by it", () => {
    const facts = {
      ...GOOD,
      currencies: { refusal: "Dataverse could not read what is installed: HTTP 403." },
    };
    expect(answerTo("currency", facts)).to.deep.include({
      state: "unknown",
      detail: "Dataverse could not read what is installed: HTTP 403.",
    });
    expect(isReady(evaluate(facts))).to.equal(true);
    expect(answerTo("currency", { ...GOOD, localCurrency: undefined }).state).to.equal("unknown");
  });

  describe("through Dataverse", () => {
    const base = role("Business Central Dataverse Integration", DATAVERSE_INTEGRATION.roleId);
    const connected: ReadinessFacts = {
      ...withUser({ roles: [base], licensed: false }),
      connection: "dataverse",
      roles: [...allRoles, base],
    };

    it("takes a non-interactive user without a licence, with the base role", () => {
      expect(failed(connected)).to.deep.equal([]);
    });

    it("wants the base role and not those of the Sales connection", () => {
      const facts = { ...withUser({}), connection: "dataverse" as const, roles: [...allRoles, base] };
      const [found] = failed(facts);
      expect(found?.id).to.equal("integration-user-integration-roles");
      expect(found?.businessCentral).to.contain(`the role ${DATAVERSE_INTEGRATION.name}.`);
    });

    it("refuses a base solution older than version 1", () => {
      const solutions = new Map([
        ["bcbi_cdsbaseintegration", { uniqueName: "bcbi_CdsBaseIntegration", version: "0.9.0.0" }],
      ]);
      expect(failed({ ...connected, solutions }).map(({ id }) => id)).to.deep.equal(["integration-solution"]);
    });
  });
});
