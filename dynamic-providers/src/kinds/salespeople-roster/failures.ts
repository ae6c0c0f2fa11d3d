import { ServiceError } from "../../clients/http/service-error";
import type { Problem } from "../../problems";
import { inputOf } from "./inputs";
import { people, peopleList, placeOf } from "./names";

/** What one person's part of a deployment failed with. */
export interface PersonFailure {
  readonly signInName: string;
  readonly cause: ServiceError | Omit<Problem, "where">;
}

/** So many people with the same cause get a line each; more are listed together. */
const MOST_LINES = 3;

/** The failures as problems: each person with cause and remedy, those with the same cause together when they are many. */
export function failureProblems(failures: readonly PersonFailure[], all: number): Problem[] {
  const groups = new Map<string, PersonFailure[]>();
  for (const failure of failures) {
    const key = keyOf(failure);
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  const problems = [...groups.values()].flatMap((group) =>
    group.length <= MOST_LINES ? group.map(alone) : together(group),
  );
  const concerned = new Set(failures.map((failure) => failure.signInName)).size;
  const rest = all - concerned;
  const message = rest > 0 ? `${people(rest)} of ${String(all)} ${rest === 1 ? "is" : "are"} done.` : "";
  return [...problems, { where: "", message, remedy: "What was done is kept; deploy again to continue." }];
}

function alone({ signInName, cause }: PersonFailure): Problem {
  // The message of a service's error has its remedy already.
  const remedy = cause instanceof ServiceError ? "" : cause.remedy;
  return { where: inputOf(signInName), message: cause.message, remedy };
}

function together(group: readonly PersonFailure[]): Problem[] {
  const [first] = group;
  if (first === undefined) return [];
  const names = group.map((failure) => failure.signInName);
  const { message, remedy } = alone(first);
  return [
    {
      where: placeOf(names),
      message: `${people(names.length)} failed for the same reason: ${peopleList(names)}. The first of them: ${message}`,
      remedy,
    },
  ];
}

const GUIDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** The same for failures whose messages differ in nothing but the person and the request. */
function keyOf({ signInName, cause }: PersonFailure): string {
  const message = cause.message.replaceAll(signInName, "");
  const request = cause instanceof ServiceError ? cause.requestId : "";
  return (request === "" ? message : message.replaceAll(request, "")).replace(GUIDS, "");
}
