export { type Problem, ProblemsError, formatProblem } from "./problems";
export { assertFresh } from "./freshness";
