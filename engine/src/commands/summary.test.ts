import { expect } from "chai";
import { summary } from "./summary";

const outputs = {
  environment: { displayName: "Contoso Sales" },
  administrator: { signInName: "admin@contoso.com", roles: ["Sales Manager", "System Administrator"] },
  integrationUser: { signInName: "bc@contoso.com", roles: ["Basic User"], accessMode: "read-write" },
  salespeople: {
    "anna@contoso.com": { rolesInEffect: ["Salesperson"] },
    "ben@contoso.com": { rolesInEffect: ["Salesperson"], enabled: false },
  },
  guards: ["The integration user never holds System Administrator."],
};

describe("the summary after a deployment", () => {
  it("names every account with its roles, what is guarded and where to look", () => {
    const text = summary(outputs, "https://localhost:28443/");
    expect(text).to.contain("Accounts in Contoso Sales now:");
    expect(text).to.match(/administrator +admin@contoso\.com: Sales Manager, System Administrator/);
    expect(text).to.match(/integration user +bc@contoso\.com: Basic User; read-write/);
    expect(text).to.match(
      /salespeople +anna@contoso\.com: Salesperson\n +ben@contoso\.com: Salesperson; disabled\n/,
    );
    expect(text).to.contain("- The integration user never holds System Administrator.");
    expect(text).to.contain("https://localhost:28443/");
  });

  it("tells the number of salespeople beyond the first twenty", () => {
    const names = Array.from({ length: 25 }, (_, index) => `person${String(index)}@contoso.com`);
    const salespeople = Object.fromEntries(names.map((name) => [name, { rolesInEffect: ["Salesperson"] }]));
    const text = summary({ ...outputs, salespeople }, "");
    expect(text.match(/person\d+@/g)).to.have.length(20);
    expect(text).to.contain("and 5 more");
  });

  it("suggests three commands, the middle one as the access mode stands", () => {
    const commands = (accessMode: string) =>
      summary({ ...outputs, integrationUser: { ...outputs.integrationUser, accessMode } }, "").match(
        /^ {2}npm run .*/gm,
      );
    expect(commands("read-write")).to.have.length(3);
    expect(commands("read-write")?.[1]).to.contain("connectionEstablished true");
    expect(commands("non-interactive")?.[1]).to.contain("connectionEstablished false");
  });

  it("tells of the minimum permissions what is missing, and of the readiness what fails", () => {
    const permissions = [
      { subject: 'The role "Integration User"', satisfied: true, missing: [] },
      { subject: "bc@contoso.com", satisfied: false, missing: ["Quote: Read is missing."] },
    ];
    const check = (id: string, state: string) => ({ id, state, detail: `${id} it is.`, remedy: "Mend it." });
    const readiness = { checks: [check("a", "ok"), check("b", "ok"), check("c", "failed")] };
    const text = summary({ ...outputs, permissions, readiness }, "");
    expect(text).to.contain('The role "Integration User": nothing is missing');
    expect(text).to.match(/bc@contoso\.com:\n +- Quote: Read is missing\./);
    expect(text).to.contain("Readiness of the connection: 2 ok, 1 failed");
    expect(text).to.contain("- c: c it is. Mend it.");
  });

  it("leaves out accounts that the stack does not have", () => {
    const { environment, integrationUser, guards } = outputs;
    const text = summary({ environment, integrationUser, guards }, "");
    expect(text).to.not.match(/^ {2}administrator/m);
    expect(text).to.not.match(/^ {2}salespeople/m);
  });
});
