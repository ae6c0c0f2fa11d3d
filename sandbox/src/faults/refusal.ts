import { unauthorized } from "../errors/http";
import { SandboxError } from "../errors/sandbox-error";
import { throttled, unavailable } from "../errors/unavailable";
import { refusedToken } from "../http/authentication";
import { isProtected } from "../http/services";
import type { FaultEffect, FaultyService } from "./rule";

/** Seconds; when a rule does not say. */
const defaultWait = 5;

/** The refusal an effect stands for, as the service would give it; undefined for effects that refuse nothing. */
export function refusalOf(
  effect: FaultEffect,
  service: FaultyService,
  origin: string,
): SandboxError | undefined {
  switch (effect.kind) {
    case "throttle": {
      const { retryAfter = defaultWait, as = "seconds" } = effect;
      return new SandboxError(throttled[service], ["6000"], as === "none" ? {} : waiting(retryAfter, as));
    }
    case "status": {
      const headers = effect.retryAfter === undefined ? {} : waiting(effect.retryAfter, "seconds");
      return new SandboxError(unavailable(service, effect.status), [], headers);
    }
    case "reject-token": {
      if (!isProtected(service)) return undefined;
      return effect.claims === true
        ? claimsChallenge(service, origin)
        : refusedToken(service, origin, "Access token has expired or is not yet valid.");
    }
    default:
      return undefined;
  }
}

/** By the time of this machine, which the client's clock is compared with, and not by the sandbox's. */
function waiting(seconds: number, as: "seconds" | "date"): Record<string, string> {
  const value = as === "seconds" ? String(seconds) : new Date(Date.now() + seconds * 1000).toUTCString();
  return { "Retry-After": value };
}

/**
 * Continuous access evaluation: the token must be asked for again, with these claims. Form: learn.microsoft.com, Claims
 * challenges, claims requests and client capabilities.
 */
function claimsChallenge(service: Exclude<FaultyService, "entra">, origin: string): SandboxError {
  const notBefore = Math.floor(Date.now() / 1000);
  const claims = { access_token: { nbf: { essential: true, value: String(notBefore) } } };
  const encoded = Buffer.from(JSON.stringify(claims)).toString("base64");
  return new SandboxError(
    unauthorized[service],
    ["Continuous access evaluation resulted in challenge with result: InteractionRequired."],
    {
      "WWW-Authenticate": `Bearer realm="", authorization_uri="${origin}/common/oauth2/authorize", error="insufficient_claims", claims="${encoded}"`,
    },
  );
}
