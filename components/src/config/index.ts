// What a stack's configuration means. No part of it loads Pulumi, so that others than the program can ask.
export { type AccountSet, accountSetOfConfig, type DeclaredAccounts, wishesOf } from "./accountSet";
export { accountConflicts } from "./conflicts";
export { integrationAccessMode } from "./defaults";
export { integrationArgs } from "./integrationArgs";
export { MINIMA } from "./minima";
export { ConfigError, NAMESPACE, parseConfig } from "./parse";
export { salespeopleFiles } from "./salespeopleFiles";
export { configKeys, type ProgramConfig } from "./schema";
