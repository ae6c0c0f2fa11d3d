import type { SandboxRequest } from "../http/types";

/** Whether a request to Dataverse is to see what is true now, and nothing older (Dataverse: Compose HTTP requests). */
export function isStrongRead({ headers }: Pick<SandboxRequest, "headers">): boolean {
  return headers.consistency?.toLowerCase() === "strong";
}
