import { expect } from "chai";
import { accountWith } from "../testing/accounts";
import type { Account } from "./account";
import { badgesOf } from "./badges";

function worn(account: Account, others: readonly Account[] = []): readonly string[] | undefined {
  return badgesOf([account, ...others]).get(account);
}

const somebody = accountWith("Somebody", ["system-administrator"]);

describe("Badges", () => {
  it("call who holds both administrative roles and another one the administrator", () => {
    const admin = accountWith("Admin", ["system-administrator", "system-customizer", "salesperson"]);
    expect(worn(admin, [somebody])).to.deep.equal(["Administrator", "Salesperson"]);
  });

  it("tell a holder of System Administrator from the administrator of the account set", () => {
    expect(worn(accountWith("Admin", ["system-administrator", "other"]), [somebody])).to.deep.equal([
      "System Administrator",
    ]);
  });

  it("mark the last enabled holder of System Administrator", () => {
    const admin = accountWith("Admin", ["system-administrator"]);
    expect(worn(admin)).to.include("Last administrator");
    expect(worn(admin, [{ ...somebody, isEnabled: false }])).to.include("Last administrator");
    expect(worn(admin, [somebody])).not.to.include("Last administrator");
  });

  it("do not count System Administrator through a team, as the environment does not when it disables", () => {
    const admin = accountWith("Admin", ["system-administrator"]);
    const throughTeam = accountWith("Member", [], {
      roles: [{ name: "System Administrator", duty: "system-administrator", team: "Operators" }],
    });
    expect(worn(admin, [throughTeam])).to.include("Last administrator");
    expect(worn(throughTeam, [admin])).to.deep.equal(["System Administrator"]);
  });

  it("tell applications from people in Non-interactive mode", () => {
    const application = accountWith("# App", ["other"], {
      isApplication: true,
      accessMode: "Non-interactive",
    });
    const person = accountWith("Export", ["other"], { accessMode: "Non-interactive", takesPlace: true });
    expect(worn(application)).to.deep.equal(["Application user"]);
    expect(worn(person)).to.deep.equal(["Non-interactive"]);
  });
});
