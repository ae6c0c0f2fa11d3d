import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeCertificate, outlivesAMonth } from "../http/certificates";
import { writePrivateFile } from "../state/private-file";

/** The certificate with which the deploying application may sign in instead of its secret. */
export interface ClientCertificate {
  /** PEM with certificate and private key, as `ClientCertificateCredential` and `AZURE_CLIENT_CERTIFICATE_PATH` want it. */
  readonly file: string;
  readonly certificate: X509Certificate;
}

/**
 * The client certificate kept in `directory`; made at its first use, and again a month before its end. Its key is the
 * one that signs the sandbox's tokens: making another RSA key takes longer than the rest of a start, and who has one
 * of the two files can get at the other.
 */
export async function loadClientCertificate(
  directory: string,
  signingKey: string,
): Promise<ClientCertificate> {
  const file = join(directory, "client.pem");
  if (!(existsSync(file) && outlivesAMonth(file) && isOf(file, signingKey))) {
    const publicKey = createPublicKey(signingKey).export({ type: "spki", format: "pem" }).toString();
    const made = await makeCertificate("Business Central accounts deployment", 397, {
      // RSA: the signatures that Entra takes are RS256 and PS256.
      keyType: "rsa",
      keyPair: { privateKey: signingKey, publicKey },
    });
    writePrivateFile(file, `${made.private.trimEnd()}\n${made.cert}`);
  }
  return { file, certificate: new X509Certificate(readFileSync(file)) };
}

function isOf(file: string, privateKey: string): boolean {
  return new X509Certificate(readFileSync(file)).checkPrivateKey(createPrivateKey(privateKey));
}
