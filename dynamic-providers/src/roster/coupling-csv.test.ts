import { expect } from "chai";
import { couplingCsv } from "./coupling-csv";

const ANNA = {
  signInName: "anna@contoso.com",
  name: "Anna B",
  email: "anna.b@contoso.com",
  systemUserId: "s",
};

describe("the coupling list as a CSV file", () => {
  it("has one line for each salesperson, under headings; a code that is not known is blank", () => {
    const ben = { ...ANNA, name: "Ortiz, Ben", email: "ben@contoso.com", systemUserId: "t" };
    expect(couplingCsv([{ ...ANNA, salespersonCode: "AB" }, ben])).to.equal(
      "Salesperson Code,Name,E-Mail,System User Id\r\n" +
        "AB,Anna B,anna.b@contoso.com,s\r\n" +
        ',"Ortiz, Ben",ben@contoso.com,t\r\n',
    );
  });

  it("has no formula, whatever somebody calls himself", () => {
    const name = '=HYPERLINK("https://example.com")';
    expect(couplingCsv([{ ...ANNA, name, salespersonCode: "-1" }])).to.contain(
      `'-1,"'=HYPERLINK(""https://example.com"")",`,
    );
  });

  it("is its headings alone when there is nobody", () => {
    expect(couplingCsv([])).to.equal("Salesperson Code,Name,E-Mail,System User Id\r\n");
  });
});
