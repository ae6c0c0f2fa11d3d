import { baseUrl, serviceOfResource } from "../entra/addresses";
import { TokenRefused, type Tokens } from "../entra/tokens";
import { unauthorized } from "../errors/http";
import { SandboxError } from "../errors/sandbox-error";
import type { ProtectedService } from "./services";
import type { Caller } from "./types";

/** Who calls, from the bearer token. Throws the service's 401 without a valid token for just this service. */
export async function authenticate(
  service: ProtectedService,
  authorization: string | undefined,
  origin: string,
  tokens: Tokens,
): Promise<Caller> {
  try {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) throw new TokenRefused("Access token is empty.");
    const caller = await tokens.verify(token);
    if (serviceOfResource(caller.audience, origin) !== service) {
      throw new TokenRefused("Access token validation failure. Invalid audience.");
    }
    return caller;
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    throw refusedToken(service, origin, error.message);
  }
}

/** A service's 401. */
export function refusedToken(service: ProtectedService, origin: string, reason: string): SandboxError {
  return new SandboxError(unauthorized[service], [reason], {
    "WWW-Authenticate": `Bearer authorization_uri="${origin}/common/oauth2/authorize", resource_id="${baseUrl(origin, service)}"`,
  });
}
