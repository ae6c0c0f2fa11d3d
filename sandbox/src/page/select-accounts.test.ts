import { expect } from "chai";
import { accountWith } from "../testing/accounts";
import type { Account } from "./account";
import { badgesOf } from "./badges";
import { choices, selectAccounts, type ChoiceName, type ListedAccount } from "./select-accounts";

const accounts: readonly Account[] = [
  accountWith("Alex", ["other"]),
  accountWith("Anna", ["salesperson"]),
  accountWith("App", ["other"], { isApplication: true, accessMode: "Non-interactive" }),
  accountWith("Diego", [], {
    accessMode: undefined,
    isEnabled: false,
    states: ["not in the environment"],
    licenses: [{ name: "DYN365_BUSCENTRAL_ESSENTIAL", group: undefined }],
  }),
  accountWith("Export", ["other"], {
    accessMode: "Non-interactive",
    takesPlace: true,
    states: ["no licence"],
  }),
  accountWith("Left", ["other"], { isEnabled: false, states: ["disabled"] }),
  accountWith("Rival", ["integration"]),
  accountWith("Setup", ["system-administrator", "system-customizer", "other"]),
];

function listed(breaking: readonly string[] = []): ListedAccount[] {
  const badges = badgesOf(accounts);
  return accounts.map((account) => ({
    account,
    badges: badges.get(account) ?? [],
    breaks: breaking.includes(account.name) ? ["a rule"] : [],
  }));
}

function selected(choice: ChoiceName, search = "", breaking: readonly string[] = []): string[] {
  return selectAccounts(listed(breaking), choice, search).map(({ account }) => account.name);
}

describe("The list of accounts", () => {
  it("begins with who breaks a rule, then the account set, the guarded, and who needs attention", () => {
    expect(selected("everybody", "", ["Export"])).to.deep.equal([
      "Export",
      "Rival",
      "Setup",
      "App",
      "Left",
      "Anna",
      "Alex",
      "Diego",
    ]);
  });

  it("shows what is chosen", () => {
    const expected: Record<ChoiceName, readonly string[]> = {
      everybody: accounts.map(({ name }) => name),
      guarded: ["App", "Export", "Rival", "Setup"],
      attention: ["Left"],
      salespeople: ["Anna"],
      "non-interactive": ["App", "Export"],
      applications: ["App"],
      environment: accounts.map(({ name }) => name).filter((name) => name !== "Diego"),
      outside: ["Diego"],
    };
    for (const choice of Object.keys(choices) as ChoiceName[]) {
      expect(selected(choice), choice).to.have.members(expected[choice]);
    }
  });

  it("finds all words in names, roles, licences and badges, in any case", () => {
    expect(selected("everybody", "diego")).to.deep.equal(["Diego"]);
    expect(selected("everybody", "ROLE integration")).to.deep.equal(["Rival"]);
    expect(selected("everybody", "buscentral")).to.deep.equal(["Diego"]);
    expect(selected("everybody", "non-interactive")).to.deep.equal(["Export"]);
    expect(selected("salespeople", "diego")).to.deep.equal([]);
  });
});
