import { generateKeyPairSync, randomBytes } from "node:crypto";
import { join } from "node:path";
import { readOrMake } from "../state/private-file";

/** What only this sandbox knows: the deploying application's secret, and the key that signs its tokens. */
export interface Credentials {
  readonly clientSecret: string;
  /** PKCS #8, PEM. */
  readonly signingKey: string;
}

/** The credentials kept in `directory`, made at its first use. They outlive a reset of the tenant. */
export function loadCredentials(directory: string): Credentials {
  return JSON.parse(
    readOrMake(join(directory, "credentials.json"), () => JSON.stringify(makeCredentials())),
  ) as Credentials;
}

function makeCredentials(): Credentials {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    clientSecret: randomBytes(24).toString("base64url"),
    signingKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
