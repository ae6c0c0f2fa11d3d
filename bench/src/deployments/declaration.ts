import { readFileSync } from "node:fs";

/**
 * What a program says of all salespeople. It lies in a file beside the stack's configuration and stands for the code
 * of a program: another configuration would make the engine start the provider afresh in the middle of a deployment.
 */
export interface Declaration {
  readonly roles: readonly string[];
  readonly licenses: readonly string[];
}

export function readDeclaration(file: string): Declaration {
  return JSON.parse(readFileSync(file, "utf8")) as Declaration;
}
