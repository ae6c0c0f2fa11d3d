import { expect } from "chai";
import { redact } from "./redact";

describe("redaction", () => {
  it("takes out the values of variables whose names say that they are secret", () => {
    const environment = {
      ARM_CLIENT_SECRET: "s3cret-value-of-arm",
      SYSTEM_ACCESSTOKEN: "token-of-the-build",
      idToken: "eyJhbGciOi.eyJpc3Mi.c2ln",
      AZURE_STORAGE_KEY: "key-of-the-account==",
      PULUMI_CONFIG_PASSPHRASE: "correct horse battery",
    };
    const text = Object.values(environment).join(" and ");
    expect(redact(text, environment)).to.equal("*** and *** and *** and *** and ***");
  });

  it("takes out the whole of a value that contains another", () => {
    expect(
      redact("x token-of-the-build-2 x", { A_TOKEN: "token-of-the-build", B_TOKEN: "token-of-the-build-2" }),
    ).to.equal("x *** x");
  });

  it("leaves places, ordinary variables and short words", () => {
    const environment = {
      ARM_OIDC_TOKEN_FILE_PATH: "/var/run/secrets/token",
      ACTIONS_ID_TOKEN_REQUEST_URL: "https://pipelines.example/token",
      ARM_CLIENT_ID: "11111111-1111-1111-1111-111111111111",
      PULUMI_CONFIG_PASSPHRASE: "sandbox",
      EMPTY_TOKEN: "",
    };
    const text = Object.values(environment).join(" ");
    expect(redact(text, environment)).to.equal(text);
  });
});
