/** One thing that is wrong, where it is, and what to do about it. Printed as one line each. */
export interface Problem {
  /** Name of the input (dotted path, e.g. `roles[0]`) or `file:line:column`; "" when it concerns the whole resource. */
  readonly where: string;
  /** What is wrong, as a sentence. Never contains a secret. */
  readonly message: string;
  /** What the reader can do, as a sentence. */
  readonly remedy: string;
}

/** A refusal that carries every problem found, so that nobody repairs them one at a time. */
export class ProblemsError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.name = "ProblemsError";
    this.problems = problems;
  }
}

/** `where: message Remedy` on one line. */
export function formatProblem(problem: Problem): string {
  const place = problem.where === "" ? "" : `${problem.where}: `;
  return `${place}${problem.message} ${problem.remedy}`.trim();
}
