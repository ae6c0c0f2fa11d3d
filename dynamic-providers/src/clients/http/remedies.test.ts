import { expect } from "chai";
import { NoAnswer } from "./http";
import { type Refusal, remedyFor } from "./remedies";

describe("remedies", () => {
  const table: [string, Partial<Refusal>, RegExp][] = [
    [
      "a missing application user",
      {
        service: "Dataverse",
        status: 403,
        code: "0x80072560",
        message: "The user is not a member of the organization.",
      },
      /application user with the role System Administrator/,
    ],
    [
      "an application user without roles",
      { service: "Dataverse", status: 403, code: "0x80042F09", message: "" },
      /application user/,
    ],
    [
      "a privilege that is lacking, by its name",
      {
        service: "Dataverse",
        status: 403,
        code: "0x80040220",
        message: "SecLib::AccessCheckEx failed. Returned hr = -2147187962, PrivilegeName: prvAssignRole, …",
      },
      /the privilege prvAssignRole/,
    ],
    [
      "an application that is not registered for the admin API",
      {
        service: "Power Platform",
        status: 403,
        code: "Forbidden",
        message: "The service principal … does not have permission to access the path '…'.",
      },
      /New-PowerAppManagementApp/,
    ],
    [
      "a user without a licence",
      { service: "Power Platform", status: 400, code: "userNotLicensed", message: "" },
      /Assign a licence that includes Dataverse/,
    ],
    [
      "enabling a user without a licence",
      { service: "Dataverse", status: 400, code: "0x8004D24C", message: "Cannot enable an unlicensed user" },
      /Assign the user a licence/,
    ],
    [
      "seats that have run out",
      {
        service: "Microsoft Graph",
        status: 400,
        code: "Request_BadRequest",
        message:
          "Subscription with SKU 1e1a282c-9c54-43a2-9310-98ef728faace does not have any available licenses.",
      },
      /Buy seats or free some/,
    ],
    [
      "a missing usage location",
      {
        service: "Microsoft Graph",
        status: 400,
        message: "License assignment cannot be done for user with invalid usage location.",
      },
      /usageLocation/,
    ],
    [
      "missing permissions in Graph",
      { service: "Microsoft Graph", status: 403, code: "Authorization_RequestDenied", message: "" },
      /User\.ReadWrite\.All.*LicenseAssignment\.ReadWrite\.All.*Organization\.Read\.All/,
    ],
    [
      "an eighth non-interactive user",
      {
        service: "Dataverse",
        status: 400,
        message:
          "Your organization has reached its maximum number of non-interactive users. To mark this account …",
      },
      /seven non-interactive users/,
    ],
    [
      "throttling without an end",
      { service: "Dataverse", status: 429, code: "0x80072322" },
      /Deploy again later/,
    ],
    [
      "a certificate that is not trusted",
      { status: 0, failure: new NoAnswer("DEPTH_ZERO_SELF_SIGNED_CERT", "localhost") },
      /NODE_EXTRA_CA_CERTS/,
    ],
    [
      "a host that does not exist",
      { status: 0, failure: new NoAnswer("ENOTFOUND", "typo.example") },
      /Correct the address/,
    ],
    [
      "a port where nobody listens",
      { status: 0, failure: new NoAnswer("ECONNREFUSED", "localhost:1") },
      /Nobody listens/,
    ],
    [
      "a network that is down",
      { status: 0, failure: new NoAnswer("ETIMEDOUT", "h") },
      /network, proxy and firewall/,
    ],
    ["a service that fails", { service: "Dataverse", status: 503 }, /Deploy again/],
    [
      "a role of another business unit",
      { service: "Dataverse", status: 400, code: "0x80041409" },
      /business unit/,
    ],
    [
      "the last System Administrator",
      { service: "Dataverse", status: 400, code: "0x80041D30" },
      /last System Administrator/,
    ],
  ];
  for (const [name, refusal, expected] of table) {
    it(`are known for ${name}`, () => {
      expect(remedyFor({ service: "Dataverse", status: 400, code: "", message: "", ...refusal })).to.match(
        expected,
      );
    });
  }

  it("are not made up for what is not known", () => {
    const unknown = {
      service: "Dataverse",
      status: 400,
      code: "0x80040203",
      message: "Expected non-empty Guid.",
    };
    expect(remedyFor(unknown as Refusal)).to.equal("");
  });
});
