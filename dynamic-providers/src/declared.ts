// What the inputs of resources say, for those who read them from outside, such as policies. Loads no client and no Pulumi.
export { containsUnknown, isUnknown, UNKNOWN } from "./adapter/unknown";
export { assertFresh } from "./freshness";
export { peopleOfRoster } from "./kinds/salespeople-roster/wire";
export { foldPartNumber, readLicense } from "./licenses/notation";
export { formatProblem, type Problem } from "./problems";
export { foldSignInName } from "./roster/sign-in-name";
export * from "./roles/well-known";
export { counted, quotedList, wordList } from "./text/list";
