/** What an access token says of whom it was given to; undefined when it is no readable JWT. */
export interface Claims {
  /** Entra object id, lower case. */
  readonly objectId: string | undefined;
  /** Application permissions; undefined in a token of a person. */
  readonly roles: readonly string[] | undefined;
}

/** Reads, and does not verify: it was just received from the one who made it. */
export function claimsOf(token: string): Claims | undefined {
  try {
    const payload = JSON.parse(
      Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"),
    ) as unknown;
    if (typeof payload !== "object" || payload === null) return undefined;
    const { oid, roles } = payload as { oid?: unknown; roles?: unknown };
    return {
      objectId: typeof oid === "string" ? oid.toLowerCase() : undefined,
      roles: Array.isArray(roles) ? roles.filter((role) => typeof role === "string") : undefined,
    };
  } catch {
    return undefined;
  }
}
