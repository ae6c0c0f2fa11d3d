import { randomBytes, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SelfsignedOptions } from "selfsigned";
import { readPrivateFile, writePrivateFile } from "../state/private-file";

export interface Certificates {
  /** Certificate and key of the server, PEM. */
  readonly cert: string;
  readonly key: string;
  /** File with the certificate authority to trust: `NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE`. */
  readonly caFile: string;
}

const days = 24 * 60 * 60 * 1000;

/**
 * The certificates kept in `directory`. The authority lives ten years; the server's certificate 397 days, what
 * every client accepts, and is renewed a month before its end without a new authority.
 */
export async function loadCertificates(directory: string): Promise<Certificates> {
  const caFile = join(directory, "ca.pem");
  const caKeyFile = join(directory, "ca-key.pem");
  const certFile = join(directory, "server.pem");
  const keyFile = join(directory, "server-key.pem");
  if (!(isFresh(caFile) && existsSync(caKeyFile))) {
    const ca = await makeAuthority();
    writePrivateFile(caKeyFile, ca.private);
    writePrivateFile(caFile, ca.cert);
  }
  const authority = { cert: readFileSync(caFile, "utf8"), key: readPrivateFile(caKeyFile) };
  if (!(isFresh(certFile) && existsSync(keyFile) && isIssuedBy(certFile, authority.cert))) {
    const server = await makeServerCertificate(authority);
    writePrivateFile(keyFile, server.private);
    writePrivateFile(certFile, server.cert);
  }
  return { cert: readFileSync(certFile, "utf8"), key: readPrivateFile(keyFile), caFile };
}

function isFresh(file: string): boolean {
  return existsSync(file) && outlivesAMonth(file);
}

/** Whether the first certificate of a PEM file is valid for another thirty days at least. */
export function outlivesAMonth(file: string): boolean {
  return Date.parse(new X509Certificate(readFileSync(file)).validTo) > Date.now() + 30 * days;
}

function isIssuedBy(file: string, ca: string): boolean {
  return new X509Certificate(readFileSync(file)).verify(new X509Certificate(ca).publicKey);
}

async function makeAuthority(): Promise<{ private: string; cert: string }> {
  // Each authority has a name of its own: a client that trusts two of them finds the right one.
  return makeCertificate(`Sandbox certificate authority ${randomBytes(4).toString("hex")}`, 3650, {
    extensions: [
      { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
}

async function makeServerCertificate(ca: {
  key: string;
  cert: string;
}): Promise<{ private: string; cert: string }> {
  return makeCertificate("localhost", 397, {
    ca,
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
}

/** A certificate and its key, PEM; self-signed, with an elliptic key and without extensions unless told otherwise. */
export async function makeCertificate(
  commonName: string,
  validDays: number,
  options: SelfsignedOptions,
): Promise<{ private: string; cert: string }> {
  // Loaded where it is needed only: a start with existing certificates does without.
  const { generate } = await import("selfsigned");
  return generate([{ name: "commonName", value: commonName }], {
    keyType: "ec",
    algorithm: "sha256",
    // A day back: clocks of containers and their hosts differ.
    notBeforeDate: new Date(Date.now() - days),
    notAfterDate: new Date(Date.now() + (validDays - 1) * days),
    ...options,
  });
}
