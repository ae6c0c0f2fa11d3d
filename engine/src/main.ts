import { bcSales } from "./commands/bc-sales";
import { down, preview, pulumi, up } from "./commands/deploy";
import { pipeline } from "./commands/pipeline";
import { sandboxCommand } from "./commands/sandbox";
import { test } from "./commands/test";
import { say } from "./say";

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  up,
  preview,
  down,
  pulumi,
  test,
  "bc-sales": bcSales,
  pipeline,
  sandbox: sandboxCommand,
};

/** Runs the command that an npm script names. @returns the exit code. */
export async function main([name = "", ...args]: readonly string[]): Promise<number> {
  const command = commands[name];
  if (command === undefined) {
    say(`There is no command "${name}". Known: ${Object.keys(commands).join(", ")}.`);
    return 2;
  }
  try {
    return await command(args);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
