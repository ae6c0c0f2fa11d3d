import { createPrivateKey, createPublicKey, randomUUID, timingSafeEqual } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { errors, exportJWK, jwtVerify, SignJWT } from "jose";
import type { JWK } from "jose";
import type { Caller } from "../http/types";
import type { ServicePrincipal } from "../state/model";
import type { Credentials } from "./credentials";

/** Seconds; what Entra gives to applications. */
export const tokenLifetime = 3599;

/** Why a token is not taken, in the words of Microsoft Graph. */
export class TokenRefused extends Error {}

/** Makes and checks access tokens. They run by the system's clock: clients judge them by theirs. */
export class Tokens {
  readonly #clientSecret: string;
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  /** Checking a signature costs more than most requests. */
  readonly #known = new Map<string, { readonly caller: Caller; readonly expires: number }>();

  constructor(credentials: Credentials) {
    this.#clientSecret = credentials.clientSecret;
    this.#privateKey = createPrivateKey(credentials.signingKey);
    this.#publicKey = createPublicKey(this.#privateKey);
  }

  isClientSecret(text: string): boolean {
    const given = Buffer.from(text);
    const wanted = Buffer.from(this.#clientSecret);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }

  async publicKey(): Promise<JWK> {
    return { ...(await exportJWK(this.#publicKey)), use: "sig", alg: "RS256", kid: "sandbox" };
  }

  /** An application's token. The azuread plug-in reads `oid` and refuses claims of other types than these. */
  async issue(
    principal: ServicePrincipal,
    tenant: { readonly id: string; readonly issuer: string },
    audience: string,
  ): Promise<string> {
    return new SignJWT({
      appid: principal.appId,
      azp: principal.appId,
      oid: principal.id,
      tid: tenant.id,
      idtyp: "app",
      roles: principal.permissions,
      ver: "2.0",
      uti: randomUUID(),
    })
      .setProtectedHeader({ alg: "RS256", kid: "sandbox", typ: "JWT" })
      .setIssuer(tenant.issuer)
      .setAudience(audience)
      .setSubject(principal.id)
      .setIssuedAt()
      .setNotBefore("0s")
      .setExpirationTime(`${tokenLifetime}s`)
      .sign(this.#privateKey);
  }

  /** Who calls with this token. Throws `TokenRefused` when it is not one of ours or its time is over. */
  async verify(token: string): Promise<Caller> {
    const known = this.#known.get(token);
    if (known !== undefined && known.expires > Date.now()) return known.caller;
    try {
      const { payload } = await jwtVerify(token, this.#publicKey, {
        requiredClaims: ["aud", "exp", "oid", "appid"],
      });
      const caller: Caller = {
        clientId: payload.appid as string,
        objectId: payload.oid as string,
        audience: payload.aud as string,
      };
      if (this.#known.size >= 1000) this.#known.clear();
      this.#known.set(token, { caller, expires: (payload.exp ?? 0) * 1000 });
      return caller;
    } catch (error) {
      if (error instanceof errors.JWTExpired) {
        throw new TokenRefused("Lifetime validation failed, the token is expired.", { cause: error });
      }
      throw new TokenRefused("Access token validation failure.", { cause: error });
    }
  }
}
