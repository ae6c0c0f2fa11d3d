import type { Endpoints } from "../clouds";
import { type CredentialChoice, describeCredential } from "./credential-choice";
import { errorBody } from "../http/error-body";
import { NoAnswer, type Transport } from "../http/http";
import { remedyFor } from "../http/remedies";
import { ServiceError } from "../http/service-error";
import { type Cause, NOTHING_FOUND, SIGN_IN_CAUSES, UNEXPLAINED } from "./sign-in-causes";

/**
 * The error to show when a sign-in fails. What the library says may quote the request, so that only Entra's own
 * code and the causes known here are passed on. The library tells an unknown tenant and an authority that does
 * not answer by the same words; asking for the tenant's public description tells them apart.
 */
export async function explainSignIn(
  error: unknown,
  choice: CredentialChoice,
  scope: string,
  { authority }: Endpoints,
  transport: Transport,
): Promise<ServiceError> {
  const words = error instanceof Error ? wordsOf(error) : String(error);
  const operation = `sign in as ${describeCredential(choice)} at ${authority} for ${scope.replace(/\/\.default$/, "")}`;
  const shown = (cause: Cause, status: number, code = ""): ServiceError =>
    new ServiceError({
      service: "Entra",
      operation,
      status,
      code,
      serviceMessage: cause.message,
      remedy: cause.remedy,
      asked: status !== 0,
      mayHaveTakenEffect: false,
    });

  if (words.includes("endpoints_resolution_error") && choice.kind === "application") {
    const probe = await transport({
      method: "GET",
      url: `${authority}/${choice.tenantId}/v2.0/.well-known/openid-configuration`,
      headers: { accept: "application/json" },
    });
    const { message } = errorBody(probe);
    const known = SIGN_IN_CAUSES.find(({ says }) => says.test(message));
    if (known !== undefined) return shown(known, probe.status, codeIn(message));
    const refusal = {
      service: "Entra",
      status: probe.status,
      code: "",
      message,
      failure: probe.failure,
    } as const;
    const remedy = remedyFor(refusal);
    if (probe.failure instanceof NoAnswer) return shown({ says: /^/, message, remedy }, 0);
    return shown(
      { says: /^/, message: `the sign-in address answers, but not as Entra does: ${message}`, remedy },
      probe.status,
    );
  }
  const code = codeIn(words);
  const cause = SIGN_IN_CAUSES.find(({ says }) => says.test(words));
  if (code !== "") return shown(cause ?? UNEXPLAINED, words.includes("invalid_client") ? 401 : 400, code);
  if (NOTHING_FOUND.says.test(words)) return shown(NOTHING_FOUND, 0);
  return shown(cause ?? UNEXPLAINED, 0);
}

function codeIn(words: string): string {
  return /AADSTS\d+/.exec(words)?.[0] ?? "";
}

function wordsOf(error: Error): string {
  const inner = error.cause instanceof Error ? ` ${wordsOf(error.cause)}` : "";
  return `${error.name} ${error.message}${inner}`;
}
