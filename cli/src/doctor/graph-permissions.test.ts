import { expect } from "chai";
import { claimsOf } from "./claims";
import { graphPermissions } from "./graph-permissions";

const granted = (...roles: string[]) => graphPermissions({ objectId: undefined, roles });

describe("the Graph permissions in a token", () => {
  it("suffice as the README names them", () => {
    expect(granted("User.ReadWrite.All", "Organization.Read.All").state).to.equal("ok");
  });

  it("suffice where one allows more", () => {
    expect(granted("Directory.ReadWrite.All").state).to.equal("ok");
  });

  it("are told with what they do not allow, and the least that would", () => {
    const { state, detail, remedy } = granted("User.Read.All", "Organization.Read.All");
    expect(state).to.equal("failed");
    expect(detail).to.equal(
      "The application may not make and change users or assign licences. Granted: User.Read.All, Organization.Read.All.",
    );
    expect(remedy).to.contain("User.ReadWrite.All and LicenseAssignment.ReadWrite.All");
  });

  it("are unknown in a person's token, and in one that is no JWT", () => {
    expect(graphPermissions(claimsOf(jwt({ oid: "A", scp: "User.Read" }))).state).to.equal("unknown");
    expect(graphPermissions(claimsOf("opaque")).state).to.equal("unknown");
  });
});

describe("the claims of a token", () => {
  it("are read without regard to padding, and the object id in lower case", () => {
    expect(claimsOf(jwt({ oid: "AB-1", roles: ["x", 1] }))).to.deep.equal({ objectId: "ab-1", roles: ["x"] });
  });

  it("are none where there is no JSON in it", () => {
    expect(claimsOf("a.b.c")).to.equal(undefined);
    expect(claimsOf("")).to.equal(undefined);
  });
});

function jwt(payload: object): string {
  return `e30.${Buffer.from(JSON.stringify(payload)).toString("base64url")}.x`;
}
