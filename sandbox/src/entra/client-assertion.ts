import { createHash, type X509Certificate } from "node:crypto";
import {
  decodeJwt,
  decodeProtectedHeader,
  compactVerify,
  type JWTPayload,
  type ProtectedHeaderParameters,
} from "jose";
import { entraErrors } from "../errors/entra";
import { SandboxError } from "../errors/sandbox-error";
import type { ServicePrincipal } from "../state/model";
import { isSameAddress } from "./addresses";

/** `client_assertion_type` of RFC 7523, the only one there is. */
export const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** Milliseconds by which the clocks of two machines may differ (assumed; Entra's own tolerance is not published). */
const clockSkew = 5 * 60 * 1000;

/** Against what a client assertion is checked. */
export interface AssertionContext {
  /** The addresses that the application may have signed its assertion for. */
  readonly audiences: readonly string[];
  readonly certificates: readonly X509Certificate[];
  /** Milliseconds of the real clock. */
  readonly now: number;
}

/**
 * Whether an assertion proves to be from an application: one that the application has signed with a registered
 * certificate, or one of another issuer for which it has a federated credential.
 *
 * Assumed: the signature of another issuer is not checked, since the sandbox asks nobody outside of this machine.
 *
 * @throws SandboxError with the AADSTS number of what is wrong.
 */
export async function checkClientAssertion(
  assertion: string,
  principal: ServicePrincipal,
  context: AssertionContext,
): Promise<void> {
  const { header, claims } = decoded(assertion);
  const { iss: issuer, sub: subject } = claims;
  if (issuer === undefined || subject === undefined || claims.aud === undefined || claims.exp === undefined) {
    const missing = (["iss", "sub", "aud", "exp"] as const).filter((name) => claims[name] === undefined);
    throw malformed(`the client_assertion lacks ${missing.join(", ")}`);
  }
  if (issuer !== subject) {
    checkFederated(claims, principal);
    checkTime(claims, context.now);
    return;
  }
  if (issuer.toLowerCase() !== principal.appId) throw new SandboxError(entraErrors.foreignAssertion);
  await checkSignature(assertion, header, context.certificates);
  const isForUs = audiencesOf(claims).some((one) =>
    context.audiences.some((ours) => isSameAddress(one, ours)),
  );
  if (!isForUs) throw new SandboxError(entraErrors.assertionAudience);
  checkTime(claims, context.now);
}

function decoded(assertion: string): { header: ProtectedHeaderParameters; claims: JWTPayload } {
  try {
    return { header: decodeProtectedHeader(assertion), claims: decodeJwt(assertion) };
  } catch {
    throw malformed("the client_assertion cannot be decoded");
  }
}

/** The thumbprint is SHA-1 in `x5t` (MSAL before 2024, go-azure-sdk) and SHA-256 in `x5t#S256`. */
async function checkSignature(
  assertion: string,
  header: ProtectedHeaderParameters,
  certificates: readonly X509Certificate[],
): Promise<void> {
  const { x5t, "x5t#S256": x5tS256 } = header as { x5t?: string; "x5t#S256"?: string };
  const thumbprint = x5tS256 ?? x5t;
  const algorithm = x5tS256 === undefined ? "sha1" : "sha256";
  const certificate = certificates.find(
    ({ raw }) => createHash(algorithm).update(raw).digest("base64url") === thumbprint,
  );
  if (certificate === undefined) {
    const shown = Buffer.from(thumbprint ?? "", "base64url")
      .toString("hex")
      .toUpperCase();
    throw badSignature(`The key was not found., Thumbprint of key used by client: '${shown}'`);
  }
  if (Date.parse(certificate.validTo) < Date.now()) {
    throw badSignature("The key used is expired.");
  }
  try {
    await compactVerify(assertion, certificate.publicKey, { algorithms: ["RS256", "PS256"] });
  } catch {
    throw badSignature("The provided signature value did not match the expected signature value.");
  }
}

/** Names what does not match, in the order issuer, subject, audience; comparison is by case (Entra, workload identity federation). */
function checkFederated(claims: JWTPayload, { federatedCredentials = [] }: ServicePrincipal): void {
  const { iss = "", sub = "" } = claims;
  const audiences = audiencesOf(claims);
  const ofIssuer = federatedCredentials.filter(({ issuer }) => issuer === iss);
  if (ofIssuer.length === 0) throw new SandboxError(entraErrors.unknownIssuer, [iss]);
  const ofSubject = ofIssuer.filter(({ subject }) => subject === sub);
  if (ofSubject.length === 0) throw new SandboxError(entraErrors.unknownSubject, [sub]);
  if (!ofSubject.some((credential) => credential.audiences.some((wanted) => audiences.includes(wanted)))) {
    throw new SandboxError(entraErrors.unknownAudience, [audiences.join(", ")]);
  }
}

function checkTime({ nbf, iat, exp = 0 }: JWTPayload, now: number): void {
  const from = (nbf ?? iat ?? 0) * 1000;
  const to = exp * 1000;
  if (from - clockSkew <= now && now < to + clockSkew) return;
  throw new SandboxError(
    entraErrors.assertionTime,
    [now, from, to].map((time) => new Date(time).toISOString()),
  );
}

function audiencesOf({ aud = [] }: JWTPayload): readonly string[] {
  return Array.isArray(aud) ? aud : [aud];
}

function malformed(reason: string): SandboxError {
  return new SandboxError(entraErrors.malformedAssertion, [reason]);
}

function badSignature(reason: string): SandboxError {
  return new SandboxError(entraErrors.assertionSignature, [reason]);
}
