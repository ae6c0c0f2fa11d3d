import { expect } from "chai";
import { accountWith } from "../testing/accounts";
import type { Account } from "./account";
import { names, rulesOf, type Rule } from "./rules";

const nonInteractive = { accessMode: "Non-interactive", takesPlace: true } as const;

function rule(title: RegExp, accounts: readonly Account[]): Rule {
  const found = rulesOf(accounts, 7).find((one) => title.test(one.title));
  if (found === undefined) throw new Error(`There is no rule ${String(title)}.`);
  return found;
}

describe("the guards on the page", () => {
  it("hold for the account set of the setup article", () => {
    const accounts = [
      accountWith("Admin", ["system-administrator", "system-customizer", "other"]),
      accountWith("Integration", ["integration"], nonInteractive),
      accountWith("Anna", ["salesperson"]),
    ];
    expect(rulesOf(accounts, 7).map(({ verdict }) => verdict)).to.deep.equal(Array(5).fill("holds"));
  });

  it("are open, and not broken, before Business Central has connected", () => {
    const accounts = [
      accountWith("Admin", ["system-administrator", "system-customizer", "other"]),
      accountWith("Integration", ["basic-user"]),
    ];
    expect(rule(/is no administrator/, accounts).verdict).to.equal("open");
    expect(rule(/is Non-interactive/, accounts).verdict).to.equal("open");
  });

  for (const duty of ["system-administrator", "system-customizer"] as const) {
    it(`name an integration user with the role ${duty}`, () => {
      const culprit = accountWith("Integration", ["integration", duty], nonInteractive);
      const { verdict, culprits, finding } = rule(/is no administrator/, [culprit]);
      expect({ verdict, culprits }).to.deep.equal({ verdict: "broken", culprits: [culprit] });
      expect(finding).to.include("Integration");
    });
  }

  it("say that a connected integration user is still in another mode", () => {
    const { verdict, finding } = rule(/is Non-interactive/, [accountWith("Integration", ["integration"])]);
    expect(verdict).to.equal("open");
    expect(finding).to.include("another mode: Integration");
  });

  it("take an application user as integration user that needs no mode", () => {
    const application = accountWith("# App", ["integration"], {
      isApplication: true,
      accessMode: "Non-interactive",
    });
    expect(rule(/is Non-interactive/, [application]).verdict).to.equal("holds");
    expect(rule(/At most 7/, [application]).finding).to.equal("0 of 7 places taken.");
  });

  it("say that all seven places are taken, and break at eight", () => {
    const users = Array.from({ length: 8 }, (_, index) =>
      accountWith(`User ${index}`, ["other"], nonInteractive),
    );
    const full = rule(/At most 7/, users.slice(0, 7));
    expect(full.verdict).to.equal("holds");
    expect(full.finding)
      .to.include("7 of 7")
      .and.include("User 0, User 1, User 2 and 4 more")
      .and.include("One more is refused");
    const broken = rule(/At most 7/, users);
    expect(broken.verdict).to.equal("broken");
    expect(broken.culprits).to.have.length(8);
  });

  it("name an administrator with administrative roles only", () => {
    const culprit = accountWith("Admin", ["system-administrator", "system-customizer"]);
    expect(rule(/non-administrative role/, [culprit])).to.deep.include({
      verdict: "broken",
      culprits: [culprit],
    });
  });

  it("say who is the last administrator, and when nobody is left", () => {
    const admin = accountWith("Admin", ["system-administrator"]);
    const disabled = accountWith("Former", ["system-administrator"], { isEnabled: false });
    expect(rule(/Somebody holds/, [admin, disabled]).finding).to.equal(
      "Only one is left, and cannot be disabled: Admin.",
    );
    expect(rule(/Somebody holds/, [disabled]).verdict).to.equal("broken");
  });

  it("list names as people do", () => {
    const people = ["A", "B", "C", "D", "E"].map((name) => ({ name }));
    expect(names([])).to.equal("");
    expect(names(people.slice(0, 1))).to.equal("A");
    expect(names(people.slice(0, 2))).to.equal("A and B");
    expect(names(people.slice(0, 3))).to.equal("A, B and C");
    expect(names(people)).to.equal("A, B, C and 2 more");
  });
});
