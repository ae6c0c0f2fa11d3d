// What inputs of resources mean and how problems with them are told, for who reads or writes them elsewhere, such as
// policies and components. Loads no client and no Pulumi, so that programs start sooner.
export { containsUnknown, isUnknown, UNKNOWN } from "./adapter/unknown";
export { assertFresh } from "./freshness";
export { peopleOfRoster } from "./kinds/salespeople-roster/wire";
export { foldPartNumber, readLicense } from "./licenses/notation";
export { notices, problem } from "./messages/notice";
export { formatProblem, type Problem } from "./problems";
export type { RosterPerson } from "./roster/person";
export { foldSignInName } from "./roster/sign-in-name";
export * from "./roles/well-known";
export { counted, quotedList, wordList } from "./text/list";
